import { expect, test } from 'vitest';
import type { Author } from '#schema/words.ts';
import { previewOf } from './preview.ts';

const VERA: Author = { kind: 'visitor', id: 'v', name: 'Vera' };
const ANNA: Author = { kind: 'operator', id: 'anna', name: 'Anna' };
const said = (by: Author, seq: number) => ({ kind: 'text', by, seq }) as const;

test('PREVIEW3 a preview is gone with the message, stays under the answer of somebody else, and the next one shows', () => {
  const first = { ...VERA, text: 'is it warm', after: 2 };
  const lines = [said(VERA, 2), said(ANNA, 3)];
  expect(previewOf(first, lines.slice(0, 1))).toBe('is it warm');
  expect(previewOf(first, lines)).toBe('is it warm');
  const sent = [...lines, said(VERA, 4)];
  expect(previewOf(first, sent)).toBeNull();
  expect(previewOf({ ...VERA, text: 'and', after: 4 }, sent)).toBe('and');
});

test('PREVIEW3 who only types, and an empty field, show nothing', () => {
  expect(previewOf(undefined, [])).toBeNull();
  expect(previewOf(VERA, [])).toBeNull();
  expect(previewOf({ ...VERA, text: '' }, [])).toBeNull();
});

import { expect, test } from 'vitest';
import type { Author } from '#schema/words.ts';
import { OvertakenBy } from './preview.ts';

const VERA: Author = { kind: 'visitor', id: 'v', name: 'Vera' };
const ANNA: Author = { kind: 'operator', id: 'anna', name: 'Anna' };

test('PREVIEW3 a preview is gone with the message, stays under the answer of somebody else, and the next one shows', () => {
  const overtaken = new OvertakenBy();
  const said = [{ by: VERA, seq: 2 }];
  const first = { ...VERA, text: 'is it warm' };
  expect(overtaken.textOf(first, said)).toBe('is it warm');
  expect(overtaken.textOf(first, [...said, { by: ANNA, seq: 3 }])).toBe('is it warm');
  const sent = [...said, { by: ANNA, seq: 3 }, { by: VERA, seq: 4 }];
  expect(overtaken.textOf(first, sent)).toBeNull();
  expect(overtaken.textOf({ ...VERA, text: 'and' }, sent)).toBe('and');
});

test('PREVIEW3 who only types, and an empty field, show nothing', () => {
  const overtaken = new OvertakenBy();
  expect(overtaken.textOf(undefined, [])).toBeNull();
  expect(overtaken.textOf(VERA, [])).toBeNull();
  expect(overtaken.textOf({ ...VERA, text: '' }, [])).toBeNull();
});

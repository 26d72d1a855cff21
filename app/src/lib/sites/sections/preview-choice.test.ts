import { expect, test } from 'vitest';
import { keepPreviewChoice, readPreviewChoice, type PreviewChoice } from './preview-choice.ts';

const OTHERWISE: PreviewChoice = { scheme: 'light', width: 'computer', language: 'en' };
const storageOf = (rows: Map<string, string>) => ({
  getItem: (key: string) => rows.get(key) ?? null,
  setItem: (key: string, text: string) => void rows.set(key, text),
  removeItem: (key: string) => void rows.delete(key),
  length: 0,
  key: () => null,
});

test('SITE5 as which visitor the preview is looked at is kept on the device, and what cannot be read is as before', () => {
  const rows = new Map<string, string>();
  const storage = storageOf(rows);
  expect(readPreviewChoice(storage, OTHERWISE)).toEqual(OTHERWISE);
  keepPreviewChoice(storage, { scheme: 'dark', width: 'phone', language: 'pl' });
  expect(readPreviewChoice(storage, OTHERWISE)).toEqual({ scheme: 'dark', width: 'phone', language: 'pl' });
  rows.set('holdline.preview', '{"scheme":"dark"}');
  expect(readPreviewChoice(storage, OTHERWISE)).toEqual({ ...OTHERWISE, scheme: 'dark' });
  for (const odd of ['{', '{"scheme":"pink"}', 'null']) {
    rows.set('holdline.preview', odd);
    expect(readPreviewChoice(storage, OTHERWISE)).toEqual(OTHERWISE);
  }
  expect(readPreviewChoice(null, OTHERWISE)).toEqual(OTHERWISE);
});

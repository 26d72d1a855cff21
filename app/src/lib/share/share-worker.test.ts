import { expect, test } from 'vitest';
import { SHARED_WORDS, takeShared, wordsOf } from './share-worker.ts';

const formOf = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

test('PHONE2 what is shared is one text, and says nothing twice', () => {
  expect(wordsOf(formOf({ title: 'Teapot', text: ' Red, 1.2 l ', url: 'https://shop.test/teapot' }))).toBe(
    'Teapot\nRed, 1.2 l\nhttps://shop.test/teapot',
  );
  expect(wordsOf(formOf({ title: 'Teapot', text: 'Teapot https://shop.test', url: 'https://shop.test' }))).toBe(
    'Teapot https://shop.test',
  );
  expect(wordsOf(formOf({ title: 'Teapot', text: 'Teapot' }))).toBe('Teapot');
  expect(wordsOf(formOf({ text: 'x'.repeat(7_999) + '🫖' }))).toBe(`${'x'.repeat(7_999)}\ufffd`);
  expect(wordsOf(formOf({ other: 'x' }))).toBe('');
});

test('PHONE2 the worker keeps it and leads to the page that asks where to', async () => {
  const kept = new Map<string, string>();
  const caches = {
    open: () => Promise.resolve({ put: async (at: string, answer: Response) => kept.set(at, await answer.text()) }),
  } as unknown as CacheStorage;
  const body = formOf({ text: 'Is this the one?' });
  const answer = await takeShared(new Request('https://desk.test/share', { method: 'POST', body }), caches);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://desk.test/share']);
  expect([...kept]).toEqual([[SHARED_WORDS, 'Is this the one?']]);
});

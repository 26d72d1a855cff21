import { expect, test } from 'vitest';
import { SHARED_FILES, SHARED_NAME, SHARED_WORDS, takeShared, wordsOf } from './share-worker.ts';

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

/** A cache that has room for so many bytes of one answer. */
function cacheWith(room = Infinity) {
  const kept = new Map<string, Response>();
  const caches = {
    open: () =>
      Promise.resolve({
        put: async (at: string, answer: Response) => {
          if ((await answer.clone().arrayBuffer()).byteLength > room) throw new DOMException('', 'QuotaExceededError');
          kept.set(at, answer);
        },
      }),
  } as unknown as CacheStorage;
  return { kept, deps: { caches, now: () => 1_800_000_000_000 } };
}

const shareOf = (body: FormData): Request => new Request('https://desk.test/share', { method: 'POST', body });

test('PHONE2 the worker keeps it and leads to the page that asks where to', async () => {
  const { kept, deps } = cacheWith();
  const answer = await takeShared(shareOf(formOf({ text: 'Is this the one?' })), deps);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://desk.test/share']);
  expect([...kept.keys()]).toEqual([SHARED_WORDS]);
  expect(await kept.get(SHARED_WORDS)?.text()).toBe('Is this the one?');
});

test('PHONE2 files are kept with their names and kinds, in their order; a field without one is none', async () => {
  const { kept, deps } = cacheWith();
  const body = formOf({ title: '' });
  for (const name of ['чайник "1".png', 'b.pdf']) body.append('files', new File([name], name, { type: 'image/png' }));
  body.append('files', new File([], ''));
  body.append('files', new File([], 'nothing.txt'));
  const answer = await takeShared(shareOf(body), deps);
  expect(answer.headers.get('location')).toBe('https://desk.test/share');
  expect([...kept.keys()]).toEqual([...kept.keys()].toSorted());
  expect([...kept.keys()].every((key) => key.startsWith(SHARED_FILES))).toBe(true);
  const files = [...kept.values()];
  expect(files.map(({ headers }) => decodeURIComponent(headers.get(SHARED_NAME) ?? ''))).toEqual([
    'чайник "1".png',
    'b.pdf',
    'nothing.txt',
  ]);
  expect(files[0]?.headers.get('content-type')).toBe('image/png');
  expect(await files[1]?.text()).toBe('b.pdf');
});

test('PHONE2 what the device has no room for is told to the page, and does not keep the rest away', async () => {
  const { kept, deps } = cacheWith(5);
  const body = formOf({ text: 'both' });
  body.append('files', new File(['too many words'], 'a.txt'));
  body.append('files', new File(['few'], 'b.txt'));
  const answer = await takeShared(shareOf(body), deps);
  expect(answer.headers.get('location')).toBe('https://desk.test/share?lost=1');
  expect([...kept.keys()]).toEqual([SHARED_WORDS, expect.stringMatching(/-0001$/)]);
});

import { expect, test } from 'vitest';
import type { KeptTexts, PageMemory } from './page-storage.ts';
import { createVisitorStore, storageKey } from './visitor-store.ts';

function memory(): KeptTexts & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return { texts, getItem: (key) => texts.get(key) ?? null, setItem: (key, value) => void texts.set(key, value) };
}
let seed = 0;
const randomBytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => (seed = (seed * 31 + 7) % 256));

test('WID1 looking makes nothing; the first need makes a token of 32 random bytes', () => {
  const storage = memory();
  const store = createVisitorStore('demo', storage, randomBytes, new Map());
  expect(store.read()).toBe(null);
  expect(storage.texts.size).toBe(0);
  const { token } = store.ensure();
  expect(token).toMatch(/^v1_[A-Za-z0-9_-]{43}$/);
  expect(store.ensure().token).toBe(token);
});

test('WID3 the next page finds the same visitor, conversation and draft', () => {
  const storage = memory();
  const store = createVisitorStore('demo', storage, randomBytes, new Map());
  store.update({ conversation: '01936f00-0000-7000-8000-000000000002', draft: 'Is it' });
  const next = createVisitorStore('demo', storage, randomBytes, new Map());
  expect(next.read()).toEqual(store.read());
  expect(next.read()?.draft).toBe('Is it');
});

test('WID3 two sites on one page origin do not share a visitor', () => {
  const storage = memory();
  createVisitorStore('shop', storage, randomBytes, new Map()).ensure();
  expect(createVisitorStore('blog', storage, randomBytes, new Map()).read()).toBe(null);
});

test.each(['{', 'null', '7', '{"token":"v1_short"}', '{"token":7}'])(
  'a record that cannot be believed is none: %s',
  (kept) => {
    const storage = memory();
    storage.setItem(storageKey('demo'), kept);
    const store = createVisitorStore('demo', storage, randomBytes, new Map());
    expect(store.read()).toBe(null);
    expect(store.ensure().conversation).toBe(null);
  },
);

const refused = (): never => {
  throw new DOMException('no', 'SecurityError');
};
test.each([
  ['there is none', null],
  ['it throws', { getItem: refused, setItem: refused }],
  ['it is full', { getItem: () => null, setItem: refused }],
])('OUT6 without storage the visitor lives as long as the page, and it is said so: %s', (_case, storage) => {
  const store = createVisitorStore('demo', storage, randomBytes, new Map());
  const { token } = store.ensure();
  store.update({ draft: 'Hello' });
  expect(store.read()).toMatchObject({ token, draft: 'Hello' });
  expect(store.isKept()).toBe(false);
});

test.each([
  ['there is none', null],
  ['it throws', { getItem: refused, setItem: refused }],
  ['it is full', { getItem: () => null, setItem: refused }],
])('API7 API8 OUT6 without storage the next panel of the page has the same visitor and draft: %s', (_case, storage) => {
  const page: PageMemory = new Map();
  const store = createVisitorStore('demo', storage, randomBytes, page);
  store.update({ draft: 'Is it', conversation: 'c1' });
  const next = createVisitorStore('demo', storage, randomBytes, page);
  expect(next.read()).toEqual(store.read());
  expect(next.isKept()).toBe(false);
  expect(createVisitorStore('blog', storage, randomBytes, page).read()).toBe(null);
  // Of one that is over nothing more is put there.
  next.end();
  page.clear();
  next.update({ draft: 'late' });
  expect(createVisitorStore('demo', storage, randomBytes, page).read()).toBe(null);
});

test('OUT6 what a full storage takes again is there and no longer in memory, and over what it had before holds what is newer', () => {
  const page: PageMemory = new Map();
  const disk = memory();
  const state = { isFull: false };
  const storage: KeptTexts = { ...disk, setItem: (...text) => (state.isFull ? refused() : disk.setItem(...text)) };
  const store = createVisitorStore('demo', storage, randomBytes, page);
  store.update({ draft: 'Is it' });
  state.isFull = true;
  store.update({ draft: 'Is it here?' });
  expect(createVisitorStore('demo', storage, randomBytes, page).read()?.draft).toBe('Is it here?');
  state.isFull = false;
  store.update({ draft: '' });
  expect([
    store.isKept(),
    page.size,
    createVisitorStore('demo', storage, randomBytes, new Map()).read()?.draft,
  ]).toEqual([true, 0, '']);
});

test('WID3 what one tab has seen writes back nothing of the draft that another has sent', () => {
  const storage = memory();
  const [one, other] = [
    createVisitorStore('demo', storage, randomBytes, new Map()),
    createVisitorStore('demo', storage, randomBytes, new Map()),
  ];
  one.update({ draft: 'Is it' });
  other.update({ seen: 3 });
  one.update({ draft: '' });
  other.update({ seen: 4 });
  one.update({ visits: 1 });
  for (const tab of [one, other]) expect(tab.read()).toMatchObject({ draft: '', seen: 4, visits: 1 });
});

test('IDENT8 what is written before a tab has heard that its visitor left is still of that visitor: the tab that left takes it away', () => {
  const storage = memory();
  const { device } = createVisitorStore('demo', storage, randomBytes, new Map()).ensure();
  const late = createVisitorStore('demo', storage, randomBytes, new Map());
  late.ensure();
  storage.texts.clear();
  late.update({ draft: 'of who has left' });
  expect(createVisitorStore('demo', storage, randomBytes, new Map()).read()?.device).toBe(device);
});

import { expect, test } from 'vitest';
import type { ConversationId, MessageId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { createCache } from '../replicas/cache.ts';
import { createKeptPictures } from './kept-pictures.ts';

const [TALK, OTHER] = ['talk', 'other'] as readonly string[] as readonly [ConversationId, ConversationId];
const idOf = (n: number) => `m${n}` as MessageId;
const picture = (size: number): Blob => new Blob([new Uint8Array(size)], { type: 'image/png' });

/** A device with room for so many bytes of pictures, at a time that a test moves. */
function device(room?: number) {
  const browser = createBrowser();
  let now = 1_800_000_000_000;
  const environment = browser.tab({ now: () => now }).environment;
  return {
    environment,
    open: () => createKeptPictures(environment, 'x', room),
    pass: (by: number) => void (now += by),
    names: async () => (await browser.indexedDB.databases()).map(({ name }) => name),
  };
}

test('FILE10 a picture that was seen is there over the end of the page, with its kind', async () => {
  const { open } = device();
  const before = open();
  await before.keep(TALK, idOf(1), new Blob(['tea'], { type: 'image/webp' }));
  before.close();
  const after = open();
  const read = await after.read(idOf(1));
  expect([await read?.text(), read?.type]).toEqual(['tea', 'image/webp']);
  expect(await after.read(idOf(2))).toBe(null);
  // Nothing is read or kept by one that is closed.
  expect(await before.read(idOf(1))).toBe(null);
});

test('FILE10 those not looked at for the longest go first when the room is full, and one too large is not kept', async () => {
  const { open, pass } = device(800);
  const pictures = open();
  for (let n = 1; n <= 8; n += 1) {
    await pictures.keep(TALK, idOf(n), picture(100));
    pass(1_000);
  }
  pass(90_000_000);
  expect((await pictures.read(idOf(1)))?.size).toBe(100);
  // Written behind what was read.
  await pictures.drop([]);
  await pictures.keep(TALK, idOf(9), picture(100));
  await pictures.keep(TALK, idOf(10), picture(101));
  const there = await Promise.all([1, 2, 3, 8, 9, 10].map(async (n) => (await pictures.read(idOf(n))) !== null));
  expect(there).toEqual([true, false, true, true, true, false]);
});

test('FILE10 KEEP6 what is gone for good goes with its replica, and what is on its way here is not kept', async () => {
  const { open, environment } = device();
  const pictures = open();
  await pictures.keep(TALK, idOf(1), picture(3));
  await pictures.keep(OTHER, idOf(2), picture(3));
  const cache = createCache(environment, 'x');
  cache.forget(`conversation/${TALK}`);
  cache.flush();
  await expect.poll(() => pictures.read(idOf(1))).toBe(null);
  expect(await pictures.read(idOf(2))).not.toBe(null);

  const late = pictures.keep(OTHER, idOf(3), picture(3));
  await pictures.forget([`conversation/${OTHER}`]);
  await late;
  await pictures.keep(OTHER, idOf(4), picture(3));
  for (const n of [2, 3, 4]) expect(await pictures.read(idOf(n))).toBe(null);

  await pictures.keep(TALK, idOf(5), picture(3));
  const latest = pictures.keep(TALK, idOf(6), picture(3));
  await pictures.forget(null);
  await latest;
  for (const n of [5, 6]) expect(await pictures.read(idOf(n))).toBe(null);
  cache.close();
});

test('FILE10 what is taken back goes; who gives the cache back, or signs out, keeps nothing more', async () => {
  const { open, environment, names } = device();
  const pictures = open();
  await pictures.keep(TALK, idOf(1), picture(3));
  await pictures.keep(TALK, idOf(2), picture(3));
  await pictures.drop([idOf(1)]);
  expect(await pictures.read(idOf(1))).toBe(null);
  await createCache(environment, 'x').abandon();
  await pictures.keep(TALK, idOf(3), picture(3));
  expect([await pictures.read(idOf(2)), await pictures.read(idOf(3))]).toEqual([null, null]);
  expect(await names()).toEqual([]);
});

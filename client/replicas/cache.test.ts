import { expect, test, vi } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { createChapterStore } from '../chapters/chapter-store.ts';
import { createCache } from './cache.ts';

const NAME = conversationDocument('01900000-0000-7000-8000-000000000005' as ConversationId);

test('KEEP6 the chapters of what is gone go in the transaction that notes how far the device was told', async () => {
  const { environment } = createBrowser().tab();
  const cache = createCache(environment, 'kept');
  const chapters = createChapterStore(cache, environment.now);
  chapters.save(NAME, 1, 'q83vEjRWeJCrze8S', new Uint8Array([1, 2]));
  const count = (): Promise<unknown> =>
    cache.run('readonly', 'relaxed', (transaction) => {
      const rows = transaction.objectStore('chapters').count();
      return () => rows.result;
    });
  expect(await count()).toMatchObject({ ok: true, value: 1 });
  cache.forget(NAME);
  cache.saveSoon(':gone', () => ({ epoch: 'era.1', bytes: new Uint8Array(0) }));
  // Nothing of it before the rest is written: what ends here is told again.
  expect(await count()).toMatchObject({ ok: true, value: 1 });
  cache.flush();
  expect(await count()).toMatchObject({ ok: true, value: 0 });
  expect((await cache.load(':gone'))?.epoch).toBe('era.1');
});

test('KEEP6 a cache that has given its room back keeps no chapters either: it would not let them go', async () => {
  const { environment } = createBrowser().tab();
  const cache = createCache(environment, 'no-room');
  const chapters = createChapterStore(cache, environment.now);
  chapters.save(NAME, 1, 'q83vEjRWeJCrze8S', new Uint8Array([1, 2]));
  await cache.abandon();
  chapters.save(NAME, 2, 'q83vEjRWeJCrze8S', new Uint8Array([3, 4]));
  expect(await chapters.load(NAME, 2, 'q83vEjRWeJCrze8S')).toBeNull();
  cache.forget(NAME);
  cache.flush();
  const later = createChapterStore(createCache(environment, 'no-room'), environment.now);
  for (const number of [1, 2]) expect(await later.load(NAME, number, 'q83vEjRWeJCrze8S')).toBeNull();
});

test('KEEP6 what has to go and a disk would not let go is tried again until it is gone', async () => {
  const { environment } = createBrowser().tab();
  const timers: { readonly callback: () => void; readonly after: number }[] = [];
  let refuses = false;
  const indexedDB = environment.indexedDB as IDBFactory;
  const ports = {
    ...environment,
    setTimeout: (callback: () => void, after: number) => {
      timers.push({ callback, after });
      return 0 as unknown as ReturnType<typeof environment.setTimeout>;
    },
    clearTimeout: () => undefined,
    indexedDB: {
      open: (name: string, version: number) => {
        if (refuses) throw new DOMException('no', 'UnknownError');
        return indexedDB.open(name, version);
      },
    } as unknown as IDBFactory,
  };
  const before = createCache(ports, 'refused');
  before.saveSoon(NAME, () => ({ epoch: 'e', bytes: new Uint8Array([1]) }));
  before.close();
  const kept = createCache(environment, 'refused');
  await vi.waitFor(async () => expect((await kept.load(NAME))?.epoch).toBe('e'));
  refuses = true;
  let clock = environment.now();
  const cache = createCache({ ...ports, now: () => clock }, 'refused');
  cache.forget(NAME);
  cache.flush();
  await vi.waitFor(() => expect(timers.at(-1)?.after).toBe(20_000));
  refuses = false;
  clock += 20_000;
  timers.at(-1)?.callback();
  await vi.waitFor(async () => expect(await kept.load(NAME)).toBe(null));
});

test('APP2 KEEP6 what a desk opens to, and what it was told last, is never pushed out by the conversations that it keeps', async () => {
  const { environment } = createBrowser().tab();
  const cache = createCache(environment, 'crowded');
  const document = { epoch: 'e', bytes: new Uint8Array([1]) };
  const stays = ['inbox/all', 'team', ':life', ':gone'];
  for (const name of stays) cache.saveSoon(name, () => document);
  cache.flush();
  for (let n = 0; n < 1_200; n += 1) cache.saveSoon(`conversation/${n}`, () => document);
  cache.flush();
  for (const name of stays) expect(await cache.load(name), name).toMatchObject(document);
  expect(await cache.load('conversation/0')).toBeNull();
  expect(await cache.load('conversation/1199')).toMatchObject(document);
  const count = await cache.run('readonly', 'relaxed', (transaction) => {
    const rows = transaction.objectStore('documents').count();
    return () => rows.result;
  });
  expect(count).toMatchObject({ ok: true, value: 1_000 });
});

test('APP2 a large document rests between two writes, small ones beside it do not, and a page that goes writes it all the same', async () => {
  const { environment } = createBrowser().tab();
  let now = 1_000_000;
  const due: (() => void)[] = [];
  const ports = {
    ...environment,
    now: () => now,
    // What is longer is how long a disk may take to open.
    setTimeout: (callback: () => void, after: number) =>
      (after > 200 ? 0 : due.push(callback)) as unknown as ReturnType<typeof environment.setTimeout>,
    clearTimeout: () => undefined,
  };
  const cache = createCache(ports, 'heavy');
  let encoded = 0;
  const change = (): void =>
    cache.saveSoon('inbox/all', () => {
      encoded += 1;
      return { epoch: 'e', bytes: new Uint8Array(200_000).fill(encoded) };
    });
  /** Everything that goes on for so long, with a change of both documents every 200 ms. */
  const goOn = (milliseconds: number): void => {
    for (const end = now + milliseconds; now < end; now += 200) {
      change();
      cache.saveSoon(NAME, () => ({ epoch: 'e', bytes: new Uint8Array([now % 251]) }));
      for (const callback of due.splice(0)) callback();
    }
  };
  goOn(200);
  expect(encoded).toBe(1);
  goOn(1_600);
  expect(encoded).toBe(1);
  expect((await cache.load(NAME))?.bytes).toEqual(new Uint8Array([(now - 200) % 251]));
  goOn(2_400);
  expect(encoded).toBe(3);
  change();
  cache.flush();
  expect(encoded).toBe(4);
  expect((await cache.load('inbox/all'))?.bytes[0]).toBe(4);
  // A clock that was put back stops nothing.
  now -= 86_400_000;
  goOn(200);
  expect(encoded).toBe(5);
});

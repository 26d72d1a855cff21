import { expect, test, vi } from 'vitest';
import type { PartHost } from '../parts/part.ts';
import { createVisitorStore } from '../../visitor-store.ts';
import { leave } from './leave.ts';
import { readPartings } from './parting.ts';

const command = (type: string) => ({ id: type, type, payload: {} });

/** In a tunnel, with these commands waiting. `during`: what is there while the outbox is being deleted. */
function device(site: string, types: readonly string[]) {
  const disk = new Map<string, string>();
  const state = { isFull: false, isLive: false };
  const later: (() => void)[] = [];
  const during: unknown[] = [];
  const host = {
    chat: { files: { load: () => Promise.resolve(null) } },
    client: {
      outbox: {
        current: types.map((type) => ({ command: command(type), state: { kind: 'waiting' } })),
        retryNow: () => undefined,
      },
      link: { current: { state: 'offline' } },
      forget: () => {
        during.push(...readPartings(host).flatMap(({ commands }) => commands.map(({ type }) => type)));
        state.isFull = false;
        return Promise.resolve();
      },
    },
    environment: {
      setTimeout: (run: () => void, milliseconds: number) =>
        milliseconds < 1_000 ? queueMicrotask(run) : later.push(run),
      fetch: () =>
        state.isLive
          ? Promise.resolve(
              Response.json({ results: types.map((id) => ({ id, result: { status: 'accepted', after: 1 } })) }),
            )
          : Promise.reject(new TypeError('no line')),
      localStorage: {
        getItem: (key: string) => disk.get(key) ?? null,
        setItem: (key: string, value: string) => {
          if (state.isFull) throw new DOMException('full', 'QuotaExceededError');
          disk.set(key, value);
        },
        removeItem: (key: string) => void disk.delete(key),
      },
    },
    options: { site, origin: 'https://chat.example' },
    server: { bearer: 'ann', namespace: `visitor-${site}-ann` },
    store: { read: () => null, end: () => undefined },
  } as unknown as PartHost;
  return { host, disk, during, state, later };
}

test('IDENT8 what waits is put apart before anything goes from the device: the page may be gone in the next moment', async () => {
  const { host, during, disk } = device('shop-a', ['message.send', 'conversation.rate']);
  expect(await leave(host)).toEqual({ messages: 1, files: [] });
  expect(during).toEqual(['message.send', 'conversation.rate']);
  expect([...disk.keys()]).toEqual(['holdline-parting:shop-a']);
});

test('API9 a change or a rating that could not be sent is told too, and nothing is told where nothing waits', async () => {
  expect(await leave(device('shop-b', ['conversation.rate']).host)).toEqual({ messages: 0, files: [] });
  expect(await leave(device('shop-c', []).host)).toBeNull();
});

test('IDENT9 words that their writer has in the field again are not put apart as well', async () => {
  const { host, during, disk } = device('shop-d', ['message.send']);
  await leave(host, true);
  expect([during, disk.size]).toEqual([[], 0]);
});

test('IDENT8 a storage that was full is asked again when what was kept there is gone', async () => {
  const { host, state, disk } = device('shop-e', ['message.send']);
  state.isFull = true;
  await leave(host);
  expect([...disk.keys()]).toEqual(['holdline-parting:shop-e']);
});

test('IDENT8 API9 what waits leaves by itself when the line is back: no panel is needed, and nobody has to open one', async () => {
  const { host, state, disk, later } = device('shop-f', ['message.send']);
  await leave(host);
  await expect.poll(() => later.length).toBe(1);
  state.isLive = true;
  later.shift()?.();
  await expect.poll(() => disk.size).toBe(0);
  expect(later).toHaveLength(0);
});

/** The page's own storage, and the databases on the device. */
function browser(site: string) {
  const disk: Record<string, unknown> = {};
  const databases = ['ann', 'tim'].map((device) => `outbox-visitor-${site}-${device}`);
  const localStorage = Object.setPrototypeOf(disk, {
    getItem: (key: string) => disk[key] ?? null,
    setItem: (key: string, value: string) => void (disk[key] = value),
    removeItem: (key: string) => void delete disk[key],
  }) as Storage;
  vi.stubGlobal('localStorage', localStorage);
  vi.stubGlobal('indexedDB', {
    databases: () => Promise.resolve(databases.map((name) => ({ name }))),
    deleteDatabase: (name: string) => {
      const request = { onsuccess: () => undefined };
      databases.splice(databases.indexOf(name), 1);
      queueMicrotask(() => request.onsuccess());
      return request;
    },
  });
  const record = (device: string, draft: string) =>
    JSON.stringify({ version: 1, token: `v1_${'x'.repeat(43)}`, device, draft });
  const draft = () =>
    createVisitorStore(site, localStorage, (length) => new Uint8Array(length), new Map()).read()?.draft;
  return { disk, databases, record, draft };
}

test('IDENT8 WID3 a tab that nobody sees leaves late: whoever has begun meanwhile in another one keeps record, draft, yes and databases', async () => {
  const { host } = device('shop-g', []);
  const { disk, databases, record, draft } = browser('shop-g');
  disk['holdline:shop-g'] = record('ann', 'of Ann');
  disk['holdline:shop-g:attributes'] = '{"plan":"Pro"}';
  let wake = (): void => undefined;
  const asleep = new Promise<void>((fallAsleep) => {
    (host.environment as { setTimeout: unknown }).setTimeout = (run: () => void) => {
      wake = run;
      fallAsleep();
    };
  });
  const left = leave(host);
  await asleep;
  expect([Object.keys(disk), databases]).toEqual([[], ['outbox-visitor-shop-g-tim']]);
  // The first tab was quicker, and Tim is here. Something of Ann was written late.
  disk['holdline:shop-g'] = record('tim', 'of Tim');
  disk['holdline:shop-g:consent'] = '{"at":1}';
  disk['visitor-shop-g-ann:late'] = '1';
  databases.push('outbox-visitor-shop-g-ann');
  wake();
  await left;
  expect(draft()).toBe('of Tim');
  expect(Object.keys(disk)).toEqual(['holdline:shop-g', 'holdline:shop-g:consent']);
  expect(databases).toEqual(['outbox-visitor-shop-g-tim']);
});

test('IDENT8 what another tab wrote of the same visitor before it heard of it goes too', async () => {
  const { host } = device('shop-h', []);
  const { disk, record } = browser('shop-h');
  (host.environment as { setTimeout: unknown }).setTimeout = (run: () => void) => {
    disk['holdline:shop-h'] = record('ann', 'late');
    disk['holdline:shop-h:after'] = '{}';
    queueMicrotask(run);
  };
  disk['holdline:shop-h'] = record('ann', '');
  await leave(host);
  expect(Object.keys(disk)).toEqual([]);
});

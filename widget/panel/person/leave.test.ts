import { expect, test } from 'vitest';
import type { PartHost } from '../parts/part.ts';
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
    server: { bearer: 'ann' },
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

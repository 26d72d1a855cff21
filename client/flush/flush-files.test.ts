import { randomBytes } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import type { EntryCommand } from '#schema/commands/command.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { startTcpProxy } from '../../tests/support/tcp-proxy.ts';
import { startTusServer } from '../../tests/support/tus-server.ts';
import { createFileRoom } from '../files/file-room.ts';
import type { LinkState, OutboxRow } from '../interface.ts';
import { createSettable } from '../watchable.ts';
import { openStore } from './flush-outbox.ts';
import { flushFiles } from './flush-files.ts';

const TALK = '01900000-0000-7000-8000-000000000004' as ConversationId;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

let namespaces = 0;
/** A browser whose pages come and go, and its worker; the server says who is signed in, and notes what is said. */
async function world() {
  const server = await startTusServer();
  const proxy = await startTcpProxy({ target: server.port });
  closing.push(server.close, proxy.close);
  const browser = createBrowser();
  namespaces += 1;
  const namespace = `operator-${String(namespaces)}`;
  const said: EntryCommand[] = [];
  let signedIn = String(namespaces);
  const json = (body: unknown): Response => new Response(JSON.stringify(body));
  const ask = ((url: string, init: RequestInit = {}) => {
    if (url.endsWith('/api/session')) return Promise.resolve(json({ id: signedIn }));
    if (!url.endsWith('/api/commands')) return fetch(url, init);
    const { commands } = JSON.parse(init.body as string) as { readonly commands: readonly EntryCommand[] };
    said.push(...commands);
    const results = commands.map(({ id }) => ({ id, result: { status: 'accepted', seq: 1, at: 1 } }));
    return Promise.resolve(json({ results }));
  }) as typeof fetch;
  const options = {
    ...{ indexedDB: browser.indexedDB, namespace, fetch: ask, origin: proxy.origin, bearer: null },
    person: String(namespaces),
  };
  const open = (state: 'live' | 'offline') => {
    const link = createSettable<LinkState>({ state, since: 1 });
    const rows = createSettable<readonly OutboxRow[]>([]);
    const promised: number[] = [];
    const room = createFileRoom({
      environment: browser.tab({ requestBackgroundSync: () => void promised.push(1) }).environment,
      namespace,
      server: { origin: proxy.origin, bearer: 'token' },
      client: {
        link,
        outbox: {
          get current() {
            return rows.current;
          },
          subscribe: rows.subscribe,
          add: (type: string, payload: unknown, made: object) => {
            said.push({ type, payload, ...made } as EntryCommand);
            return Promise.resolve({ ok: true });
          },
        } as never,
      },
      prepare: (blob) => Promise.resolve({ blob }),
    });
    closing.push(room.close);
    return { room, promised };
  };
  return {
    ...{ server, proxy, open, said, options },
    flush: () => flushFiles({ ...options, locks: navigator.locks }),
    signIn: (who: string) => void (signedIn = who),
  };
}

const fileOf = (name: string, size: number) => {
  const bytes = randomBytes(size);
  return { bytes, file: new File([bytes], name, { type: 'text/plain' }) };
};
const to = { conversation: TALK, lastSeen: 3 };

test('FILE11 what waited when the last page went is brought over and said by the worker, in order, once', async () => {
  const { server, open, flush, said } = await world();
  const { room, promised } = open('offline');
  const big = fileOf('a.txt', 400_000);
  await room.attach(big.file, to);
  await room.attach(fileOf('b.txt', 10).file, to);
  expect(promised).toEqual([1, 1]);
  const ids = room.current.map(({ id }) => id);
  room.close();
  expect(await flush()).toBe('done');
  expect(said.map(({ id }) => id)).toEqual(ids);
  expect(said[0]).toMatchObject({
    type: 'message.send',
    payload: { conversation: TALK, text: 'a.txt', lastSeen: 3, offline: true, file: { id: ids[0], size: 400_000 } },
  });
  expect(server.bytesOf(ids[0] ?? '').equals(big.bytes)).toBe(true);
  expect(await flush()).toBe('done');
  expect(said).toHaveLength(2);
  const again = open('live').room;
  await again.forget([]);
  expect(again.current).toEqual([]);
});

test('FILE11 while a page is at it the worker waits; when the page goes it goes on from there', async () => {
  const { server, proxy, open, flush, said } = await world();
  const { room } = open('live');
  proxy.slow({ delay: 0, rate: 2_000_000 });
  const { file, bytes } = fileOf('plan.zip', 1_500_000);
  await room.attach(file, to);
  const { id } = room.current[0] ?? { id: '' };
  await vi.waitFor(() => expect(server.bytesOf(id).length).toBeGreaterThan(300_000), 5_000);
  const flushed = flush();
  const here = server.bytesOf(id).length;
  await vi.waitFor(() => expect(server.bytesOf(id).length).toBeGreaterThan(here + 300_000), 5_000);
  // Whoever begins in the middle asks how far it is.
  expect(server.asked).not.toContain('HEAD');
  room.close();
  proxy.slow({ delay: 0, rate: null });
  expect(await flushed).toBe('done');
  expect(server.bytesOf(id).equals(bytes)).toBe(true);
  expect(server.announced()).toBe(1);
  expect(said.map((command) => command.id)).toEqual([id]);
  const offsets = server.asked.flatMap((asked) => (asked.startsWith('PATCH') ? [Number(asked.slice(6))] : []));
  expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
});

test('FILE11 nothing goes in the name of another, and nothing is lost by it', async () => {
  const { server, open, flush, said, signIn, options } = await world();
  const { room } = open('offline');
  await room.attach(fileOf('a.txt', 10).file, to);
  room.close();
  signIn('boris');
  expect(await flush()).toBe('later');
  expect([server.asked, said]).toEqual([[], []]);
  signIn(options.person);
  expect(await flush()).toBe('done');
  expect(said).toHaveLength(1);
});

test('FILE11 what the outbox has already is not put there again, and what the server refuses stays with its reason', async () => {
  const { server, open, flush, said, options } = await world();
  const before = open('offline').room;
  await before.attach(fileOf('a.txt', 10).file, to);
  await before.attach(fileOf('b.txt', 10).file, to);
  const [first] = before.current;
  before.close();
  // A page ended between the two writes.
  const outbox = openStore(options);
  const command = { id: first?.id, type: 'message.send', writtenAt: 1, payload: { conversation: TALK } } as never;
  const state = { kind: 'waiting' } as const;
  await outbox.write({ add: [{ command, writtenAt: 1, sentAt: null, state }] }, 'strict');
  outbox.close();
  expect(await flush()).toBe('done');
  expect(said).toHaveLength(2);
  server.refusal = { status: 429, error: 'too-many' };
  const after = open('offline').room;
  await after.attach(fileOf('c.txt', 10).file, to);
  expect(await flush()).toBe('done');
  await vi.waitFor(() => expect(after.current[0]?.state).toEqual({ kind: 'failed', failure: 'too-many' }));
});

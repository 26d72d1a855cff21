import { randomBytes } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import type { EntryCommand } from '#schema/commands/command.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { startTcpProxy } from '../../tests/support/tcp-proxy.ts';
import { startTusServer } from '../../tests/support/tus-server.ts';
import type { LinkState, OutboxRow } from '../interface.ts';
import { createSettable } from '../watchable.ts';
import { createFileRoom } from './file-room.ts';

const TALK = '01900000-0000-7000-8000-000000000004' as ConversationId;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

let namespaces = 0;
/** A browser on a line that breaks; the outbox only notes what it is given. */
async function world({ isLive = true } = {}) {
  const server = await startTusServer();
  const proxy = await startTcpProxy({ target: server.port });
  closing.push(server.close, proxy.close);
  const browser = createBrowser();
  namespaces += 1;
  const namespace = `files-${String(namespaces)}`;
  const live = (): LinkState => ({ state: 'live', since: 1, fileBytes: 5_000_000 });
  const link = createSettable<LinkState>(isLive ? live() : { state: 'offline', since: 1 });
  const rows = createSettable<readonly OutboxRow[]>([]);
  const said: EntryCommand[] = [];
  const open = () => {
    const room = createFileRoom({
      environment: browser.tab().environment,
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
    return room;
  };
  return {
    ...{ server, proxy, open, rows, said },
    goLive: () => link.set(live()),
    goOffline: () => link.set({ state: 'offline', since: 2 }),
  };
}

const fileOf = (size: number, name = 'list.txt'): { file: File; bytes: Buffer<ArrayBuffer> } => {
  const bytes = randomBytes(size);
  return { bytes, file: new File([bytes], name, { type: 'text/plain' }) };
};
const to = { conversation: TALK, lastSeen: 3 };

test('FILE8 with a line a file goes at once, and is said when the server has all of it, under the id of its upload', async () => {
  const { server, open, said } = await world();
  const room = open();
  const { file, bytes } = fileOf(600_000);
  await room.attach(file, to);
  const [waiting] = room.current;
  await vi.waitFor(() => expect(said).toHaveLength(1));
  expect(said[0]).toMatchObject({
    type: 'message.send',
    id: waiting?.id,
    writtenAt: waiting?.writtenAt,
    payload: { conversation: TALK, text: 'list.txt', lastSeen: 3, file: { id: waiting?.id, size: 600_000 } },
  });
  expect(server.bytesOf(waiting?.id ?? '').equals(bytes)).toBe(true);
  expect(server.asked).toEqual(['POST', 'PATCH 0', 'PATCH 262144', 'PATCH 524288', 'GET']);
  await vi.waitFor(() => expect(room.current).toEqual([]));
});

test('FILE8 without a line files wait on the disk, over the end of the page, and then go in the order they were attached', async () => {
  const { open, said, goLive } = await world({ isLive: false });
  const before = open();
  const [first, second] = [fileOf(10, 'a.txt'), fileOf(20, 'b.txt')];
  await before.attach(first.file, to);
  await before.attach(second.file, to);
  before.close();
  const after = open();
  await vi.waitFor(() =>
    expect(after.current.map(({ name, state }) => [name, state.kind])).toEqual([
      ['a.txt', 'waiting'],
      ['b.txt', 'waiting'],
    ]),
  );
  expect(said).toEqual([]);
  goLive();
  await vi.waitFor(() => expect(said).toHaveLength(2));
  expect(said.map(({ payload }) => 'text' in payload && payload.text)).toEqual(['a.txt', 'b.txt']);
  expect(said[0]?.payload).toMatchObject({ offline: true });
});

test('FILE8 after a cut in the middle it goes on from what the server has, and nothing is sent twice', async () => {
  const { server, proxy, open, said } = await world();
  const room = open();
  proxy.slow({ delay: 0, rate: 2_000_000 });
  const { file, bytes } = fileOf(1_500_000);
  await room.attach(file, to);
  const { id } = room.current[0] ?? { id: '' };
  await vi.waitFor(() => expect(server.bytesOf(id).length).toBeGreaterThan(300_000), 5_000);
  proxy.reset();
  proxy.slow({ delay: 0, rate: null });
  await vi.waitFor(() => expect(said).toHaveLength(1), 10_000);
  expect(server.bytesOf(id).equals(bytes)).toBe(true);
  expect(server.announced()).toBe(1);
  expect(server.asked).toContain('HEAD');
  const offsets = server.asked.flatMap((asked) => (asked.startsWith('PATCH') ? [Number(asked.slice(6))] : []));
  // Each piece begins where what had come ends: behind the one before, or within it where that was cut.
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
});

test('FILE8 the line goes and comes: whatever was under way is given up at once, and goes on', async () => {
  const { server, proxy, open, said, goOffline, goLive } = await world();
  const room = open();
  proxy.set({ up: 'drop' });
  await room.attach(fileOf(10).file, to);
  goOffline();
  proxy.set({ up: 'pass' });
  goLive();
  await vi.waitFor(() => expect(said).toHaveLength(1));
  expect(server.announced()).toBe(1);
});

test('FILE8 what the server refuses stays with the reason until its sender has dealt with it; what is behind it goes', async () => {
  const { server, open, said } = await world();
  const room = open();
  server.refusal = { status: 429, error: 'too-many' };
  await room.attach(fileOf(10, 'a.txt').file, to);
  await vi.waitFor(() => expect(room.current[0]?.state).toEqual({ kind: 'failed', failure: 'too-many' }));
  server.refusal = null;
  await room.attach(fileOf(10, 'b.txt').file, to);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  await vi.waitFor(() => expect(room.current.map(({ name }) => name)).toEqual(['a.txt']));
  const [refused] = room.current;
  if (refused !== undefined) await room.retry(refused.id);
  await vi.waitFor(() => expect(said).toHaveLength(2));
  await room.attach(fileOf(0, 'none.txt').file, to);
  await room.attach(fileOf(5_000_001, 'film.mp4').file, to);
  expect(room.current.map(({ state }) => state.kind === 'failed' && state.failure)).toEqual(['empty', 'too-large']);
  for (const { id } of room.current) await room.remove(id);
  expect(room.current).toEqual([]);
});

test('FILE8 what its sender took back is not said, also when its bytes had come', async () => {
  const { server, proxy, open, said } = await world();
  const room = open();
  proxy.slow({ delay: 0, rate: 500_000 });
  await room.attach(fileOf(900_000).file, to);
  const { id } = room.current[0] ?? { id: '' as never };
  await vi.waitFor(() => expect(server.bytesOf(id).length).toBeGreaterThan(1_000), 5_000);
  await room.remove(id);
  proxy.slow({ delay: 0, rate: null });
  await room.attach(fileOf(10, 'b.txt').file, to);
  await vi.waitFor(() => expect(said).toHaveLength(1), 5_000);
  expect(said[0]?.payload).toMatchObject({ text: 'b.txt' });
  expect(server.asked).toContain('DELETE');
});

test('FILE8 of two tabs one sends, and both see how far it is', async () => {
  const { server, open, said, proxy } = await world();
  const [one, other] = [open(), open()];
  proxy.slow({ delay: 0, rate: 3_000_000 });
  await one.attach(fileOf(700_000).file, to);
  await vi.waitFor(() => expect(other.current[0]?.state.kind).toBe('sending'), 5_000);
  await vi.waitFor(() => expect(said).toHaveLength(1), 5_000);
  expect(server.announced()).toBe(1);
  await vi.waitFor(() => expect([one.current, other.current]).toEqual([[], []]));
});

test('FILE8 a file for a conversation that is only being started waits for that', async () => {
  const { open, said, rows, server } = await world();
  const start = { id: 'c', type: 'conversation.start', writtenAt: 1, payload: { conversation: TALK, site: 'shop' } };
  rows.set([{ n: 1, command: start as never, writtenAt: 1, sentAt: null, state: { kind: 'waiting' }, saved: true }]);
  const room = open();
  await room.attach(fileOf(10).file, to);
  await vi.waitFor(() => expect(room.current).toHaveLength(1));
  expect(server.asked).toEqual([]);
  rows.set([]);
  await vi.waitFor(() => expect(said).toHaveLength(1));
});

test('FILE10 KEEP6 what waits for a conversation that is gone goes with it, and nothing else', async () => {
  const { open } = await world({ isLive: false });
  const other = '01900000-0000-7000-8000-000000000009' as ConversationId;
  const room = open();
  await room.attach(fileOf(10, 'a.txt').file, to);
  await room.attach(fileOf(10, 'b.txt').file, { ...to, conversation: other });
  // Too many to name: what only this device has stays.
  await room.forget(null);
  expect(room.current).toHaveLength(2);
  await room.forget([`contact/v`, `conversation/${TALK}`]);
  expect(room.current.map(({ name }) => name)).toEqual(['b.txt']);
  room.close();
  const again = open();
  await vi.waitFor(() => expect(again.current.map(({ name }) => name)).toEqual(['b.txt']));
});

import { IDBDatabase } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import type { ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { createDisk } from '../../tests/support/disk.ts';
import { createVirtualClock } from '../../tests/support/virtual-clock.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { UnsavedRows } from '../interface.ts';
import { createOutbox, type OutboxRoom } from './outbox.ts';

const conversation = '01900000-0000-7000-8000-000000000001' as ConversationId;

function device(disk = createDisk()) {
  const browser = createBrowser();
  const made: OutboxRoom[] = [];
  const unsaved: UnsavedRows = new Map();
  const makeRoom = vi.fn(() => {
    disk.factory.deleteDatabase('holdline-cache-x');
    return Promise.resolve();
  });
  return {
    disk,
    browser,
    makeRoom,
    unsaved,
    open: (over: Partial<ClientEnvironment> = {}): OutboxRoom => {
      const { environment } = browser.tab({ indexedDB: disk.factory, ...over });
      const outbox = createOutbox(environment, 'x', {
        changed: () => undefined,
        added: () => undefined,
        retryNow: () => undefined,
        makeRoom,
        unsaved,
      });
      made.push(outbox);
      return outbox;
    },
  };
}
const write = (outbox: OutboxRoom, text: string) => outbox.add('message.send', { conversation, text, lastSeen: 0 });
const texts = (outbox: OutboxRoom): string[] =>
  outbox.current.map(({ command }) => (command.type === 'message.send' ? command.payload.text : command.type));

test('OUT1 rows are written with strict durability, in the order of writing, across reloads', async () => {
  const { open } = device();
  const strict = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const first = open();
  await Promise.all(['a', 'b', 'c'].map((text) => write(first, text)));
  expect(strict.mock.calls.some(([, mode, options]) => mode === 'readwrite' && options?.durability === 'strict')).toBe(
    true,
  );
  await first.close();
  const second = open();
  await write(second, 'd');
  expect(texts(second)).toEqual(['a', 'b', 'c', 'd']);
  expect(second.storage.current).toBe('ok');
});

test('API7 API8 OUT6 what no disk takes goes on in the next outbox of the page, also what was being written as the first closed; and nowhere else', async () => {
  const { open, unsaved } = device();
  const first = open({ indexedDB: null });
  await write(first, 'a');
  const writing = write(first, 'b');
  const closing = first.close();
  // It comes before that one has closed.
  const next = open({ indexedDB: null });
  await Promise.all([writing, closing]);
  await write(next, 'c');
  expect(texts(next)).toEqual(['a', 'b', 'c']);
  expect(next.current.every(({ saved, state }) => !saved && state.kind === 'waiting')).toBe(true);
  // A disk that came back takes them, and no row twice.
  await next.close();
  const kept = open();
  await write(kept, 'd');
  expect(texts(kept)).toEqual(['a', 'b', 'c', 'd']);
  await kept.close();
  const again = open();
  await again.reload([]);
  expect(texts(again)).toEqual(['a', 'b', 'c', 'd']);
  // Who has signed out leaves nothing.
  await again.close();
  const last = open({ indexedDB: null });
  await write(last, 'e');
  await last.close();
  await last.destroy();
  expect(await unsaved.get('x')?.()).toEqual([]);
});

test('OUT2 only acceptance removes a row; held and rejected ones stay with their reason, also after a reload', async () => {
  const { open } = device();
  const outbox = open();
  const [a, b, c, d] = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (text) => (await write(outbox, text)).row.command.id),
  );
  outbox.settle(
    new Map([
      [a!, { status: 'accepted', seq: 1, at: 1 }],
      [b!, { status: 'held', changes: [] }],
      [c!, { status: 'rejected', rejection: { reason: 'closed' } }],
      [d!, { status: 'retry', after: 1 }],
    ]),
  );
  expect(texts(outbox)).toEqual(['b', 'c', 'd']);
  await outbox.close();
  const again = open();
  await again.reload([]);
  expect(again.current.map(({ state }) => state)).toEqual([
    { kind: 'held', changes: [] },
    { kind: 'rejected', rejection: { reason: 'closed' } },
    { kind: 'waiting' },
  ]);
});

test('CMD11 what was accepted is told with the row that goes, also in the tab over whose line it was, so that no look falls between', async () => {
  const { open } = device();
  const outbox = open();
  const { row } = await write(outbox, 'a');
  const looks: number[] = [];
  outbox.subscribe(() => looks.push(outbox.current.length + outbox.accepted.length));
  outbox.settle(new Map([[row.command.id, { status: 'accepted', seq: 4, at: 1 }]]));
  await outbox.reload([]);
  expect(outbox.accepted).toMatchObject([{ command: { id: row.command.id }, seq: 4 }]);
  expect(looks.length).toBeGreaterThan(0);
  expect(looks.every((seen) => seen === 1)).toBe(true);
});

test('CMD11 what was accepted is kept however long its documents take, so many and no more, until it says nothing any more', async () => {
  let now = 1_800_000_000_000;
  const { open } = device();
  const outbox = open({ now: () => now });
  const { row } = await write(outbox, 'a');
  outbox.settle(new Map([[row.command.id, { status: 'accepted', seq: 4, at: 1 }]]));
  now += 60_000;
  const others = Array.from({ length: 499 }, (_, n) => ({ command: row.command, seq: 5 + n, at: 2 }));
  await outbox.reload(others);
  expect([outbox.accepted.length, outbox.accepted[0]]).toMatchObject([500, { seq: 4, at: 1 }]);
  await outbox.reload([{ command: row.command, seq: 504, at: 2 }]);
  expect([outbox.accepted.length, outbox.accepted[0]]).toMatchObject([500, { seq: 5 }]);
  let told = 0;
  outbox.subscribe(() => void (told += 1));
  outbox.forgetAccepted();
  expect([outbox.accepted, told]).toEqual([[], 1]);
});

test('CMD12 a refusal is on the disk before the power can take it; the server may have forgotten it by then', async () => {
  const { open } = device();
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const outbox = open();
  const { row } = await write(outbox, 'a');
  transactions.mockClear();
  outbox.settle(new Map([[row.command.id, { status: 'rejected', rejection: { reason: 'closed' } }]]));
  await outbox.reload([]);
  const writes = transactions.mock.calls.filter(([, mode]) => mode === 'readwrite');
  expect(writes.map(([, , options]) => options?.durability)).toEqual(['strict']);
});

test('OUT6 refused storage: nothing is called saved, everything is kept in memory and in order', async () => {
  const { open } = device();
  const outbox = open({ indexedDB: null });
  for (const text of ['a', 'b', 'c'])
    expect(await write(outbox, text)).toMatchObject({ ok: false, failure: 'not-saved', row: { saved: false } });
  expect(outbox.storage.current).toBe('unavailable');
  expect(texts(outbox)).toEqual(['a', 'b', 'c']);
});

test('OUT6 storage that never opens is given up after three seconds', async () => {
  const { open, disk } = device();
  disk.hang();
  const deadlines: number[] = [];
  const outbox = open({
    setTimeout: (callback, milliseconds) => {
      deadlines.push(milliseconds);
      return setTimeout(callback, 0);
    },
  });
  expect((await write(outbox, 'a')).ok).toBe(false);
  // The second is the next try, later.
  expect(deadlines).toEqual([3_000, 20_000]);
  expect(outbox.storage.current).toBe('unavailable');
});

test('OUT6 a full disk: the cache gives up its room and the write is tried once more', async () => {
  const { open, disk, makeRoom } = device();
  const outbox = open();
  await write(outbox, 'a');
  disk.fill('a-database-is-deleted');
  expect(await write(outbox, 'b')).toMatchObject({ ok: true, row: { saved: true } });
  expect(makeRoom).toHaveBeenCalledTimes(1);
  expect(outbox.storage.current).toBe('ok');
});

test('OUT6 a disk that stays full: kept in memory and said so; saved as soon as there is room, in the old order', async () => {
  const { open, disk } = device();
  const outbox = open();
  await write(outbox, 'a');
  disk.fill('for-good');
  expect(await write(outbox, 'b')).toMatchObject({ ok: false, row: { saved: false } });
  expect(await write(outbox, 'c')).toMatchObject({ ok: false, row: { saved: false } });
  expect(outbox.storage.current).toBe('full');
  disk.free();
  expect(await write(outbox, 'd')).toMatchObject({ ok: true });
  expect(outbox.storage.current).toBe('ok');
  expect(outbox.current.every(({ saved }) => saved)).toBe(true);
  await outbox.close();
  const again = open();
  await again.reload([]);
  expect(texts(again)).toEqual(['a', 'b', 'c', 'd']);
});

test('OUT6 wiped under an open page: said so, and what memory has is on the new disk in its old order', async () => {
  const { open, disk } = device();
  const outbox = open();
  for (const text of ['a', 'b', 'c']) await write(outbox, text);
  await disk.wipe();
  await vi.waitFor(() => expect(outbox.storage.current).toBe('wiped'));
  await write(outbox, 'd');
  expect(outbox.current.every(({ saved }) => saved)).toBe(true);
  await outbox.close();
  const again = open();
  await again.reload([]);
  expect(texts(again)).toEqual(['a', 'b', 'c', 'd']);
});

test('OUT2 a refusal that the disk did not take is on it as soon as the disk is back, and is shown all the time', async () => {
  const { open, browser } = device();
  const { indexedDB } = browser;
  const clock = createVirtualClock();
  const outbox = open({ indexedDB, now: clock.now, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout });
  const { row } = await write(outbox, 'refused');
  const broken = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('The handle is dead.', 'InvalidStateError');
  });
  outbox.settle(new Map([[row.command.id, { status: 'rejected', rejection: { reason: 'not-found' } }]]));
  await vi.waitFor(() => expect(outbox.storage.current).not.toBe('ok'));
  broken.mockRestore();
  await outbox.reload([]);
  expect(outbox.current[0]?.state.kind).toBe('rejected');
  clock.advance(20_000);
  await vi.waitFor(() => expect(outbox.storage.current).toBe('ok'));
  await outbox.close();
  const again = open({ indexedDB });
  await again.reload([]);
  expect(again.current.map(({ state }) => state.kind)).toEqual(['rejected']);
});

test('OUT2 what is dropped the moment it is shown as refused is gone, also from the disk', async () => {
  const { open } = device();
  const outbox = open();
  const { row } = await write(outbox, 'refused');
  const dropped = new Promise<void>((resolve) => {
    const stop = outbox.subscribe(() => {
      if (outbox.current[0]?.state.kind !== 'rejected') return;
      stop();
      void outbox.drop(row.command.id).then(resolve);
    });
  });
  outbox.settle(new Map([[row.command.id, { status: 'rejected', rejection: { reason: 'not-found' } }]]));
  await dropped;
  await outbox.reload([]);
  expect(outbox.current).toEqual([]);
});

test('OUT6 wiped between two visits: said so when something was waiting, and not when nothing was', async () => {
  const { open, disk } = device();
  const outbox = open();
  const { row } = await write(outbox, 'a');
  await outbox.close();
  await disk.wipe();
  const second = open();
  await second.reload([]);
  expect(second.storage.current).toBe('wiped');
  expect(second.device()).toBe(outbox.device());
  second.settle(new Map([[row.command.id, { status: 'accepted', seq: 1, at: 1 }]]));
  await second.close();
  await disk.wipe();
  const third = open();
  await third.reload([]);
  expect(third.storage.current).toBe('ok');
});

test('OUT2 OUT6 a decided row that the disk would not let go is gone from it as soon as the disk is back, without anybody writing', async () => {
  const { open, browser } = device();
  const { indexedDB } = browser;
  const clock = createVirtualClock();
  const outbox = open({ indexedDB, now: clock.now, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout });
  const { row } = await write(outbox, 'a');
  const refused = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('The handle is dead.', 'InvalidStateError');
  });
  outbox.settle(new Map([[row.command.id, { status: 'accepted', seq: 1, at: 1 }]]));
  await vi.waitFor(() => expect(outbox.storage.current).not.toBe('ok'));
  refused.mockRestore();
  clock.advance(20_000);
  await vi.waitFor(() => expect(outbox.storage.current).toBe('ok'));
  await outbox.close();
  const next = open({ indexedDB });
  await next.reload([]);
  expect(texts(next)).toEqual([]);
});

test('OUT3 OUT6 what was written while the disk could not be read stands behind what it turns out to have', async () => {
  const { disk, open } = device();
  const first = open();
  await write(first, 'old');
  await write(first, 'older lines too');
  await first.close();
  const clock = createVirtualClock();
  let isThere = false;
  const factory = new Proxy(disk.factory, {
    get: (target, key) => {
      if (key === 'open' && !isThere) throw new DOMException('refused', 'SecurityError');
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const second = open({
    indexedDB: factory,
    now: clock.now,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
  });
  expect(await write(second, 'new')).toMatchObject({ row: { saved: false } });
  isThere = true;
  clock.advance(20_000);
  await vi.waitFor(() => expect(texts(second)).toEqual(['old', 'older lines too', 'new']));
  await vi.waitFor(() => expect(second.current.every(({ saved }) => saved)).toBe(true));
});

test('OUT2 OUT6 two tabs that could not save, and can again, do not write over each other', async () => {
  const { disk, open } = device();
  const [first, second] = [open(), open()];
  await Promise.all([first.reload([]), second.reload([])]);
  disk.fill('for-good');
  await write(first, 'a');
  await write(second, 'b');
  disk.free();
  await write(first, 'c');
  await write(second, 'd');
  await first.reload([]);
  expect(new Set(texts(first))).toEqual(new Set(['a', 'b', 'c', 'd']));
});

test('OUT5 the outbox is a database of its own', async () => {
  const { open, disk } = device();
  const outbox = open();
  await write(outbox, 'a');
  const { name } = (await disk.factory.databases())[0] ?? {};
  expect(name).toBe('holdline-outbox-x');
});

test('CMD7 a second click on the same choice sends nothing twice', async () => {
  const { open } = device();
  const outbox = open();
  const { row } = await write(outbox, 'Ten euros.');
  const { id } = row.command;
  outbox.settle(new Map([[id, { status: 'held', changes: [] }]]));
  await Promise.all([outbox.sendAnyway(id), outbox.sendAnyway(id), outbox.keepAsNote(id)]);
  expect(outbox.current.map(({ command }) => command.type)).toEqual(['message.send']);
  expect(texts(outbox)).toEqual(['Ten euros.']);
});

test('CMD7 two tabs choose for the same held reply at once: the disk lets one of them, and both show what it chose', async () => {
  const { open } = device();
  const first = open();
  const { row } = await write(first, 'Ten euros.');
  const { id } = row.command;
  first.settle(new Map([[id, { status: 'held', changes: [] }]]));
  await first.reload([]);
  const second = open();
  await second.reload([]);
  await Promise.all([first.sendAnyway(id), second.keepAsNote(id)]);
  await Promise.all([first.reload([]), second.reload([])]);
  expect(second.current).toEqual(first.current);
  expect(first.current.map(({ command }) => command.type)).toEqual(['message.send']);
  expect(texts(first)).toEqual(['Ten euros.']);
});

test('CMD7 a choice that the disk cannot take is kept in memory, and one for a reply that only memory has is made', async () => {
  const { disk, open } = device();
  const outbox = open();
  const { row: saved } = await write(outbox, 'a');
  disk.fill('for-good');
  const { row: unsaved } = await write(outbox, 'b');
  const ids = [saved.command.id, unsaved.command.id];
  outbox.settle(new Map(ids.map((id) => [id, { status: 'held', changes: [] }])));
  for (const id of ids) await outbox.sendAnyway(id);
  expect(texts(outbox)).toEqual(['a', 'b']);
  expect(outbox.current.every((row) => row.state.kind === 'waiting' && !row.saved)).toBe(true);
  disk.free();
  await write(outbox, 'c');
  await outbox.close();
  const again = open();
  await again.reload([]);
  expect(texts(again)).toEqual(['a', 'b', 'c']);
  expect(again.current.every(({ state }) => state.kind === 'waiting')).toBe(true);
});

test('OUT6 a wipe after the last row has gone takes nothing, and is not told as one', async () => {
  const { open, disk } = device();
  const outbox = open();
  const { row } = await write(outbox, 'a');
  outbox.settle(new Map([[row.command.id, { status: 'accepted', seq: 1, at: 1 }]]));
  await outbox.close();
  await disk.wipe();
  const next = open();
  await next.reload([]);
  expect(next.storage.current).toBe('ok');
});

test('OUT2 OUT4 where tabs cannot tell each other, what a tab that died has left is found by those that are there', async () => {
  const { open } = device();
  const clock = createVirtualClock();
  const alone = { locks: null, openChannel: null };
  const there = open({ ...alone, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout });
  await there.reload([]);
  await write(open(alone), 'left behind');
  expect(texts(there)).toEqual([]);
  clock.advance(30_000);
  await vi.waitFor(() => expect(texts(there)).toEqual(['left behind']));
});

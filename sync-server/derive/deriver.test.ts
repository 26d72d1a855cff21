import { expect, test } from 'vitest';
import type { Entry } from '#schema/conversation/entry.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import type { DerivedRows } from '../commit/writer.ts';
import { createLog } from '../log.ts';
import type { EntryStore, LoggedEntry } from '../store/entry-store.ts';
import { manualTime } from '../testing/manual-time.ts';
import { openTemporaryRows, someConversation } from '../testing/temporary-rows.ts';
import { createDerivedStore, type DerivedStore } from './derived-store.ts';
import { createDeriver, type DeriverDeps } from './deriver.ts';

const conversation = '01900000-0000-7000-8000-000000000001' as ConversationId;
const visitor = `v${'a'.repeat(22)}` as VisitorId;
const entry = (seq: number, effect: Entry['effect']): Entry => ({
  seq,
  at: seq,
  id: `id-${seq}` as CommandId,
  by: { kind: 'visitor', id: visitor, name: '' },
  effect,
});

test('COMMIT3 KEEP5 a disk that cannot be read after a failed commit stops nothing, and no entry is passed over', async () => {
  const time = manualTime();
  const onDisk: LoggedEntry[] = [];
  let isReadable = false;
  const store: Pick<EntryStore, 'logAfter'> = {
    logAfter: (row) => {
      if (!isReadable) throw new Error('SQLITE_IOERR');
      return onDisk.filter((logged) => logged.row > row);
    },
  };
  const derived: Pick<DerivedStore, 'watermark' | 'findConversation'> = {
    watermark: () => 0,
    findConversation: () => null,
  };
  const deps: Pick<DeriverDeps, 'timers' | 'log' | 'conversationChanged' | 'contactChanged'> = {
    timers: time.timers,
    log: createLog('silent'),
    conversationChanged: () => undefined,
    contactChanged: () => undefined,
  };
  const deriver = createDeriver({ ...deps, store, derived } as DeriverDeps);
  const commit = (row: number, committed: Entry): void => {
    onDisk.push({ row, document: conversationDocument(conversation), entry: committed });
  };
  commit(1, entry(1, { kind: 'started', visitor, site: 'shop' }));
  deriver.catchUp();
  const second = entry(2, { kind: 'said', text: 'hello' });
  commit(2, second);
  deriver.take({ kind: 'conversation', conversation }, second, 2);
  expect(deriver.findConversation(conversation)).toBeNull();
  // Whoever deletes by what was derived is told that something is missing.
  expect(await deriver.flush()).toBe(false);
  isReadable = true;
  time.pass(999);
  expect(deriver.findConversation(conversation)).toBeNull();
  time.pass(1);
  expect(deriver.findConversation(conversation)).toMatchObject({ lastSeq: 2, lastText: 'hello', site: 'shop' });
  const third = entry(3, { kind: 'closed' });
  deriver.take({ kind: 'conversation', conversation }, third, 3);
  expect(deriver.findConversation(conversation)).toMatchObject({ lastSeq: 3, state: 'closed' });
});

test('DER2 an entry whose conversation cannot be read just now is taken in later, and those behind it after it', () => {
  const time = manualTime();
  let isReadable = true;
  const onDisk: LoggedEntry[] = [];
  const store: Pick<EntryStore, 'logAfter'> = { logAfter: (row) => onDisk.filter((logged) => logged.row > row) };
  const derived: Pick<DerivedStore, 'watermark' | 'findConversation'> = {
    watermark: () => 0,
    findConversation: () => {
      if (!isReadable) throw new Error('SQLITE_IOERR');
      return null;
    },
  };
  const deriver = createDeriver({
    timers: time.timers,
    log: createLog('silent'),
    conversationChanged: () => undefined,
    contactChanged: () => undefined,
    store,
    derived,
  } as unknown as DeriverDeps);
  const commit = (row: number, effect: Entry['effect']): void => {
    const committed = entry(row, effect);
    onDisk.push({ row, document: conversationDocument(conversation), entry: committed });
    deriver.take({ kind: 'conversation', conversation }, committed, row);
  };
  isReadable = false;
  commit(1, { kind: 'started', visitor, site: 'shop' });
  // What is decided by it would be decided wrong.
  expect(() => deriver.currentConversation(conversation)).toThrow('behind');
  isReadable = true;
  commit(2, { kind: 'taken' });
  time.pass(1_000);
  expect(deriver.currentConversation(conversation)).toMatchObject({ lastSeq: 2, state: 'active' });
});

test('DER2 many rows are written in pieces, with the watermark in the last; a piece that the disk refuses leaves it where it was', async () => {
  const time = manualTime();
  const orders: DerivedRows[] = [];
  let refused = 1;
  const deriver = createDeriver({
    timers: time.timers,
    log: createLog('silent'),
    conversationChanged: () => undefined,
    contactChanged: () => undefined,
    store: {},
    derived: { watermark: () => 7, findConversation: () => null },
    writer: {
      saveDerived: (rows: DerivedRows) => {
        if (orders.length === 2 && refused-- > 0) return Promise.resolve(false);
        orders.push(rows);
        return Promise.resolve(true);
      },
    },
  } as unknown as DeriverDeps);
  for (let n = 0; n < 150; n += 1) {
    const id = `01900000-0000-7000-8000-${String(n).padStart(12, '0')}` as ConversationId;
    const started = entry(1, { kind: 'started', visitor, site: 'shop' });
    deriver.take({ kind: 'conversation', conversation: id }, started, 8 + n);
  }
  const shape = (): unknown => orders.map(({ conversations, watermark }) => [conversations.length, watermark]);
  expect(await deriver.flush()).toBe(false);
  expect(shape()).toEqual([
    [64, 7],
    [64, 7],
  ]);
  orders.length = 0;
  expect(await deriver.flush()).toBe(true);
  expect(shape()).toEqual([
    [64, 7],
    [64, 7],
    [22, 157],
  ]);
});

test('DER2 the watermark on the disk never goes back, though the answer to a newer one was lost', async () => {
  const time = manualTime();
  const rows = openTemporaryRows();
  try {
    const derived = createDerivedStore(rows.connection);
    let [orders, lost] = [0, 1];
    const deriver = createDeriver({
      timers: time.timers,
      log: createLog('silent'),
      conversationChanged: () => undefined,
      contactChanged: () => undefined,
      store: {},
      derived,
      writer: {
        saveDerived: (written: DerivedRows) => {
          orders += 1;
          // The second flush ends in its middle.
          if (orders > 2) return Promise.resolve(false);
          rows.order({ kind: 'derived', rows: written });
          return Promise.resolve(lost-- <= 0);
        },
      },
    } as unknown as DeriverDeps);
    const take = (n: number): void => {
      const started = entry(1, { kind: 'started', visitor, site: 'shop' });
      deriver.take({ kind: 'conversation', conversation: someConversation(n) }, started, n);
    };
    take(1);
    expect(await deriver.flush()).toBe(false);
    expect(derived.watermark()).toBe(1);
    for (let n = 2; n < 150; n += 1) take(n);
    expect(await deriver.flush()).toBe(false);
    expect([orders, derived.watermark()]).toEqual([3, 1]);
  } finally {
    rows.close();
  }
});

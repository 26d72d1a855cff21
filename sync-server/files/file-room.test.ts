import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Effect, Entry } from '#schema/conversation/entry.ts';
import type { CommandId, ConversationId, OperatorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { prepareKeeping } from '../commit/keep-orders.ts';
import { createLog } from '../log.ts';
import { DamagedRowError } from '../store/checksum.ts';
import { openDatabase, type Connection } from '../store/database.ts';
import { createEntryStore } from '../store/entry-store.ts';
import { migrate } from '../store/migrate.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createFileFolder, type FileFolder } from './file-folder.ts';
import { createFileRoom } from './file-room.ts';
import { createFileStore } from './file-store.ts';

const ANNA: Actor = { kind: 'operator', id: 'anna' as OperatorId, name: 'Anna', role: 'operator' };
const DAY = 86_400_000;
const idOf = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const TALK = idOf(0xc0) as ConversationId;

let dataDir: string;
let connection: Connection;
let time: ReturnType<typeof manualTime>;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdline-files-'));
  connection = openDatabase(join(dataDir, 'holdline.db'));
  migrate(connection);
  connection.exec(`INSERT INTO documents (key, name, epoch) VALUES (1, 'conversation/${TALK}', 'e')`);
  time = manualTime();
});
afterEach(() => {
  connection.close();
  rmSync(dataDir, { recursive: true });
});

/** One life of the server; `entries` are those that its disk has, `damaged` is the document that cannot be read. */
function open(entries: readonly Entry[] = [], damaged = 0, folder: Partial<FileFolder> = {}, refuses = () => false) {
  const { findDocument } = createEntryStore(connection);
  const keep = prepareKeeping(connection);
  const store = createFileStore(connection);
  const room = createFileRoom({
    ...time,
    store,
    folder: { ...createFileFolder(dataDir), ...folder },
    entries: {
      findDocument,
      entriesAfter: (key) => {
        if (key === damaged) throw new DamagedRowError('a row of it');
        return entries;
      },
    },
    writer: { keep: (order) => Promise.resolve(refuses() ? null : keep(order)) },
    log: createLog('silent'),
    mostBytes: () => 1000,
  });
  return { room, store };
}

async function bring({ room }: ReturnType<typeof open>, n: number, conversation = TALK): Promise<CommandId> {
  const id = idOf(n) as CommandId;
  const made = await room.uploads.create(ANNA, { id, conversation, name: 'a.txt', type: '', size: 3 }, '');
  if (!made.ok) throw new Error(made.failure);
  const whole = await room.uploads.append(made.value, 0, pieces());
  expect(whole).toEqual({ ok: true, value: 3 });
  return id;
}
async function* pieces() {
  yield await Promise.resolve(new Uint8Array([0x61, 0x62, 0x63]));
}

const entry = (seq: number, effect: Effect, id = idOf(0xe00 + seq)): Entry => ({
  seq,
  at: seq,
  id: id as CommandId,
  by: { kind: 'operator', id: 'anna', name: 'Anna' },
  effect,
});
const saidOf = (file: CommandId, asks = false): Effect => ({
  kind: 'said',
  text: 'a.txt',
  file: { id: file, name: 'a.txt', type: 'text/plain', size: 3, ...(asks && { asks: true as const }) },
});
const names = (): readonly string[] =>
  existsSync(join(dataDir, 'files', TALK)) ? readdirSync(join(dataDir, 'files', TALK)) : [];
const states = ({ store }: ReturnType<typeof open>) => store.ofConversation(TALK).map(({ state }) => state);

test('FILE7 what was taken back or refused goes from the disk; what was accepted stays', async () => {
  const life = open();
  const address = { kind: 'conversation', conversation: TALK } as const;
  const [taken, yes, no] = [await bring(life, 1), await bring(life, 2), await bring(life, 3)];
  expect(life.room.claimed({ id: taken, name: '', type: '', size: 1 }, 'anna', TALK)).toMatchObject({ size: 3 });
  expect(life.room.claimed({ id: taken, name: '', type: '', size: 1 }, 'boris', TALK)).toBe(null);
  life.room.entered(address, entry(1, saidOf(taken)));
  life.room.entered(address, entry(2, saidOf(yes, true)));
  life.room.entered(address, entry(3, saidOf(no, true)));
  life.room.entered(address, entry(4, { kind: 'unsent', message: idOf(0xe01) as CommandId, rev: 1 }));
  const answer = { kind: 'file-answered', text: 'a.txt', rev: 1 } as const;
  life.room.entered(address, entry(5, { ...answer, message: idOf(0xe02) as CommandId, yes: true }));
  life.room.entered(address, entry(6, { ...answer, message: idOf(0xe03) as CommandId, yes: false }));
  await expect.poll(names).toEqual([yes]);
  await expect.poll(() => states(life)).toEqual(['sent']);
});

test('FILE7 a start takes in what a crash kept from the rows', async () => {
  const before = open();
  const files = [
    await bring(before, 1),
    await bring(before, 2),
    await bring(before, 3),
    await bring(before, 4),
  ] as const;
  const happened = [
    entry(1, saidOf(files[0])),
    entry(2, saidOf(files[1], true)),
    entry(3, saidOf(files[2])),
    entry(4, { kind: 'unsent', message: idOf(0xe03) as CommandId, rev: 1 }),
  ];
  const after = open(happened);
  await after.room.sweep();
  expect(states(after)).toEqual(['sent', 'asked', 'whole']);
  expect([...names()].sort()).toEqual([files[0], files[1], files[3]]);
});

test('FILE7 what nobody goes on with, or says, is let go after a week; what was said never is', async () => {
  const life = open();
  const said = await bring(life, 1);
  await bring(life, 2);
  life.room.entered({ kind: 'conversation', conversation: TALK }, entry(1, saidOf(said)));
  await life.room.uploads.create(
    ANNA,
    { id: idOf(3) as CommandId, conversation: TALK, name: 'b', type: '', size: 9 },
    '',
  );
  time.pass(6 * DAY);
  await life.room.sweep();
  expect(states(life)).toHaveLength(3);
  time.pass(2 * DAY);
  await life.room.sweep();
  expect(names()).toEqual([said]);
  expect(states(life)).toEqual(['sent']);
});

test('FILE7 what was said stays, also where the disk refused its row to be told so', async () => {
  let isFull = false;
  const happened: Entry[] = [];
  const life = open(happened, 0, {}, () => isFull);
  await life.room.sweep();
  const [said, unsaid] = [await bring(life, 1), await bring(life, 2)];
  happened.push(entry(1, saidOf(said)));
  isFull = true;
  life.room.entered({ kind: 'conversation', conversation: TALK }, entry(1, saidOf(said)));
  await expect.poll(() => states(life)).toEqual(['whole', 'whole']);
  // Nor is it known to be unsaid where the disk refuses that as well.
  time.pass(8 * DAY);
  await life.room.sweep();
  expect(names()).toContain(said);
  isFull = false;
  for (let day = 0; day < 8; day += 1) {
    time.pass(DAY);
    await life.room.sweep();
  }
  expect([states(life), names()]).toEqual([['sent'], [said]]);
  expect(life.room.find(unsaid)).toBe(null);
});

test('FILE7 DISK4 a file that cannot be removed keeps no other one, and is tried again', async () => {
  const { remove } = createFileFolder(dataDir);
  let isStuck = true;
  const first = idOf(1) as CommandId;
  const life = open([], 0, {
    remove: (row) => (isStuck && row.id === first ? Promise.reject(new Error('EACCES')) : remove(row)),
  });
  const other = idOf(0xc1) as ConversationId;
  await bring(life, 1);
  await bring(life, 2);
  await bring(life, 3);
  await bring(life, 4, other);
  time.pass(8 * DAY);
  await life.room.sweep();
  expect(names()).toEqual([first]);
  expect(life.store.ofConversation(other)).toEqual([]);
  // The walk over folders is made as well.
  expect(readdirSync(join(dataDir, 'files'))).toEqual([TALK]);
  isStuck = false;
  await life.room.sweep();
  expect([states(life), names()]).toEqual([[], []]);
});

test('FILE7 bytes without a row, and rows without a conversation, go', async () => {
  const life = open();
  await bring(life, 1);
  const other = idOf(0xc1) as ConversationId;
  await bring(life, 2, other);
  const folder = join(dataDir, 'files', idOf(0xc2));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, idOf(9)), 'words');
  time.pass(2 * 60_000);
  await life.room.sweep();
  await life.room.sweep();
  expect(readdirSync(join(dataDir, 'files'))).toEqual([TALK]);
  life.room.gone([`conversation/${TALK}`]);
  expect(readdirSync(join(dataDir, 'files'))).toEqual([]);
});

test('FILE7 all rows and folders are walked at a start and once a day, in pieces between which others are served', async () => {
  const row = connection.prepare(
    `INSERT INTO files (id, conversation, author, name, type, size, state, created_at, changed_at)
     VALUES (?, ?, 'anna', 'a', '', 1, 'sent', 1, ?)`,
  );
  const fill = (from: number, conversation: ConversationId): void => {
    connection.exec('BEGIN');
    for (let n = from; n < from + 1_200; n += 1)
      row.run(idOf(n), n % 200 === 0 ? conversation : TALK, n === 1 ? 9 * DAY : 1);
    connection.exec('COMMIT');
  };
  const other = idOf(0xc1) as ConversationId;
  fill(0, other);
  for (let n = 0; n < 100; n += 1) mkdirSync(join(dataDir, 'files', idOf(0xd0000 + n)), { recursive: true });
  let turns = 0;
  const { soon } = time.timers;
  time = { ...time, timers: { ...time.timers, soon: (run) => ((turns += 1), soon(run)) } };
  const life = open();
  await life.room.sweep();
  expect(life.store.ofConversation(other)).toEqual([]);
  expect(life.store.ofConversation(TALK)).toHaveLength(1_194);
  expect(readdirSync(join(dataDir, 'files'))).toEqual([]);
  // Three pieces of rows, three times, and each folder that went.
  expect(turns).toBeGreaterThanOrEqual(3 * 3 + 100);
  fill(10_000, other);
  turns = 0;
  time.pass(23 * 3_600_000);
  await life.room.sweep();
  expect(turns).toBe(0);
  expect(life.store.ofConversation(other)).toHaveLength(6);
  time.pass(3_600_000);
  await life.room.sweep();
  expect(life.store.ofConversation(other)).toEqual([]);
});

test('FILE7 DISK4 a damaged conversation keeps no other file from being taken in, and none of its own goes', async () => {
  const before = open();
  connection.exec(`INSERT INTO documents (key, name, epoch) VALUES (2, 'conversation/${idOf(0xc1)}', 'e')`);
  const bad = await bring(before, 1, idOf(0xc1) as ConversationId);
  const good = await bring(before, 2);
  const life = open([entry(1, saidOf(good))], 2);
  await life.room.sweep();
  expect(states(life)).toEqual(['sent']);
  time.pass(8 * DAY);
  await life.room.sweep();
  expect(life.room.find(bad)).toMatchObject({ state: 'whole' });
});

test('FILE7 what could not be removed of a conversation that is gone, or came while it went, goes with the next sweep', async () => {
  let refuses = true;
  const { removeAll, makePart } = createFileFolder(dataDir);
  const asked = Promise.withResolvers<void>();
  const goesOn = Promise.withResolvers<void>();
  const life = open([], 0, {
    removeAll: (conversation) => {
      if (refuses) throw new Error('EIO');
      removeAll(conversation);
    },
    makePart: async (row) => {
      if (row.conversation !== TALK) {
        asked.resolve();
        await goesOn.promise;
      }
      await makePart(row);
    },
  });
  await bring(life, 1);
  await life.room.sweep();
  const late = idOf(0xc1) as ConversationId;
  const made = life.room.uploads.create(
    ANNA,
    { id: idOf(2) as CommandId, conversation: late, name: 'a', type: '', size: 9 },
    '',
  );
  await asked.promise;
  connection.exec('DELETE FROM documents');
  connection.exec(`DELETE FROM files WHERE conversation = '${TALK}'`);
  life.room.gone([`conversation/${TALK}`, `conversation/${late}`]);
  goesOn.resolve();
  expect((await made).ok).toBe(true);
  expect(readdirSync(join(dataDir, 'files')).sort()).toEqual([TALK, late].sort());
  refuses = false;
  time.pass(10 * 60_000);
  await life.room.sweep();
  expect(readdirSync(join(dataDir, 'files'))).toEqual([]);
  expect(life.store.ofConversation(late)).toEqual([]);
});

test('FILE6 one sender cannot pile up what nobody can read', async () => {
  const life = open();
  const create = (n: number) =>
    life.room.uploads.create(ANNA, { id: idOf(n) as CommandId, conversation: TALK, name: 'a', type: '', size: 1 }, '');
  for (let n = 0; n < 50; n += 1) expect((await create(n)).ok).toBe(true);
  expect(await create(50)).toEqual({ ok: false, failure: 'too-many' });
});

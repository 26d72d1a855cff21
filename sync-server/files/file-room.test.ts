import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Effect, Entry } from '#schema/conversation/entry.ts';
import type { CommandId, ConversationId, OperatorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { prepareKeeping } from '../commit/keep-orders.ts';
import { createLog } from '../log.ts';
import { openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createFileFolder } from './file-folder.ts';
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

/** One life of the server; `entries` are those that its disk has. */
function open(entries: readonly Entry[] = []) {
  const keep = prepareKeeping(connection);
  const store = createFileStore(connection);
  const room = createFileRoom({
    ...time,
    store,
    folder: createFileFolder(dataDir),
    entries: { findDocument: () => ({ key: 1, epoch: 'e' }), entriesAfter: () => entries },
    writer: { keep: (order) => Promise.resolve(keep(order)) },
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

test('FILE6 one sender cannot pile up what nobody can read', async () => {
  const life = open();
  const create = (n: number) =>
    life.room.uploads.create(ANNA, { id: idOf(n) as CommandId, conversation: TALK, name: 'a', type: '', size: 1 }, '');
  for (let n = 0; n < 50; n += 1) expect((await create(n)).ok).toBe(true);
  expect(await create(50)).toEqual({ ok: false, failure: 'too-many' });
});

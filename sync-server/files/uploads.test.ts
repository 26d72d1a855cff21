import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { prepareKeeping } from '../commit/keep-orders.ts';
import { openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createFileFolder } from './file-folder.ts';
import type { FileRow } from './file-row.ts';
import { createFileStore } from './file-store.ts';
import { createUploads } from './uploads.ts';

const ANNA: Actor = { kind: 'operator', id: 'anna' as OperatorId, name: 'Anna', role: 'operator' };
const VERA: Actor = { kind: 'visitor', id: 'v0123456789012345678901' as VisitorId, name: '' };
const idOf = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as CommandId;
const TALK = idOf(0xc0) as string as ConversationId;
/** Of the test's disk. */
let room = Infinity;

let dataDir: string;
let connection: Connection;
beforeEach(() => {
  room = Infinity;
  dataDir = mkdtempSync(join(tmpdir(), 'holdline-uploads-'));
  connection = openDatabase(join(dataDir, 'holdline.db'));
  migrate(connection);
});
afterEach(() => {
  connection.close();
  rmSync(dataDir, { recursive: true });
});

/** One life of the server; `isRefusing`: its disk keeps no rows; `before` comes before each is kept. */
function open({ isRefusing = (): boolean => false, before = () => Promise.resolve() } = {}) {
  const time = manualTime();
  const keep = prepareKeeping(connection);
  const store = createFileStore(connection);
  const uploads = createUploads({
    ...time,
    store,
    folder: { ...createFileFolder(dataDir), room: () => Promise.resolve(room) },
    writer: { keep: (order) => before().then(() => (isRefusing() ? null : keep(order))) },
    mostBytes: () => 20_000_000,
  });
  return { store, uploads, pass: time.pass };
}

async function* pieces(...given: readonly (string | Uint8Array)[]) {
  for (const piece of given) yield await Promise.resolve(Buffer.from(piece));
}
async function announced({ uploads }: ReturnType<typeof open>, n: number, size: number, name = 'a.txt', by = ANNA) {
  const made = await uploads.create(by, { id: idOf(n), conversation: TALK, name, type: '', size }, '');
  if (!made.ok) throw new Error(made.failure);
  return made.value;
}
const folder = (): readonly string[] => readdirSync(join(dataDir, 'files', TALK));

test('FILE6 those that are announced in one moment are counted as those that come one by one', async () => {
  const { uploads } = open();
  const create = (n: number) =>
    uploads.create(VERA, { id: idOf(n), conversation: TALK, name: 'a', type: '', size: 1 }, '');
  const made = await Promise.all(Array.from({ length: 20 }, (_, n) => create(n)));
  expect(made.filter(({ ok }) => ok)).toHaveLength(5);
  expect(await create(30)).toEqual({ ok: false, failure: 'too-many' });
  const large = (n: number) =>
    uploads.create(ANNA, { id: idOf(n), conversation: TALK, name: 'a', type: '', size: 20_000_000 }, '');
  const many = await Promise.all(Array.from({ length: 30 }, (_, n) => large(100 + n)));
  expect(many.filter(({ ok }) => ok)).toHaveLength(20);
});

test('FILE6 what all visitors may have here without a yes is limited, over a restart too, and what one network may; words of staff are not', async () => {
  let count = 0;
  const create = ({ uploads }: ReturnType<typeof open>, from: string, by: Actor = VERA) => {
    const announced = { id: idOf((count += 1)), conversation: TALK, name: 'a', type: '', size: 20_000_000 };
    // Each of a new token.
    const actor = by === VERA ? { ...VERA, id: `v${count}` as VisitorId } : by;
    return uploads.create(actor, announced, from).then((made) => (made.ok ? 'ok' : made.failure));
  };
  const many = async (life: ReturnType<typeof open>, from: string, files: number) => {
    const told: string[] = [];
    for (let n = 0; n < files; n += 1) told.push(await create(life, from));
    return told.filter((word) => word === 'ok').length;
  };
  const life = open();
  expect(await many(life, '2001:db8::1', 30)).toBe(25);
  expect(await create(life, '2001:db8::2')).toBe('no-room');
  expect(await many(life, '203.0.113.2', 1)).toBe(1);
  life.pass(3_600_000 / 25);
  expect(await many(life, '2001:db8::1', 3)).toBe(1);
  expect(await many(life, '127.0.0.1', 300)).toBe(200 - 27);
  const next = open();
  expect(await create(next, '198.51.100.1')).toBe('no-room');
  expect(await create(next, '198.51.100.1', ANNA)).toBe('ok');
  await next.uploads.cancel(next.store.find(idOf(1)) as FileRow);
  expect(await create(next, '198.51.100.1')).toBe('no-room');
  next.pass(60_000);
  expect(await create(next, '198.51.100.1')).toBe('ok');
});

test('FILE6 DISK2 what found no room or was not taken by the disk is none of what a network may bring', async () => {
  let isFull = true;
  const life = open({ isRefusing: () => isFull });
  const create = (n: number) => {
    const given = { id: idOf(n), conversation: TALK, name: 'a', type: '', size: 20_000_000 };
    return life.uploads.create({ ...VERA, id: `v${n}` as VisitorId }, given, '203.0.113.2');
  };
  for (let n = 1; n <= 30; n += 1) expect(await create(n)).toEqual({ ok: false, failure: 'retry' });
  room = 0;
  for (let n = 1; n <= 30; n += 1) expect(await create(n)).toEqual({ ok: false, failure: 'no-room' });
  [room, isFull] = [Infinity, false];
  for (let n = 1; n <= 25; n += 1) expect((await create(n)).ok).toBe(true);
  expect((await create(26)).ok).toBe(false);
});

test('FILE2 files never take the room that words need, also when it went after they were announced', async () => {
  const life = open();
  const row = await announced(life, 1, 12_000_000);
  room = 11_000_000;
  expect(await life.uploads.append(row, 0, pieces('tea'))).toEqual({ ok: false, failure: 'no-room' });
  expect(await life.uploads.offset(row)).toEqual({ ok: true, value: 0 });
  room = 12_000_000;
  async function* shrinking() {
    yield await Promise.resolve(new Uint8Array(5_000_000));
    room = 1;
    yield new Uint8Array(1_000_000);
    yield new Uint8Array(5_000_000);
    throw new Error('nobody asks for more');
  }
  // What came before is not lost by it.
  expect(await life.uploads.append(row, 0, shrinking())).toEqual({ ok: false, failure: 'no-room' });
  room = Infinity;
  expect(await life.uploads.offset(row)).toEqual({ ok: true, value: 11_000_000 });
});

test('FILE3 a program by its name is none of a visitor’s, whatever its bytes are and whatever hides its ending', async () => {
  const life = open();
  const create = (name: string) =>
    life.uploads.create(VERA, { id: idOf(9), conversation: TALK, name, type: '', size: 9 }, '');
  for (const name of ['a.hta', 'a.hta\0', 'a.exe.', 'a.lnk \u200b', 'b/../a.url', 'a.ISO'])
    expect([name, await create(name)]).toEqual([name, { ok: false, failure: 'type-refused' }]);
  // Both a document by its first bytes, and a program by its name; as a version of before let it in.
  const row = await announced(life, 1, 8, 'a.pdf', VERA);
  connection.exec(`UPDATE files SET name = 'a.hta'`);
  expect(await life.uploads.append(row, 0, pieces('%PDF-1.7'))).toEqual({ ok: false, failure: 'type-refused' });
  expect([life.store.find(row.id), folder()]).toEqual([null, []]);
});

test('FILE3 a picture that tells where it was made, and cannot be cleaned, is not kept', async () => {
  const life = open();
  const broken = '\0\0\0\x18ftypheic\0\0\0\0mif1heicGPS 52.4 N';
  const row = await announced(life, 1, broken.length, 'IMG_1.HEIC');
  const bytes = Buffer.from(broken, 'latin1');
  expect(await life.uploads.append(row, 0, pieces(bytes))).toEqual({ ok: false, failure: 'unclean' });
  expect([life.store.find(row.id), folder()]).toEqual([null, []]);
});

const GIF = Buffer.concat([
  Buffer.from('GIF89a\x28\0\x1e\0\0\0\0', 'latin1'),
  Buffer.from('!\xfe\x06secret\0', 'latin1'),
  Buffer.from(',\0\0\0\0\x28\0\x1e\0\0\x02\x02\x4c\x01\0;', 'latin1'),
]);

test('FILE1 a crash between the place of a file and its row: it is what it became, and of its own size', async () => {
  let isRefusing = false;
  const life = open({ isRefusing: () => isRefusing });
  const row = await announced(life, 1, GIF.length, 'a.gif');
  isRefusing = true;
  expect(await life.uploads.append(row, 0, pieces(GIF))).toEqual({ ok: false, failure: 'retry' });
  expect(folder()).toEqual([row.id]);
  const next = open();
  expect(await next.uploads.append(row, GIF.length, pieces())).toMatchObject({ ok: true });
  const path = join(dataDir, 'files', TALK, row.id);
  expect(readFileSync(path, 'latin1')).not.toContain('secret');
  expect(next.store.find(row.id)).toMatchObject({
    ...{ state: 'whole', type: 'image/gif', width: 40, height: 30 },
    size: readFileSync(path).length,
  });
});

test('FILE1 two that ask for one upload at once are told the same of its end; one whose bytes are lost begins anew', async () => {
  const [isAtTheEnd, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let before = (): Promise<void> => Promise.resolve();
  const life = open({ before: () => before() });
  const row = await announced(life, 1, 3);
  before = () => {
    isAtTheEnd.resolve();
    return goOn.promise;
  };
  const brought = life.uploads.append(row, 0, pieces('tea'));
  await isAtTheEnd.promise;
  // Their answer was lost while the server looked at it.
  const others = [life.uploads.offset(row), life.uploads.append(row, 3, pieces())];
  goOn.resolve();
  const told = { ok: true, value: 3 };
  expect(await Promise.all([brought, ...others])).toEqual([told, told, told]);
  expect(await life.uploads.append(row, 3, pieces())).toEqual({ ok: true, value: 3 });
  expect(life.store.find(row.id)?.state).toBe('whole');

  const lost = await announced(life, 2, 3);
  rmSync(join(dataDir, 'files', TALK, `${lost.id}.part`));
  expect(await life.uploads.offset(lost)).toEqual({ ok: false, failure: 'not-found' });
  expect(await announced(life, 2, 3)).toMatchObject({ state: 'coming' });
  // Taken back while somebody is at it.
  const other = await announced(life, 3, 3);
  await Promise.all([life.uploads.append(other, 0, pieces('te')), life.uploads.cancel(other)]);
  expect(await life.uploads.append(other, 2, pieces('a'))).toEqual({ ok: false, failure: 'not-found' });
  expect(folder()).toEqual([row.id, `${lost.id}.part`]);
});

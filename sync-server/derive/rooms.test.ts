import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { roomDocument, roomsDocument } from '#schema/docs/document-name.ts';
import type { CommandId, OperatorId } from '#schema/ids.ts';
import { readRoom } from '#schema/docs/room-document.ts';
import { directRoomOf, roomIdOf, type RoomId } from '#schema/room/room-id.ts';
import type { RoomSummary } from '#schema/room/room-line.ts';
import { readRooms } from '#schema/docs/rooms-document.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { openSocket, closeCode, connect, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet } from '../testing/test-street.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const idOf = (opened: Opened, name: string): OperatorId => opened.people.actor(name).id as OperatorId;
const NOT_FOUND = CLOSE_CODES.notFound.code;

/** Somebody with their own list open. */
async function desk(opened: Opened, name: string): Promise<TestClient & { readonly list: string }> {
  const client = await connect(opened, `operator.${name}`);
  const list = roomsDocument(idOf(opened, name));
  expect(await client.open(list)).toBeInstanceOf(Y.Doc);
  return { ...client, list };
}

const listed = ({ list, replica }: Awaited<ReturnType<typeof desk>>, id: RoomId): RoomSummary | undefined =>
  readRooms(replica(list)).get(id);

test('ROOM1 ROOM2 ROOM3 ROOM4 each member has the room in their list, with last words and what is unread; nobody else hears a byte of it; so it is after a restart', async () => {
  const opened = await openTestStreet();
  street = opened;
  const [anna, boris, olga] = [
    await desk(opened, 'operator'),
    await desk(opened, 'other'),
    await desk(opened, 'observer'),
  ];
  const room = roomIdOf(newId());
  const name = roomDocument(room);
  await anna.command('room.open', { conversation: room, name: 'Kilns', people: [idOf(opened, 'other')] });
  await anna.command('room.say', { conversation: room, text: 'Which one is hot?' });
  await anna.command('room.say', { conversation: room, text: 'And the glaze?' });
  await boris.until(() => listed(boris, room)?.unread.length === 2);
  expect(listed(boris, room)).toMatchObject({
    name: 'Kilns',
    lastText: 'And the glaze?',
    lastBy: { name: 'operator' },
  });
  expect(listed(anna, room)?.unread).toEqual([]);

  expect(await boris.open(name)).toBeInstanceOf(Y.Doc);
  expect(readRoom(boris.replica(name))?.messages).toHaveLength(3);
  await boris.command('cursor.advance', { conversation: room, delivered: 2, seen: 2 });
  await boris.until(() => listed(boris, room)?.unread.length === 1);

  // An observer, an admin, an owner and a visitor who know its id; the lists of others.
  for (const bearer of ['operator.observer', 'operator.admin', 'operator.owner', 'visitor.ann']) {
    const stranger = await connect(opened, bearer);
    expect(await stranger.open(name)).toBe(NOT_FOUND);
    expect(await stranger.open(anna.list)).toBe(CLOSE_CODES.forbidden.code);
    const advance = { conversation: room, delivered: 1, seen: 1 };
    expect(await stranger.command('cursor.advance', advance)).toMatchObject({ rejection: { reason: 'not-found' } });
    expect(await closeCode(openSocket(opened.port, `/sync/${name}`, bearer))).toBe(NOT_FOUND);
    expect(stranger.received.filter(({ t }) => t === 'sync' || t === 'cursors')).toEqual([]);
    await stranger.close();
  }
  expect(readRooms(olga.replica(olga.list)).size).toBe(0);
  await opened.stop();

  const again = await openTestStreet({ dataDir: opened.dataDir });
  street = again;
  const reader = await desk(again, 'other');
  expect(listed(reader, room)).toMatchObject({ name: 'Kilns', lastText: 'And the glaze?', unread: [3] });
  expect(await reader.open(name)).toBeInstanceOf(Y.Doc);
  expect(readRoom(reader.replica(name))?.messages).toHaveLength(3);
});

test('ROOM2 ROOM6 who is removed gets not even the entry that says so, over either kind of socket, and is let in again when added', async () => {
  const opened = await openTestStreet();
  street = opened;
  const [anna, boris] = [await desk(opened, 'operator'), await desk(opened, 'other')];
  const room = roomIdOf(newId());
  const name = roomDocument(room);
  const person = idOf(opened, 'other');
  await anna.command('room.open', { conversation: room, name: 'Kilns', people: [person] });
  await boris.open(name);
  await anna.open(name);
  const bare = openSocket(opened.port, `/sync/${name}`, 'operator.other');
  await new Promise((resolve) => bare.once('open', resolve));
  const heard: unknown[] = [];
  bare.on('message', (data) => heard.push(data));
  await anna.command('room.say', { conversation: room, text: 'before' });
  await boris.until(() => readRoom(boris.replica(name))?.messages.length === 2);
  await expect.poll(() => heard.length).toBe(1);
  const gone = closeCode(bare);

  await anna.command('room.remove', { conversation: room, person });
  await boris.until(() => boris.received.some((frame) => frame.t === 'closed' && frame.document === name));
  await anna.command('room.say', { conversation: room, text: 'Boris must not read this' });
  await boris.until(() => listed(boris, room) === undefined);
  expect(await gone).toBe(NOT_FOUND);
  expect(heard).toHaveLength(1);
  expect(readRoom(boris.replica(name))?.messages).toHaveLength(2);
  expect(await boris.open(name)).toBe(NOT_FOUND);
  expect(await boris.command('room.say', { conversation: room, text: 'hello?' })).toMatchObject({
    rejection: { reason: 'not-found' },
  });

  await anna.command('room.add', { conversation: room, people: [person] });
  await boris.until(() => listed(boris, room) !== undefined);
  expect(await boris.open(name)).toBeInstanceOf(Y.Doc);
  expect(readRoom(boris.replica(name))?.messages.map(({ kind }) => kind)).toEqual([
    'room-opened',
    'text',
    'room-left',
    'text',
    'room-joined',
  ]);
});

test('ROOM1 CMD1 a direct room that both open is one; edits and what is taken back are the author’s; the history knows nothing of it', async () => {
  const opened = await openTestStreet();
  street = opened;
  const [anna, boris] = [await desk(opened, 'operator'), await desk(opened, 'other')];
  const room = directRoomOf(idOf(opened, 'operator'), idOf(opened, 'other'));
  const open = { conversation: room, name: '', people: [] };
  const both = await Promise.all([anna.command('room.open', open), boris.command('room.open', open)]);
  expect(both.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  const id = newId() as CommandId;
  await anna.command('room.say', { conversation: room, text: 'zanzibar' }, id);
  expect(await boris.command('room.edit', { conversation: room, message: id, text: 'x' })).toMatchObject({
    rejection: { reason: 'not-author' },
  });
  await boris.until(() => listed(boris, room)?.lastText === 'zanzibar');
  await anna.command('room.edit', { conversation: room, message: id, text: 'zanzibar tea' });
  await boris.until(() => listed(boris, room)?.lastText === 'zanzibar tea');
  await anna.command('room.unsay', { conversation: room, message: id });
  await boris.until(() => listed(boris, room)?.lastText === '' && listed(boris, room)?.unread.length === 0);
  await anna.command('room.say', { conversation: room, text: 'quagga' });
  await boris.until(() => listed(boris, room)?.lastText === 'quagga');
  await opened.stop();
  // Everything that was indexed: what colleagues say among themselves is not in it.
  const again = await openTestStreet({ dataDir: opened.dataDir });
  street = again;
  const rows = again.connection.prepare<{ text: string }>('SELECT text FROM searchable').all();
  expect(rows.map(({ text }) => text)).not.toContain('quagga');
});

test('ROOM2 ROOM10 who has a room open hears that somebody in it types, and never what; somebody who is not in it neither hears nor is heard', async () => {
  const opened = await openTestStreet();
  street = opened;
  const [anna, boris, olga] = [
    await desk(opened, 'operator'),
    await desk(opened, 'other'),
    await desk(opened, 'observer'),
  ];
  const room = roomIdOf(newId());
  const name = roomDocument(room);
  await anna.command('room.open', { conversation: room, name: 'Kilns', people: [idOf(opened, 'other')] });
  for (const one of [anna, boris, olga]) await one.open(name);
  const heard = ({ received }: TestClient) => received.filter(({ t }) => t === 'typing');
  olga.say({ t: 'typing', conversation: room });
  boris.say({ t: 'typing', conversation: room, text: 'not yet said' });
  await anna.until(() => heard(anna).length > 0);
  expect(heard(anna)).toEqual([
    { t: 'typing', conversation: room, by: { kind: 'operator', id: idOf(opened, 'other'), name: 'other' }, after: 1 },
  ]);
  // Whoever was taken out is told nothing, from the same moment on.
  await anna.command('room.remove', { conversation: room, person: idOf(opened, 'other') });
  anna.say({ t: 'typing', conversation: room });
  await anna.command('room.say', { conversation: room, text: 'behind it' });
  await olga.command('cursor.advance', { conversation: room, delivered: 1, seen: 1 });
  expect([heard(boris), heard(olga)]).toEqual([[], []]);
});

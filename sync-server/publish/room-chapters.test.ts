import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { joinChapters } from '#schema/conversation/join-chapters.ts';
import { roomDocument } from '#schema/docs/document-name.ts';
import { readRoom } from '#schema/docs/room-document.ts';
import type { CommandId, OperatorId } from '#schema/ids.ts';
import { roomIdOf, type RoomId } from '#schema/room/room-id.ts';
import type { RoomTalk } from '#schema/room/room.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { connect, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet } from '../testing/test-street.ts';
import { systemTimers, type Timers } from '../timers.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

/** Housekeeping comes fifty times a second. */
const timers: Timers = {
  soon: systemTimers.soon,
  after: (ms, run) => systemTimers.after(ms === 1_000 ? 20 : ms, run),
};
const options = { timers, chapterLimits: { messages: 5, bytes: 1e9 } };

const sealed = ({ connection }: Opened, count: number) =>
  expect
    .poll(() => connection.prepare('SELECT number FROM chapters').all().length, { timeout: 5_000, interval: 5 })
    .toBe(count);

const chapter = ({ street: { readChapter }, people }: Opened, who: string, room: RoomId, number: number) =>
  readChapter(people.actor(who), room, number);

function read(bytes: Uint8Array): RoomTalk {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  const talk = readRoom(doc);
  if (talk === null) throw new Error('an empty chapter');
  return talk;
}

async function say(who: TestClient, room: RoomId, ...texts: readonly string[]): Promise<CommandId> {
  let id = newId() as CommandId;
  for (const text of texts) {
    id = newId() as CommandId;
    expect(await who.command('room.say', { conversation: room, text }, id)).toMatchObject({ status: 'accepted' });
  }
  return id;
}

test('DOC7 DOC8 ROOM2 ROOM9 a room goes on in chapters, which are had by who is in it now: not by who left since, and by who came since', async () => {
  const opened = await openTestStreet(options);
  street = opened;
  const [anna, boris, olga] = [
    await connect(opened, 'operator.operator'),
    await connect(opened, 'operator.other'),
    await connect(opened, 'operator.observer'),
  ];
  const idOf = (who: string): OperatorId => opened.people.actor(who).id as OperatorId;
  const room = roomIdOf(newId());
  const name = roomDocument(room);
  await anna.command('room.open', { conversation: room, name: 'Kilns', people: [idOf('other')] });
  await boris.open(name);
  const first = await say(anna, room, '1', '2', '3', '4');
  await sealed(opened, 1);
  await boris.until(() => boris.received.some((frame) => frame.t === 'closed' && frame.document === name));
  expect(boris.received.find((frame) => frame.t === 'closed')).toMatchObject({ code: CLOSE_CODES.staleEpoch.code });

  // Boris was in it when the chapter was sealed, and Olga was not.
  await anna.command('room.remove', { conversation: room, person: idOf('other') });
  await anna.command('room.add', { conversation: room, people: [idOf('observer')] });
  await anna.command('room.edit', { conversation: room, message: first, text: 'four' });
  expect(
    ['operator', 'observer', 'other', 'owner', 'admin'].map((who) => chapter(opened, who, room, 1) !== null),
  ).toEqual([true, true, false, false, false]);
  expect(await boris.open(name)).toBe(CLOSE_CODES.notFound.code);

  expect(await olga.open(name)).toBeInstanceOf(Y.Doc);
  const live = readRoom(olga.replica(name));
  const before = chapter(opened, 'observer', room, 1);
  if (live === null || before === null) throw new Error('nothing to read');
  const whole = joinChapters(live, [read(before.bytes)]);
  expect(whole.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(whole.messages.map(({ kind }) => kind)).toEqual([
    ...['room-opened', 'text', 'text', 'text', 'text'],
    ...['room-left', 'room-joined'],
  ]);
  expect(whole.edits.get(first)).toMatchObject({ text: 'four' });
  expect(live.head).toEqual({
    name: 'Kilns',
    members: [expect.objectContaining({ id: idOf('operator') }), expect.objectContaining({ id: idOf('observer') })],
  });
  await opened.stop();

  // Read from the disk alone, it goes on where it was.
  const again = await openTestStreet({ ...options, dataDir: opened.dataDir });
  street = again;
  const reader = await connect(again, 'operator.observer');
  expect(await reader.open(name)).toBeInstanceOf(Y.Doc);
  expect(readRoom(reader.replica(name))).toEqual(live);
  expect(chapter(again, 'other', room, 1)).toBeNull();
  expect(await reader.command('room.unsay', { conversation: room, message: first })).toMatchObject({
    rejection: { reason: 'not-author' },
  });
});

import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { conversationDocument, roomDocument, roomsDocument } from '#schema/docs/document-name.ts';
import { readRoom } from '#schema/docs/room-document.ts';
import { readRooms } from '#schema/docs/rooms-document.ts';
import type { OperatorId, VisitorId } from '#schema/ids.ts';
import { directRoomOf, roomIdOf } from '#schema/room/room-id.ts';
import { connect, startConversation } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor } from '../testing/test-street.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const DAY = 86_400_000;
const ANN = visitorActor('ann').id as VisitorId;

test('ROOM8 KEEP4 KEEP5 neither the time for which conversations are kept nor the erasure of a visitor touches a room, also where it speaks of them', async () => {
  const first = await openTestStreet();
  street = first;
  const [ann, anna] = [await connect(first, 'visitor.ann'), await connect(first, 'operator.operator')];
  const boris = first.people.actor('other').id as OperatorId;
  const kilns = roomIdOf(newId());
  const direct = directRoomOf(first.people.actor('operator').id as OperatorId, boris);
  const talk = await startConversation(ann);
  await ann.command('message.send', { conversation: talk, text: 'the blue one', lastSeen: 0 });
  await ann.command('contact.update', { name: 'Ann' });
  await anna.command('room.open', { conversation: kilns, name: 'Kilns', people: [boris] });
  await anna.command('room.say', { conversation: kilns, text: 'Ann wants the blue one' });
  await anna.command('room.open', { conversation: direct, name: '', people: [] });
  await anna.command('room.say', { conversation: direct, text: `Look at /inbox/${talk}` });
  await anna.command('conversation.take', { conversation: talk });
  await anna.command('conversation.close', { conversation: talk });
  await first.stop();

  // Everything is older than what is kept by now.
  const begun = performance.now();
  const later = Date.now() + 400 * DAY;
  const second = await openTestStreet({
    dataDir: first.dataDir,
    clock: { now: () => Math.floor(later + performance.now() - begun) },
  });
  street = second;
  const entriesOf = (document: string): unknown =>
    second.connection
      .prepare<{ effects: string | null }>(
        `SELECT group_concat(e.effect, '\\n') AS effects FROM entries e JOIN documents d ON d.key = e.document WHERE d.name = ?`,
      )
      .one(document)?.effects ?? null;
  const rooms = [roomDocument(kilns), roomDocument(direct)];
  const before = rooms.map(entriesOf);
  expect(before[0]).toContain('Ann wants the blue one');
  second.workspaceSettings.change({ deleteClosedAfterDays: 30 });
  await vi.waitFor(() => expect(entriesOf(conversationDocument(talk))).toBeNull(), 10_000);
  expect(rooms.map(entriesOf)).toEqual(before);

  const again = await connect(second, 'visitor.ann');
  await startConversation(again);
  expect(await second.street.erase(ANN, 'the owner')).toMatchObject({ ok: true });
  expect(rooms.map(entriesOf)).toEqual(before);
  const reader = await connect(second, 'operator.other');
  for (const [room, text] of [
    [kilns, 'Ann wants the blue one'],
    [direct, `Look at /inbox/${talk}`],
  ] as const) {
    expect(await reader.open(roomDocument(room))).toBeInstanceOf(Y.Doc);
    expect(readRoom(reader.replica(roomDocument(room)))?.messages.map((line) => 'text' in line && line.text)).toContain(
      text,
    );
  }
  const list = roomsDocument(boris);
  expect(await reader.open(list)).toBeInstanceOf(Y.Doc);
  expect([...readRooms(reader.replica(list)).keys()].sort()).toEqual([kilns, direct].sort());
});

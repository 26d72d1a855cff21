import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { conversationDocument, roomDocument, roomsDocument } from '#schema/docs/document-name.ts';
import { writeRoom, dropRoom } from '#schema/docs/rooms-document.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import { roomIdOf, type RoomId } from '#schema/room/room-id.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { createCache, type Cache } from '../replicas/cache.ts';
import { createReplicas } from '../replicas/replicas.ts';
import { createLeftRooms } from './left-rooms.ts';

const uuid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [KILNS, GLAZES, NEW] = [1, 2, 3].map((n) => roomIdOf(uuid(n))) as [RoomId, RoomId, RoomId];
const TALK = conversationDocument(uuid(4) as ConversationId);
const LIST = roomsDocument(uuid(5) as OperatorId);

const summary = (id: RoomId) => ({
  ...{ id, name: 'Kilns', lastSeq: 1, lastAt: 1, lastText: '', lastBy: null, lastMessage: null },
  unread: [],
});

let cache: Cache | null = null;
afterEach(() => {
  cache?.close();
  cache = null;
});

/** What this device has kept, with the list of rooms that it finds. */
function device(kept: readonly string[]) {
  const { environment } = createBrowser().tab();
  const own = createCache(environment, 'left');
  cache = own;
  for (const name of kept) own.saveSoon(name, () => ({ epoch: 'one', bytes: Y.encodeStateAsUpdate(new Y.Doc()) }));
  own.flush();
  const events = { updated: () => undefined, changed: () => undefined, renewed: () => undefined };
  const replicas = createReplicas(own, events);
  const left = (leads: boolean) => createLeftRooms({ cache: own, environment, replicas, leads: () => leads });
  const list = replicas.find(LIST) ?? (replicas.open(LIST), replicas.find(LIST));
  if (list === null) throw new Error('no list');
  const names = async (): Promise<readonly string[]> => {
    own.flush();
    const found = await Promise.all(kept.map(async (name) => ((await own.load(name)) === null ? [] : [name])));
    return found.flat();
  };
  return { replicas, left, list, names };
}

test('ROOM2 KEEP6 rooms that one was taken out of while away go from the device when the list says so, also what nobody opens; conversations and what is open stay', async () => {
  const all = [KILNS, GLAZES, NEW].map(roomDocument);
  const { replicas, left, list, names } = device([...all, TALK]);
  replicas.open(roomDocument(NEW));
  writeRoom(list.doc, summary(KILNS));
  left(true).follow(list);
  // What was kept of the list is no news of it.
  list.setState('cached');
  expect(await names()).toEqual([...all, TALK]);
  list.setState('synced');
  await vi.waitFor(async () => expect(await names()).toEqual([roomDocument(KILNS), roomDocument(NEW), TALK]));
  dropRoom(list.doc, KILNS);
  await vi.waitFor(async () => expect(await names()).toEqual([roomDocument(NEW), TALK]));
});

test('KEEP6 a tab that follows leaves what is kept to the one that leads', async () => {
  const kept = [roomDocument(KILNS)];
  const { left, list, names } = device(kept);
  left(false).follow(list);
  list.setState('synced');
  // Each look is behind whatever was asked of the disk before it.
  for (const _look of [1, 2]) expect(await names()).toEqual(kept);
});

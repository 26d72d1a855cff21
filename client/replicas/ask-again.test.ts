import { expect, test } from 'vitest';
import { conversationDocument, roomDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { roomIdOf } from '#schema/room/room-id.ts';
import type { AcceptedCommand } from '../interface.ts';
import { createFollowerFeed } from '../tabs/follower-feed.ts';
import type { TabMessage } from '../tabs/messages.ts';
import type { Cache } from './cache.ts';
import type { OpenReplica } from './replica-events.ts';
import { createReplicas, type Feed } from './replicas.ts';

const ID = '01900000-0000-7000-8000-000000000001' as ConversationId;
const NAME = conversationDocument(ID);
const OTHER = conversationDocument('01900000-0000-7000-8000-000000000002' as ConversationId);
const NOT_FOUND = 4404;

/** What is asked for stands in `asked`, and is answered by the test. */
async function device(feed: (asked: OpenReplica[]) => Feed) {
  const cache = { load: () => Promise.resolve(null), forget: () => undefined, saveSoon: () => undefined };
  const told: string[] = [];
  const asked: OpenReplica[] = [];
  const replicas = createReplicas(cache as unknown as Cache, {
    updated: () => undefined,
    changed: ({ state }) => void told.push(state),
    renewed: () => undefined,
  });
  replicas.setFeed(feed(asked));
  const open = async (name: DocumentName): Promise<OpenReplica> => {
    const replica = replicas.open(name) as OpenReplica;
    await Promise.resolve();
    await Promise.resolve();
    return replica;
  };
  return { replicas, asked, told, replica: await open(NAME), open };
}
const line = (asked: OpenReplica[]): Feed => ({
  keepsCache: true,
  attach: (replica) => {
    asked.push(replica);
    return () => undefined;
  },
});

test('SESS6 a document that is asked for again stays refused until the server has answered, and is asked for again after that', async () => {
  const { replicas, asked, told, replica } = await device(line);
  replica.refuse(NOT_FOUND);
  expect([asked.length, told]).toEqual([1, ['refused']]);
  replicas.askAgain([]);
  // Without a line it is so for as long as there is none.
  expect([asked.length, told, replica.state]).toEqual([2, ['refused'], 'refused']);
  replica.refuse(NOT_FOUND);
  expect(told).toEqual(['refused', 'refused']);
  replicas.askAgain([]);
  replica.adopt('life.1');
  replica.setState('synced');
  expect([asked.length, replica.state]).toEqual([3, 'synced']);
});

test('SESS6 what a command was just accepted for is refused no more', async () => {
  const { replicas, asked, replica, open } = await device(line);
  const other = await open(OTHER);
  for (const one of [replica, other]) one.refuse(NOT_FOUND);
  const start = { command: { type: 'conversation.start', payload: { conversation: ID } }, seq: 1, at: 0 };
  replicas.askAgain([start as unknown as AcceptedCommand]);
  expect([replica.state, other.state]).toEqual(['empty', 'refused']);
  expect(asked).toHaveLength(4);
});

test('SESS6 ROOM5 a room that was refused and is opened by a command of this device is refused no more', async () => {
  const { replicas, open } = await device(line);
  const id = roomIdOf('01900000-0000-7000-8000-000000000003');
  const room = await open(roomDocument(id));
  room.refuse(NOT_FOUND);
  const opening = { command: { type: 'room.open', payload: { conversation: id } }, seq: 1, at: 0 };
  replicas.askAgain([opening as unknown as AcceptedCommand]);
  expect(room.state).toBe('empty');
});

test('SESS6 nobody asks for what nobody holds; who takes it up again does', async () => {
  const { replicas, asked, replica } = await device(line);
  replica.refuse(NOT_FOUND);
  replicas.release(NAME);
  replicas.askAgain([]);
  expect(asked).toHaveLength(1);
  expect(replicas.open(NAME)).toBe(replica);
  expect(asked).toHaveLength(2);
});

test('SESS6 in a tab that follows, too, it stays refused until the one that leads has answered', async () => {
  const said: TabMessage[] = [];
  const feed = createFollowerFeed('tab', (message) => void said.push(message));
  const { replicas, told, replica } = await device(() => feed);
  const answer = { t: 'document', name: NAME, tab: 'tab', epoch: null, state: 'refused', whole: false } as const;
  feed.received(answer);
  replicas.askAgain([]);
  expect([said.length, told, replica.state]).toEqual([2, ['refused'], 'refused']);
  feed.received(answer);
  expect(told).toEqual(['refused', 'refused']);
});

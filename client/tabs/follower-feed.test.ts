import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { OpenReplica } from '../replicas/replicas.ts';
import { createFollowerFeed } from './follower-feed.ts';
import type { TabMessage } from './messages.ts';

const name = conversationDocument('01900000-0000-7000-8000-000000000001' as ConversationId);

test('DOC2 SESS1 a tab that follows takes nothing that is ahead of it: no value is gone for a moment', () => {
  const leader = new Y.Doc();
  leader.clientID = 1;
  const head = leader.getMap<string>('head');
  head.set('state', 'waiting');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(leader));
  const states: string[] = [];
  const replica = { name, doc, epoch: 'e', state: 'cached', setState: (state: string) => states.push(state) };
  const said: TabMessage[] = [];
  const feed = createFollowerFeed('mine', (message) => said.push(message));
  feed.attach(replica as unknown as OpenReplica);
  const told = (update: Uint8Array, tab?: string): void =>
    feed.received({ t: 'document', name, epoch: 'e', state: 'synced', update, ...(tab !== undefined && { tab }) });
  head.set('state', 'active');
  const updates: Uint8Array[] = [];
  leader.on('update', (update: Uint8Array) => updates.push(update));
  head.set('state', 'closed');
  // For another tab, which had the update before this one.
  told(updates[0] as Uint8Array);
  expect(doc.getMap('head').get('state')).toBe('waiting');
  expect(states).toEqual([]);
  told(Y.encodeStateAsUpdate(leader, Y.encodeStateVector(doc)), 'mine');
  expect(doc.getMap('head').get('state')).toBe('closed');
  head.set('state', 'active');
  told(updates[1] as Uint8Array);
  expect(doc.getMap('head').get('state')).toBe('active');
  expect(said).toHaveLength(1);
});

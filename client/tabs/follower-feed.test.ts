import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { OpenReplica } from '../replicas/replica-events.ts';
import { createFollowerFeed } from './follower-feed.ts';
import { createLeaderDesk } from './leader-desk.ts';
import type { ReplicaRoom } from '../replicas/replicas.ts';
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
    feed.received({
      t: 'document',
      name,
      epoch: 'e',
      state: 'synced',
      update,
      ...(tab !== undefined && { tab, whole: false }),
    });
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

test('DOC2 SESS1 an answer that adds to what is here no more is not taken: two that lead answered, and one refused', () => {
  const leader = new Y.Doc();
  leader.getMap('head').set('state', 'waiting');
  let doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(leader));
  let epoch: string | null = 'e';
  const states: string[] = [];
  const replica = {
    name,
    get doc() {
      return doc;
    },
    get epoch() {
      return epoch;
    },
    setState: (state: string) => states.push(state),
    refuse: () => {
      doc = new Y.Doc();
      epoch = null;
      states.push('refused');
    },
    adopt: (next: string) => {
      epoch = next;
    },
  };
  const said: TabMessage[] = [];
  const feed = createFollowerFeed('mine', (message) => said.push(message));
  feed.attach(replica as unknown as OpenReplica);
  const answer = { t: 'document', name, tab: 'mine' } as const;
  const difference = Y.encodeStateAsUpdate(leader, Y.encodeStateVector(doc));
  feed.received({ ...answer, epoch: null, state: 'refused', whole: true });
  feed.received({ ...answer, epoch: 'e', state: 'synced', whole: false, update: difference });
  expect(states).toEqual(['refused']);
  expect(said).toMatchObject([{ epoch: 'e' }, { epoch: null }]);
  feed.received({ ...answer, epoch: 'e', state: 'synced', whole: true, update: Y.encodeStateAsUpdate(leader) });
  expect([doc.getMap('head').get('state'), states]).toEqual(['waiting', ['refused', 'synced']]);
});

test('DOC2 SESS1 what the tab that leads lacks itself is not asked for again and again', () => {
  const server = new Y.Doc();
  const updates: Uint8Array[] = [];
  server.on('update', (update: Uint8Array) => updates.push(update));
  const lines = server.getArray<string>('messages');
  for (const line of ['first', 'second']) lines.push([line]);
  lines.delete(1, 1);
  const [first, second, deletion] = updates as [Uint8Array, Uint8Array, Uint8Array];
  for (const early of [second, deletion]) {
    const doc = new Y.Doc();
    const held = { name, doc, epoch: 'e', state: 'cached', setState: () => undefined } as unknown as OpenReplica;
    const room = { open: () => held, release: () => undefined, find: () => held } as unknown as ReplicaRoom;
    const said: TabMessage[] = [];
    const desk = createLeaderDesk(
      { now: () => 0 },
      () => room,
      (message) => said.push(message),
    );
    const feed = createFollowerFeed('mine', (message) => said.push(message));
    const pass = (): number => {
      for (let passed = 0; ; passed += 1) {
        const message = said.shift();
        if (message === undefined || passed === 100) return passed;
        if (message.t === 'document') feed.received(message);
        if (message.t === 'open') desk.asked(message);
      }
    };
    doc.on('update', (update: Uint8Array) => desk.updated(held, update));
    Y.applyUpdate(doc, first);
    // The line tells what is new before it answers what was asked for.
    Y.applyUpdate(doc, early);
    const own = new Y.Doc();
    feed.attach({ name, doc: own, epoch: 'e', state: 'cached', setState: () => undefined } as unknown as OpenReplica);
    expect(pass()).toBe(2);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
    expect(pass()).toBeLessThan(10);
    expect(own.getArray('messages').toJSON()).toEqual(['first']);
  }
});

test('DOC2 SESS1 a tab that was frozen so long that it was dropped asks again before it takes anything', () => {
  const doc = new Y.Doc();
  const held = { name, doc, epoch: 'e', state: 'synced', setState: () => undefined } as unknown as OpenReplica;
  const room = { open: () => held, release: () => undefined, find: () => held } as unknown as ReplicaRoom;
  const heard: TabMessage[] = [];
  let now = 0;
  const desk = createLeaderDesk(
    { now: () => now },
    () => room,
    (message) => heard.push(message),
  );
  const own = new Y.Doc();
  const asked: TabMessage[] = [];
  const feed = createFollowerFeed('frozen', (message) => asked.push(message));
  const pass = (): void => {
    for (const message of heard.splice(0)) if (message.t === 'document') feed.received(message);
    for (const message of asked.splice(0)) if (message.t === 'open') desk.asked(message);
  };
  feed.attach({ name, doc: own, epoch: 'e', state: 'cached', setState: () => undefined } as unknown as OpenReplica);
  doc.on('update', (update: Uint8Array) => desk.updated(held, update));
  const lines = doc.getArray<string>('messages');
  const head = doc.getMap<string>('head');
  pass();
  head.set('state', 'waiting');
  pass();
  const seen: unknown[] = [];
  own.on('update', () => seen.push(own.getMap('head').get('state')));
  now = 200_000;
  desk.asked({ t: 'ask', tab: 'other', wants: [] });
  lines.push(['to nobody']);
  desk.asked({ t: 'ask', tab: 'other', wants: [name] });
  head.set('state', 'active');
  pass();
  pass();
  expect(own.getArray('messages').toArray()).toEqual(['to nobody']);
  // Not for a moment without one: its deletion counts at once, what took its place would have waited.
  expect(seen).toEqual(['active']);
});

import { expect, test, vi } from 'vitest';
import { Doc } from 'yjs';
import type { Chapters, ChaptersState, HoldlineClient, OutboxRow } from '#client/interface.ts';
import { createSettable } from '#client/watchable.ts';
import type { Message } from '#schema/conversation/conversation.ts';
import type { CommandId, ConversationId, MessageId, VisitorId } from '#schema/ids.ts';
import { createVisitorStore } from '../visitor-store.ts';
import { Chat } from './chat.svelte.ts';
import { LazyFiles } from './lazy-files.svelte.ts';

const ID = '01900000-0000-7000-8000-000000000001' as ConversationId;
const VISITOR = 'vAAAAAAAAAAAAAAAAAAAAAA' as VisitorId;
const NOW = 1_800_000_000_000;

const said = (seq: number, text: string): Message => ({
  seq,
  id: `01900000-0000-7000-8000-00000000010${seq}` as MessageId,
  at: NOW,
  by: { kind: 'visitor', id: VISITOR, name: '' },
  kind: 'text',
  text,
});

/** A chat over a replica that is there, and over an outbox and chapters that are the test's. */
function chatOver(replica: object, chapters?: Chapters) {
  const outbox = createSettable<readonly OutboxRow[]>([]);
  const client = {
    link: createSettable({ state: 'live', since: 0 }),
    outbox,
    typing: createSettable(new Map()),
    storage: createSettable('ok'),
    actor: createSettable(null),
    cursors: { of: () => ({}), subscribe: () => () => undefined },
    onGone: () => () => undefined,
    openChapters: () => Promise.resolve(chapters),
    replicas: { open: () => replica, release: () => undefined },
    serverNow: () => NOW,
  } as unknown as HoldlineClient;
  const randomBytes = (length: number): Uint8Array => new Uint8Array(length);
  const store = { ...createVisitorStore('shop', null, randomBytes, new Map()), subscribe: () => () => undefined };
  store.update({ conversation: ID });
  const files = new LazyFiles(() => Promise.reject(new Error('there is none')), false);
  const page = () => ({ url: 'https://shop.example/', title: '' });
  return { chat: new Chat({ client, store, site: 'shop', page, now: () => NOW, randomBytes, files }), outbox };
}
const words = (chat: Chat) => chat.lines.flatMap((line) => ('text' in line ? [line.text] : []));

test('KEEP6 of a conversation that is gone no line is kept to be drawn again', () => {
  const changes = createSettable(0);
  const doc = new Doc();
  doc.getMap('head').set('state', 'waiting');
  doc.getArray('messages').push([said(1, 'erased')]);
  const replica = { name: 'x', doc, state: 'synced', ended: null, subscribe: changes.subscribe };
  const { chat } = chatOver(replica);
  const drawn = [doc, new Doc(), doc].map((now) => {
    replica.doc = now;
    changes.set(changes.current + 1);
    return chat.lines.filter((line) => 'text' in line);
  });
  expect(drawn.map(({ length }) => length)).toEqual([1, 0, 1]);
  expect(drawn[2]?.[0]).toEqual(drawn[0]?.[0]);
  expect(drawn[2]?.[0]).not.toBe(drawn[0]?.[0]);
  chat.destroy();
});

test('CMD11 DOC8 what was accepted shows over what is kept on the screen while the chapter that ended comes', async () => {
  const head = { state: 'waiting', assignee: null, visitor: VISITOR, site: 'shop' } as const;
  const kept = { head, messages: [said(1, 'first')], edits: new Map() };
  const state = createSettable<ChaptersState>({ conversation: kept, earlier: 'beginning', isBehind: true });
  const changes = createSettable(0);
  const doc = new Doc();
  for (const [key, value] of Object.entries({ ...head, previous: { number: 1, lastSeq: 2, clock: 9 } }))
    doc.getMap('head').set(key, value);
  doc.getArray('messages').push([said(3, 'mine')]);
  const replica = { name: 'x', doc, state: 'synced', ended: null, subscribe: changes.subscribe };
  const { chat, outbox } = chatOver(replica, {
    get current() {
      return state.current;
    },
    subscribe: state.subscribe,
    loadEarlier: () => undefined,
    close: () => undefined,
  });
  changes.set(1);
  await vi.waitFor(() => expect(chat.earlier).not.toBeNull());
  const command = {
    id: '01900000-0000-7000-8000-000000000103' as CommandId,
    type: 'message.send',
    writtenAt: NOW,
    payload: { conversation: ID, text: 'mine', lastSeen: 1 },
  } as const;
  outbox.set([{ n: 1, command, writtenAt: NOW, state: { kind: 'waiting' }, sentAt: null, saved: true }]);
  expect(words(chat)).toEqual(['first', 'mine']);
  outbox.set([]);
  expect(words(chat)).toEqual(['first', 'mine']);
  const messages = [said(1, 'first'), said(2, 'second'), said(3, 'mine')];
  state.set({ conversation: { ...kept, messages }, earlier: 'beginning', isBehind: false });
  expect(words(chat)).toEqual(['first', 'second', 'mine']);
  chat.destroy();
});

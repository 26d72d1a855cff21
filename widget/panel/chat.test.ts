import { expect, test } from 'vitest';
import { Doc } from 'yjs';
import type { HoldlineClient } from '#client/interface.ts';
import { createSettable } from '#client/watchable.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createVisitorStore } from '../visitor-store.ts';
import { Chat } from './chat.svelte.ts';

const ID = '01900000-0000-7000-8000-000000000001' as ConversationId;
const NOW = 1_800_000_000_000;

test('KEEP6 of a conversation that is gone no line is kept to be drawn again', () => {
  const changes = createSettable(0);
  const doc = new Doc();
  doc.getMap('head').set('state', 'waiting');
  const by = { kind: 'visitor', id: 'v', name: '' };
  doc
    .getArray('messages')
    .push([{ seq: 1, id: '01900000-0000-7000-8000-000000000101', at: NOW, by, kind: 'text', text: 'erased' }]);
  const replica = { name: 'x', doc, state: 'synced', ended: null, subscribe: changes.subscribe };
  const client = {
    link: createSettable({ state: 'live', since: 0 }),
    outbox: createSettable([]),
    typing: createSettable(new Map()),
    storage: createSettable('ok'),
    actor: createSettable(null),
    cursors: { of: () => ({}), subscribe: () => () => undefined },
    onGone: () => () => undefined,
    replicas: { open: () => replica, release: () => undefined },
    serverNow: () => NOW,
  } as unknown as HoldlineClient;
  const randomBytes = (length: number): Uint8Array => new Uint8Array(length);
  const store = { ...createVisitorStore('shop', null, randomBytes), subscribe: () => () => undefined };
  store.update({ conversation: ID });
  const chat = new Chat({
    client,
    store,
    site: 'shop',
    page: () => ({ url: 'https://shop.example/', title: '' }),
    now: () => NOW,
    randomBytes,
  });
  const words = [doc, new Doc(), doc].map((now) => {
    replica.doc = now;
    changes.set(changes.current + 1);
    return chat.lines.filter((line) => 'text' in line);
  });
  expect(words.map(({ length }) => length)).toEqual([1, 0, 1]);
  expect(words[2]?.[0]).toEqual(words[0]?.[0]);
  expect(words[2]?.[0]).not.toBe(words[0]?.[0]);
  chat.destroy();
});

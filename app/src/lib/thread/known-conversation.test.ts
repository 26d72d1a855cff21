import { expect, test } from 'vitest';
import { Doc } from 'yjs';
import { createSettable } from '#client/watchable.ts';
import type { Chapters, ChaptersState, HoldlineClient, LinkState, Replica } from '#client/interface.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { KnownConversation } from './known-conversation.svelte.ts';

const ID = '01900000-0000-7000-8000-000000000001' as ConversationId;

/** A device that has the second chapter of a conversation, on which the code of chapters comes only when it is let. */
function device() {
  const changes = createSettable(0);
  const link = createSettable<LinkState>({ state: 'live', since: 0 });
  const state = createSettable<ChaptersState>({ conversation: null, earlier: 'more', isBehind: false });
  let hasCode = false;
  let asked = 0;
  let open = 0;
  const chapters: Chapters = {
    get current() {
      return state.current;
    },
    subscribe: state.subscribe,
    loadEarlier: () => undefined,
    close: () => void (open -= 1),
  };
  const replica = { doc: new Doc(), state: 'synced', epoch: 'life.2', ended: null, subscribe: changes.subscribe };
  const client = {
    link,
    replicas: { open: () => replica as unknown as Replica, release: () => undefined },
    openChapters: () => {
      asked += 1;
      if (!hasCode) return Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
      open += 1;
      return Promise.resolve(chapters);
    },
  } as unknown as HoldlineClient;
  return {
    client,
    change: () => changes.set(changes.current + 1),
    back: () => link.set({ state: 'live', since: link.current.since + 1 }),
    begin: (epoch: string) => void Object.assign(replica, { epoch }),
    letCode: () => void (hasCode = true),
    asked: () => asked,
    open: () => open,
  };
}
/** What is under way with promises alone is over. */
const turn = async (): Promise<void> => {
  for (let step = 0; step < 10; step += 1) await Promise.resolve();
};

test.each(['change', 'back'] as const)('DOC8 chapters whose code did not come are tried again: %s', async (event) => {
  const { client, letCode, asked, open, ...events } = device();
  const conversation = new KnownConversation(client, ID, readConversation);
  await turn();
  expect(conversation.earlier).toBe('beginning');
  letCode();
  events[event]();
  await turn();
  expect(conversation.earlier).toBe('more');
  events[event]();
  await turn();
  expect(asked()).toBe(2);
  conversation.release();
  expect(open()).toBe(0);
});

test('DOC8 chapters that come when nobody looks any more are closed, and not tried again', async () => {
  const { client, letCode, change, asked, open } = device();
  const conversation = new KnownConversation(client, ID, readConversation);
  letCode();
  await turn();
  change();
  conversation.release();
  await turn();
  change();
  await turn();
  expect([asked(), open()]).toEqual([2, 0]);
});

test('DOC8 a conversation of one chapter looks for no other, until it goes on in a second', async () => {
  const { client, letCode, begin, change, asked, open } = device();
  letCode();
  begin('life');
  const conversation = new KnownConversation(client, ID, readConversation);
  change();
  await turn();
  expect(asked()).toBe(0);
  expect(conversation.earlier).toBe('beginning');
  begin('life.2');
  change();
  await turn();
  expect([asked(), open()]).toEqual([1, 1]);
});

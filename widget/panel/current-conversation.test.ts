import { describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import type { HoldlineClient, OutboxRow, Replica } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createVisitorStore } from '../visitor-store.ts';
import { CurrentConversation } from './current-conversation.svelte.ts';

const ID = '01900000-0000-7000-8000-000000000001' as ConversationId;
const START = {
  n: 1,
  command: { id: '01900000-0000-7000-8000-000000000002', type: 'conversation.start', payload: { conversation: ID } },
  state: { kind: 'waiting' },
} as unknown as OutboxRow;

/** A device whose outbox shows what it is told to, and whose documents are all refused. */
function fakeClient() {
  let rows: readonly OutboxRow[] = [];
  const listeners = new Set<() => void>();
  const opened: string[] = [];
  let tellGone = (_documents: readonly string[] | null): void => undefined;
  const client = {
    outbox: {
      get current() {
        return rows;
      },
      subscribe: (changed: () => void) => {
        listeners.add(changed);
        return () => void listeners.delete(changed);
      },
    },
    storage: { current: 'ok', subscribe: () => () => undefined },
    onGone: (heard: (documents: readonly string[] | null) => void) => {
      tellGone = heard;
      return () => undefined;
    },
    replicas: {
      open: (name: string) => {
        opened.push(name);
        return {
          name,
          state: 'refused',
          ended: null,
          doc: new Doc(),
          subscribe: () => () => undefined,
        } as unknown as Replica;
      },
      release: () => undefined,
    },
  } as unknown as HoldlineClient;
  const show = (next: readonly OutboxRow[]): void => {
    rows = next;
    for (const changed of listeners) changed();
  };
  return { client, opened, show, gone: (name: string) => tellGone([name]) };
}

/** Of this tab alone. */
const newStore = () => ({
  ...createVisitorStore('shop', null, (length) => new Uint8Array(length), new Map()),
  subscribe: () => () => undefined,
});

describe('the conversation of a visitor', () => {
  test('WID5 it is not asked for before the server has decided on its start', async () => {
    const { client, opened, show } = fakeClient();
    const current = new CurrentConversation(client, newStore());
    let saved = (): void => undefined;
    const start = new Promise<void>((resolve) => (saved = resolve));
    current.become(ID, start);
    expect(current.id).toBe(ID);
    show([]);
    expect(opened).toEqual([]);
    show([START]);
    saved();
    await start;
    await Promise.resolve();
    expect(opened).toEqual([]);
    show([]);
    expect(opened).toEqual([`conversation/${ID}`]);
    current.destroy();
  });

  test('WID5 a second message while the first is on its way goes to the same conversation', () => {
    const { client, show } = fakeClient();
    const store = newStore();
    const current = new CurrentConversation(client, store);
    store.update({ conversation: ID });
    current.become(ID, Promise.resolve());
    expect(current.isLost).toBe(false);
    show([START]);
    expect(current.isLost).toBe(false);
    current.destroy();
  });

  test('WID5 what the server does not know any more is lost, unless this device is about to start it', async () => {
    const { client, show } = fakeClient();
    const store = newStore();
    const current = new CurrentConversation(client, store);
    current.become(ID, Promise.resolve());
    await Promise.resolve();
    await Promise.resolve();
    show([]);
    expect(current.isLost).toBe(true);
    show([START]);
    expect(current.isLost).toBe(false);
    current.destroy();
  });

  test('KEEP4 PRIV2 IDENT7 with a conversation that is gone goes what was told and typed of its visitor: whoever writes again is told anew', () => {
    const { client, gone } = fakeClient();
    const disk = new Map([
      ['holdline:shop:attributes', '{"plan":"Pro"}'],
      ['holdline:shop:after', '{"phone":"+48 1"}'],
    ]);
    const storage = {
      getItem: (key: string) => disk.get(key) ?? null,
      setItem: (key: string, text: string) => void disk.set(key, text),
    };
    const store = {
      ...createVisitorStore('shop', storage, (length) => new Uint8Array(length), new Map()),
      subscribe: () => () => undefined,
    };
    const current = new CurrentConversation(client, store);
    expect(current.isOwn).toBe(true);
    current.follow(ID, 7);
    expect(current.isOwn).toBe(false);
    const { token } = store.ensure();
    store.update({ identified: 'jwt:["7","Ann"]', contact: '{"left":"e"}', draft: 'half' });
    gone('conversation/another');
    expect(store.read()?.identified).not.toBe('');
    gone(`conversation/${ID}`);
    expect(store.read()).toMatchObject({ token, identified: '', contact: '', conversation: null, seen: 0, draft: '' });
    expect([...disk.values()].slice(0, 2)).toEqual(['', '']);
    expect(current.id).toBeNull();
    current.become(ID, Promise.resolve());
    expect(current.isOwn).toBe(true);
    current.destroy();
  });
});

import { afterEach, expect, test, vi } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { ANNA, startScriptedServer, type ScriptedServer } from '../../tests/support/scripted-server.ts';
import { createBrowser, type Tab } from '../../tests/support/browser.ts';
import type { ClientEnvironment, TabChannel } from '../environment.ts';
import { createClient } from '../create-client.ts';
import type { HoldlineClient } from '../interface.ts';
import type { TabMessage } from './messages.ts';

const conversation = '01900000-0000-7000-8000-000000000002' as ConversationId;
const name = conversationDocument(conversation);

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

let namespaces = 0;
async function world(): Promise<{
  server: ScriptedServer;
  open: (over?: Partial<ClientEnvironment>) => { client: HoldlineClient; tab: Tab };
}> {
  const server = await startScriptedServer();
  closing.push(server.close);
  const browser = createBrowser();
  namespaces += 1;
  const namespace = `tabs-${String(namespaces)}`;
  return {
    server,
    open: (over) => {
      const tab = browser.tab(over);
      const client = createClient({ origin: server.origin, namespace, bearer: null, actor: null }, tab.environment);
      closing.push(client.close);
      return { client, tab };
    },
  };
}

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 5 });
const live = (...clients: HoldlineClient[]): Promise<void> =>
  until(() => expect(clients.map(({ link }) => link.current.state)).toEqual(clients.map(() => 'live')));
const messages = (client: HoldlineClient): unknown[] => {
  const replica = client.replicas.open(name);
  const all = replica.doc.getArray<{ text: string }>('messages').toArray();
  client.replicas.release(name);
  return all.map(({ text }) => text);
};
const send = (client: HoldlineClient, text: string) =>
  client.outbox.add('message.send', { conversation, text, lastSeen: 0 });

test('SESS1 two tabs share one socket: documents, link, actor, cursors and typing reach the one that follows', async () => {
  const { server, open } = await world();
  const first = open().client;
  await live(first);
  const second = open().client;
  await live(first, second);
  expect(server.sockets()).toBe(1);
  expect(second.actor.current).toEqual(ANNA);

  server
    .document(name)
    .getArray('messages')
    .push([{ text: 'before' }]);
  const followed = second.replicas.open(name);
  await until(() => expect(followed.state).toBe('synced'));
  expect(messages(second)).toEqual(['before']);
  server
    .document(name)
    .getArray('messages')
    .push([{ text: 'after' }]);
  await until(() => expect(messages(second)).toEqual(['before', 'after']));

  server.say({ t: 'cursors', conversation, cursors: { v: { kind: 'visitor', delivered: 2, seen: 1 } } });
  server.say({ t: 'typing', conversation, by: { kind: 'visitor', id: 'v', name: '' } });
  await until(() => expect(second.cursors.of(conversation)).toEqual({ v: { kind: 'visitor', delivered: 2, seen: 1 } }));
  await until(() => expect(second.typing.current.get(conversation)?.id).toBe('v'));

  second.cursors.advance(conversation, { delivered: 2, seen: 2 });
  await until(() => expect(server.received.map(({ command }) => command.type)).toContain('cursor.advance'));
});

test('SESS1 OUT3 both tabs write; each message leaves once, in the order of writing, and leaves both outboxes', async () => {
  const { server, open } = await world();
  const first = open().client;
  await live(first);
  const second = open().client;
  await live(first, second);
  const ids = [];
  for (let n = 0; n < 20; n += 1) ids.push((await send(n % 2 === 0 ? first : second, `m${String(n)}`)).row.command.id);
  await until(() => expect([first.outbox.current, second.outbox.current]).toEqual([[], []]));
  expect(server.applied).toEqual(ids);
});

test('DOC4 a new epoch reaches the tab that follows', async () => {
  const { server, open } = await world();
  const first = open().client;
  await live(first);
  const { client: second } = open();
  server
    .document(name)
    .getArray('messages')
    .push([{ text: 'old' }]);
  const replica = second.replicas.open(name);
  await until(() => expect(replica.state).toBe('synced'));
  server.renew(name, 'second');
  server
    .document(name)
    .getArray('messages')
    .push([{ text: 'new' }]);
  await until(() => expect(messages(second)).toEqual(['new']));
});

test('SESS1 SESS4 the leader closes with a message unanswered: the follower leads at once and sends it again', async () => {
  const { server, open } = await world();
  const first = open().client;
  await live(first);
  const second = open().client;
  await live(second);
  const replica = second.replicas.open(name);
  await until(() => expect(replica.state).toBe('synced'));
  server.answer = () => 'silence';
  await send(second, 'lost once');
  await until(() => expect(server.received).toHaveLength(1));
  server.answer = () => undefined;
  await first.close();
  await until(() => expect(second.outbox.current).toEqual([]));
  await until(() => expect(messages(second)).toEqual(['lost once']));
  expect(server.applied).toHaveLength(1);
});

/** Only the questions of a follower are hurried. */
const quick: Partial<ClientEnvironment> = {
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds === 1_700 ? 30 : milliseconds),
};

test('SESS1 a leader that hangs is replaced', async () => {
  const { server, open } = await world();
  const { client: first, tab } = open(quick);
  await live(first);
  const { client: second } = open(quick);
  await live(second);
  tab.hang();
  await until(() => expect(server.sockets()).toBe(1));
  await send(second, 'through the new leader');
  await until(() => expect(second.outbox.current).toEqual([]));
  expect(server.applied).toHaveLength(1);
  await until(() => expect(server.frames.filter(({ t }) => t === 'hello').length).toBeGreaterThanOrEqual(2));
});

test('SESS1 what a tab has read is told by the next leader when the one before hung', async () => {
  const { server, open } = await world();
  const { client: first, tab } = open(quick);
  await live(first);
  const { client: second } = open(quick);
  const { client: third } = open();
  await live(second, third);
  tab.hang();
  third.cursors.advance(conversation, { delivered: 2, seen: 2 });
  await until(() => expect(server.received.map(({ command }) => command.type)).toContain('cursor.advance'));
});

test('SESS4 without locks every tab leads itself, and nothing is doubled', async () => {
  const { server, open } = await world();
  const first = open({ locks: null }).client;
  const second = open({ locks: null }).client;
  await live(first, second);
  expect(server.sockets()).toBe(2);
  await send(first, 'a');
  await send(second, 'b');
  await until(() => expect([first.outbox.current, second.outbox.current]).toEqual([[], []]));
  expect(new Set(server.applied).size).toBe(server.applied.length);
  expect(server.applied).toHaveLength(2);
});

test('OUT6 SESS4 a follower whose disk refuses leads itself, since nobody else can see what it holds', async () => {
  const { server, open } = await world();
  const first = open().client;
  await live(first);
  const second = open({ indexedDB: null }).client;
  await live(second);
  expect(await send(second, 'only in memory')).toMatchObject({ ok: false });
  await until(() => expect(server.applied).toHaveLength(1));
  await until(() => expect(second.outbox.current).toEqual([]));
});

test('signing out is refused while something waits; told to drop it, the device forgets in every tab', async () => {
  const { server, open } = await world();
  const { client: first, tab } = open();
  await live(first);
  const second = open().client;
  await live(second);
  server.answer = () => 'silence';
  await send(first, 'waits');
  expect(await first.forget({ dropWaiting: false })).toEqual({ ok: false, failure: 'commands-waiting' });
  expect(await first.forget({ dropWaiting: true })).toMatchObject({ ok: true });
  await until(() => expect(server.sockets()).toBe(0));
  expect(await (tab.environment.indexedDB as IDBFactory).databases()).toEqual([]);
});

test('APP10 a tab that is still writing when another one signs the device out does not make its database anew', async () => {
  const { server, open } = await world();
  const { client: first, tab } = open();
  await live(first);
  const second = open().client;
  await live(second);
  server.answer = () => 'silence';
  const written = Array.from({ length: 200 }, (_, n) => send(second, `m${n}`));
  await first.forget({ dropWaiting: true });
  await Promise.all(written);
  await second.close();
  expect(await (tab.environment.indexedDB as IDBFactory).databases()).toEqual([]);
});

test('DOC2 SESS1 who leads a second time is another leader: what came meanwhile was told to nobody, and all is asked for anew', async () => {
  const { open } = await world();
  const grants: { readonly lead: () => unknown; readonly lose: (why: Error) => void }[] = [];
  const locks = {
    request: (_name: string, _options: LockOptions, lead: () => unknown) =>
      new Promise((_resolve, lose) => void grants.push({ lead, lose })),
  } as unknown as LockManager;
  const leaders: string[] = [];
  const openChannel = (): TabChannel => ({
    onmessage: null,
    postMessage: (message) => {
      const said = message as TabMessage;
      if (said.t === 'state' && leaders.at(-1) !== said.leader) leaders.push(said.leader);
    },
    close: () => undefined,
  });
  open({ locks, openChannel });
  grants[0]?.lead();
  await until(() => expect(leaders).toHaveLength(1));
  grants[0]?.lose(new DOMException('stolen', 'AbortError'));
  await until(() => expect(grants).toHaveLength(2));
  grants[1]?.lead();
  await until(() => expect(leaders).toHaveLength(2));
});

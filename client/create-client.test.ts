import { afterEach, expect, test, vi } from 'vitest';
import { createIdFactory, type CommandId, type ConversationId } from '#schema/ids.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { Actor } from '#schema/words.ts';
import { createBrowser, type Browser, type Tab } from '../tests/support/browser.ts';
import { ANNA, startScriptedServer, type ScriptedServer } from '../tests/support/scripted-server.ts';
import { startTcpProxy, type TcpProxy } from '../tests/support/tcp-proxy.ts';
import { createClient } from './create-client.ts';
import type { HoldlineClient } from './interface.ts';

const newConversation = createIdFactory<ConversationId>({
  now: () => Date.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
});

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function world(): Promise<{ server: ScriptedServer; proxy: TcpProxy }> {
  const server = await startScriptedServer();
  const proxy = await startTcpProxy({ target: server.port });
  closing.push(server.close, proxy.close);
  return { server, proxy };
}

let namespaces = 0;
function device(proxy: TcpProxy): {
  browser: Browser;
  open: (tab?: Tab, actor?: Actor | null) => HoldlineClient;
  tab: () => Tab;
} {
  const browser = createBrowser();
  namespaces += 1;
  const namespace = `operator-${String(namespaces)}`;
  return {
    browser,
    tab: browser.tab,
    open: (tab = browser.tab(), actor = null as Actor | null) => {
      const client = createClient({ origin: proxy.origin, namespace, bearer: null, actor }, tab.environment);
      closing.push(client.close);
      return client;
    },
  };
}

const live = (client: HoldlineClient): Promise<void> =>
  vi.waitFor(() => expect(client.link.current.state).toBe('live'), { timeout: 8_000, interval: 5 });
const emptied = (client: HoldlineClient): Promise<void> =>
  vi.waitFor(() => expect(client.outbox.current).toEqual([]), { timeout: 15_000, interval: 5 });
const texts = (client: HoldlineClient, conversation: ConversationId): unknown[] => {
  const replica = client.replicas.open(conversationDocument(conversation));
  const all = replica.doc.getArray<{ text: string }>('messages').toArray();
  client.replicas.release(replica.name);
  return all.map(({ text }) => text);
};
const send = (client: HoldlineClient, conversation: ConversationId, text: string) =>
  client.outbox.add('message.send', { conversation, text, lastSeen: 0 });

test('OUT1 OUT2 a message is on the disk when add resolves, leaves, and is gone once accepted', async () => {
  const { server, proxy } = await world();
  const { open, browser } = device(proxy);
  proxy.refuse(true);
  const client = open();
  const conversation = newConversation();
  const added = await send(client, conversation, 'hello');
  expect(added).toMatchObject({ ok: true, row: { saved: true, sentAt: null, state: { kind: 'waiting' } } });
  await client.close();

  const later = open(browser.tab());
  await vi.waitFor(() => expect(later.outbox.current.map(({ command }) => command.id)).toEqual([added.row.command.id]));
  proxy.refuse(false);
  const replica = later.replicas.open(conversationDocument(conversation));
  await live(later);
  await emptied(later);
  await vi.waitFor(() => expect(texts(later, conversation)).toEqual(['hello']));
  await vi.waitFor(() => expect(replica.state).toBe('synced'));
  expect(server.applied).toEqual([added.row.command.id]);
});

test('OUT3 what was written offline leaves in order after the line is back', async () => {
  const { server, proxy } = await world();
  const { open } = device(proxy);
  proxy.refuse(true);
  const client = open();
  const conversation = newConversation();
  const ids = [];
  for (let n = 0; n < 150; n += 1) ids.push((await send(client, conversation, `m${String(n)}`)).row.command.id);
  proxy.refuse(false);
  client.outbox.retryNow();
  await emptied(client);
  expect(server.applied).toEqual(ids);
});

test('OUT3 OUT8 a retry in the middle is sent again before what was written after it, and refusals behind it are not believed', async () => {
  const { server, proxy } = await world();
  const { open } = device(proxy);
  const client = open();
  await live(client);
  const conversation = newConversation();
  let refusals = 0;
  server.answer = (command) => {
    if (command.type === 'conversation.close' && refusals < 2) {
      refusals += 1;
      return { status: 'retry', after: 20 };
    }
    if (command.type === 'conversation.reopen' && server.applied.length === 0)
      return { status: 'rejected', rejection: { reason: 'not-found' } };
    return undefined;
  };
  const rows = await Promise.all([
    client.outbox.add('conversation.close', { conversation }),
    client.outbox.add('conversation.reopen', { conversation }),
  ]);
  const ids = rows.map(({ row }) => row.command.id);
  await emptied(client);
  expect(server.applied).toEqual(ids);
});

test('DOC4 a replica of another epoch is discarded before the first sync message, online and after a reload', async () => {
  const { server, proxy } = await world();
  const { open, browser } = device(proxy);
  const name = conversationDocument(newConversation());
  server
    .document(name)
    .getArray('messages')
    .push([{ text: 'old' }]);
  const client = open();
  const replica = client.replicas.open(name);
  await vi.waitFor(() => expect(replica.state).toBe('synced'));
  const before = replica.doc;

  server.renew(name, 'second');
  server
    .document(name)
    .getArray('messages')
    .push([{ text: 'new' }]);
  await vi.waitFor(() => expect(replica.doc.getArray('messages').toArray()).toEqual([{ text: 'new' }]));
  expect(replica.doc).not.toBe(before);
  await client.close();

  server.renew(name, 'third');
  server
    .document(name)
    .getArray('messages')
    .push([{ text: 'newest' }]);
  const again = open(browser.tab());
  const reread = again.replicas.open(name);
  await vi.waitFor(() => expect(reread.state).toBe('synced'));
  expect(reread.doc.getArray('messages').toArray()).toEqual([{ text: 'newest' }]);
});

test('PUB4 OPS5 how far the former life of a conversation was got says nothing of the next one; of the next chapter it does', async () => {
  const { server, proxy } = await world();
  const client = device(proxy).open();
  const conversation = newConversation();
  const name = conversationDocument(conversation);
  const replica = client.replicas.open(name);
  const say = async (epoch: string | null, text: string): Promise<void> => {
    if (epoch !== null) server.renew(name, epoch);
    server.document(name).getArray('messages').push([text]);
    await vi.waitFor(() => expect(replica.doc.getArray('messages').toArray()).toEqual([text]));
  };
  await say(null, 'before');
  client.cursors.advance(conversation, { delivered: 3, seen: 3 });
  await say('second', 'after');
  expect(client.cursors.own(conversation)).toBeNull();
  client.cursors.advance(conversation, { delivered: 1, seen: 1 });
  await say('second.2', 'later');
  expect(client.cursors.own(conversation)).toEqual({ delivered: 1, seen: 1 });
});

test('APP2 a replica opens from the cache while there is no line', async () => {
  const { server, proxy } = await world();
  const { open, browser } = device(proxy);
  const name = conversationDocument(newConversation());
  server
    .document(name)
    .getArray('messages')
    .push([{ text: 'kept' }]);
  const client = open();
  const replica = client.replicas.open(name);
  await vi.waitFor(() => expect(replica.state).toBe('synced'));
  await client.close();
  proxy.refuse(true);
  const again = open(browser.tab());
  const cached = again.replicas.open(name);
  expect(cached.state).toBe('empty');
  await vi.waitFor(() => expect(cached.state).toBe('cached'));
  expect(cached.doc.getArray('messages').toArray()).toEqual([{ text: 'kept' }]);
});

test('SESS6 a conversation refused before its start was accepted is asked for again afterwards', async () => {
  const { server, proxy } = await world();
  const { open } = device(proxy);
  const client = open();
  await live(client);
  const conversation = newConversation();
  server.refuseDocument = () => (server.applied.length === 0 ? 4404 : undefined);
  const replica = client.replicas.open(conversationDocument(conversation));
  await vi.waitFor(() => expect(replica.state).toBe('refused'));
  await send(client, conversation, 'first');
  await vi.waitFor(() => expect(replica.state).toBe('synced'));
  expect(texts(client, conversation)).toEqual(['first']);
});

test('SESS6 a conversation refused before somebody else began it is asked for again after a while', async () => {
  const { server, proxy } = await world();
  const later: (() => void)[] = [];
  const { browser, open } = device(proxy);
  const tab = browser.tab({
    setTimeout: (callback, milliseconds) => {
      if (milliseconds === 60_000) later.push(callback);
      return setTimeout(callback, milliseconds);
    },
  });
  const client = open(tab);
  await live(client);
  let isThere = false;
  server.refuseDocument = () => (isThere ? undefined : 4404);
  const replica = client.replicas.open(conversationDocument(newConversation()));
  await vi.waitFor(() => expect(replica.state).toBe('refused'));
  isThere = true;
  for (const ask of later) ask();
  await vi.waitFor(() => expect(replica.state).toBe('synced'));
});

test('CMD11 KEEP6 what was accepted is laid over nothing any more once something is gone for good', async () => {
  const { server, proxy } = await world();
  const client = device(proxy).open();
  await live(client);
  const conversation = newConversation();
  await send(client, conversation, 'erased later');
  await emptied(client);
  const heard: (readonly string[] | null)[] = [];
  client.onGone((documents) => void heard.push(documents));
  const gone = async (upTo: string, documents: readonly string[]): Promise<void> => {
    server.say({ t: 'gone', upTo, documents: [...documents] });
    await vi.waitFor(() => expect(heard.at(-1)).toEqual(documents));
  };
  await gone('life.1', []);
  expect(client.outbox.accepted).toHaveLength(1);
  await gone('life.2', [conversationDocument(conversation)]);
  expect(client.outbox.accepted).toEqual([]);
});

test('SESS5 a final close code stops the session and the outbox stays', async () => {
  const { server, proxy } = await world();
  const { open } = device(proxy);
  const client = open();
  await live(client);
  server.answer = () => 'silence';
  await send(client, newConversation(), 'waits');
  server.closeSockets(4401);
  await vi.waitFor(() => expect(client.link.current).toMatchObject({ state: 'stopped', code: 4401 }));
  expect(client.outbox.current).toHaveLength(1);
});

test('CMD7 each choice after held is one change: send anyway, keep as note, drop', async () => {
  const { server, proxy } = await world();
  const { open } = device(proxy);
  const client = open();
  await live(client);
  const conversation = newConversation();
  server.answer = (command) =>
    command.type === 'message.send' && command.payload.anyway !== true ? { status: 'held', changes: [] } : undefined;
  const rows = [];
  for (const text of ['a', 'b', 'c']) rows.push((await send(client, conversation, text)).row.command.id);
  await vi.waitFor(() =>
    expect(client.outbox.current.map(({ state }) => state.kind)).toEqual(['held', 'held', 'held']),
  );
  const [a, b, c] = rows as [CommandId, CommandId, CommandId];
  await client.outbox.sendAnyway(a);
  await client.outbox.keepAsNote(b);
  await client.outbox.drop(c);
  await emptied(client);
  const applied = server.received.filter(({ command }) => server.applied.includes(command.id));
  expect(applied.map(({ command }) => command.payload)).toEqual([
    { conversation, text: 'a', lastSeen: 0, anyway: true },
    { conversation, text: 'b' },
  ]);
});

test('OUT9 CMD12 what no frame can carry is refused on the device and stops nothing behind it', async () => {
  const { server, proxy } = await world();
  const { open } = device(proxy);
  const client = open();
  await live(client);
  const conversation = newConversation();
  await send(client, conversation, 'ż'.repeat(60_000));
  await send(client, conversation, 'short');
  await vi.waitFor(() => expect(server.applied).toHaveLength(1));
  expect(client.outbox.current.map(({ state }) => state)).toEqual([
    { kind: 'rejected', rejection: { reason: 'too-long' } },
  ]);
});

test('SESS7 nothing of one person leaves in the name of another who has signed in with the same browser', async () => {
  const { server, proxy } = await world();
  const { open, browser } = device(proxy);
  const boris = open(browser.tab(), { ...ANNA, id: 'boris' as typeof ANNA.id } as Actor);
  await send(boris, newConversation(), 'of Boris');
  await vi.waitFor(() => expect(boris.link.current).toMatchObject({ state: 'stopped', code: 4401 }));
  expect(boris.outbox.current).toHaveLength(1);
  expect(server.received).toEqual([]);
});

test('CLOCK2 a device whose clock is put forward or back while its line lives knows the server’s time again with the next answer', async () => {
  const { proxy } = await world();
  const { open, tab } = device(proxy);
  const plain = tab();
  let ahead = 0;
  const environment = { ...plain.environment, now: () => Date.now() + ahead };
  const client = open({ ...plain, environment });
  await live(client);
  const isTrue = () =>
    vi.waitFor(() => expect(Math.abs(client.serverNow() - Date.now())).toBeLessThan(2_000), {
      timeout: 8_000,
      interval: 5,
    });
  await isTrue();
  for (const minutes of [60, -60, 0]) {
    ahead = minutes * 60_000;
    expect(Math.abs(client.serverNow() - Date.now())).toBeGreaterThan(60_000);
    plain.emit('wake');
    await isTrue();
    expect(client.link.current.state).toBe('live');
  }
});

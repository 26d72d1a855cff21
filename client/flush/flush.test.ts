import { afterEach, expect, test, vi } from 'vitest';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import { ANNA, startScriptedServer, type ScriptedServer } from '../../tests/support/scripted-server.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { startTcpProxy } from '../../tests/support/tcp-proxy.ts';
import { createClient } from '../create-client.ts';
import type { HoldlineClient, OutboxRow } from '../interface.ts';
import { addCommands } from './add-command.ts';
import { flushOutbox, outboxNamespaces } from './flush-outbox.ts';
import { partingRows } from './parting-request.ts';

const conversation = '01900000-0000-7000-8000-000000000004' as ConversationId;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

let namespaces = 0;
async function world({ socketless = true } = {}) {
  const server = await startScriptedServer();
  const proxy = await startTcpProxy({ target: server.port });
  closing.push(server.close, proxy.close);
  const browser = createBrowser();
  namespaces += 1;
  const namespace = `flush-${String(namespaces)}`;
  proxy.refuse(socketless);
  return {
    server,
    proxy,
    browser,
    open: (bearer: string | null = 'token-1') => {
      const tab = browser.tab();
      const client = createClient({ origin: proxy.origin, namespace, bearer, actor: null }, tab.environment);
      closing.push(client.close);
      return { client, tab };
    },
    flush: (origin = server.origin, person: string | null = null) =>
      flushOutbox({ indexedDB: browser.indexedDB, namespace, fetch, origin, bearer: 'token-1', person }),
    namespace,
  };
}

async function write(client: HoldlineClient, count: number): Promise<CommandId[]> {
  const ids = [];
  for (let n = 0; n < count; n += 1) {
    const added = await client.outbox.add('message.send', { conversation, text: `m${String(n)}`, lastSeen: 0 });
    ids.push(added.row.command.id);
  }
  return ids;
}
const requestsOf = (server: ScriptedServer): number => server.received.filter(({ door }) => door === 'http').length;

test('OUT7 OUT3 the outbox leaves over HTTP with no page open, oldest first, and is empty when a page opens again', async () => {
  const { server, open, flush, browser, namespace } = await world();
  const { client } = open();
  const ids = await write(client, 120);
  await client.close();
  expect(await outboxNamespaces(browser.indexedDB)).toEqual([namespace]);
  expect(await flush()).toEqual({ kind: 'done', decided: 120 });
  expect(server.applied).toEqual(ids);
  const again = open().client;
  await vi.waitFor(() => expect(again.storage.current).toBe('ok'));
  expect(again.outbox.current).toEqual([]);
});

test('OUT7 a page that is open hears of what the service worker settled', async () => {
  const { open, flush, server } = await world();
  const { client } = open();
  await write(client, 2);
  server.answer = (command) =>
    command.id === client.outbox.current[1]?.command.id
      ? { status: 'rejected', rejection: { reason: 'closed' } }
      : undefined;
  await flush();
  await vi.waitFor(() => expect(client.outbox.current.map(({ state }) => state.kind)).toEqual(['rejected']));
});

test('CMD1 OUT7 the same outbox over both doors at once has one effect a command', async () => {
  const { server, open, flush, proxy } = await world();
  const { client } = open();
  const ids = await write(client, 60);
  proxy.refuse(false);
  client.outbox.retryNow();
  await Promise.all([flush(), flush()]);
  await vi.waitFor(() => expect(client.outbox.current).toEqual([]));
  expect(server.applied).toEqual(ids);
});

test('OUT7 OUT8 what the server asks to retry stays, in order, and refusals behind it are not believed', async () => {
  const { server, open, flush } = await world();
  const { client } = open();
  const [first, second] = await write(client, 2);
  server.answer = ({ id }) =>
    id === first ? { status: 'retry', after: 700 } : { status: 'rejected', rejection: { reason: 'not-found' } };
  expect(await flush()).toEqual({ kind: 'later', decided: 0, after: 700 });
  server.answer = () => undefined;
  expect(await flush()).toEqual({ kind: 'done', decided: 2 });
  expect(server.applied).toEqual([first, second]);
});

test('SESS7 OUT7 the outbox of one person is not sent while another is signed in', async () => {
  const { server, open, flush } = await world();
  const { client } = open();
  await write(client, 1);
  expect(await flush(server.origin, 'boris')).toEqual({ kind: 'later', decided: 0, after: null });
  expect(server.received).toEqual([]);
  expect(await flush(server.origin, ANNA.id)).toEqual({ kind: 'done', decided: 1 });
});

test('OUT7 timers are called as a browser wants them: with no other `this` than its own', async () => {
  const { open, flush, server } = await world();
  const { client } = open();
  const ids = await write(client, 1);
  for (const name of ['setTimeout', 'clearTimeout'] as const) {
    const real = globalThis[name] as (...given: unknown[]) => unknown;
    vi.stubGlobal(name, function (this: unknown, ...given: unknown[]) {
      if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation');
      return real(...given);
    });
  }
  closing.push(() => Promise.resolve(vi.unstubAllGlobals()));
  expect(await flush()).toEqual({ kind: 'done', decided: 1 });
  expect(server.applied).toEqual(ids);
});

test('OUT7 no network or a failing server changes nothing and throws nothing', async () => {
  const { server, open, flush, proxy } = await world();
  const { client } = open();
  await write(client, 1);
  expect(await flush(proxy.origin)).toEqual({ kind: 'later', decided: 0, after: null });
  server.answer = () => 'silence';
  expect(await flush()).toEqual({ kind: 'later', decided: 0, after: null });
  expect(client.outbox.current).toHaveLength(1);
});

test('OUT7 WIRE5 a page that goes sends its oldest rows in one request that outlives it, the token in a header', async () => {
  const { open, browser, server, proxy } = await world();
  const { client, tab } = open();
  const ids = await write(client, 3);
  proxy.refuse(false);
  tab.emit('leave');
  await vi.waitFor(() => expect(requestsOf(server)).toBe(3));
  expect(server.applied).toEqual(ids);
  const [request] = browser.requests;
  expect(request?.url).toBe(`${proxy.origin}/api/commands`);
  expect(request?.init).toMatchObject({ keepalive: true, headers: { authorization: 'Bearer token-1' } });
});

test('SESS7 a page that a cookie speaks for and that has no line sends nothing when it goes: somebody else may have signed in', async () => {
  const { open, browser } = await world();
  const { client, tab } = open(null);
  await write(client, 1);
  tab.emit('leave');
  expect(browser.requests.filter(({ url }) => url.endsWith('/api/commands'))).toEqual([]);
  expect(client.outbox.current).toHaveLength(1);
});

test('a parting request carries at most 60 KB and 50 commands, oldest first, and nothing that its author must decide', () => {
  const row = (n: number, text: string, state: OutboxRow['state'] = { kind: 'waiting' }): OutboxRow => ({
    n,
    command: {
      id: `id-${String(n)}` as CommandId,
      type: 'message.send',
      writtenAt: 0,
      payload: { conversation, text, lastSeen: 0 },
    },
    writtenAt: 0,
    sentAt: null,
    state,
    saved: true,
  });
  const numbers = (rows: readonly OutboxRow[]): number[] => partingRows(rows).map(({ n }) => n);
  expect(numbers(Array.from({ length: 80 }, (_, n) => row(n, 'x')))).toHaveLength(50);
  const big = Array.from({ length: 12 }, (_, n) => row(n, 'ż'.repeat(4_000)));
  expect(numbers(big)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(numbers([row(0, 'a', { kind: 'held', changes: [] }), row(1, 'b')])).toEqual([1]);
});

test('NOTIFY6 OUT1 OUT3 a command made with no page open is on the disk first, leaves behind what waited, and tells what became of it', async () => {
  const { server, open, browser, namespace, proxy } = await world();
  const { client } = open();
  const [first] = await write(client, 1);
  const options = {
    indexedDB: browser.indexedDB,
    namespace,
    fetch,
    origin: proxy.origin,
    bearer: 'token-1',
    person: null,
  };
  const take = [{ type: 'conversation.take', payload: { conversation } }] as const;
  // The line refuses everybody.
  expect(await addCommands(take, options)).toEqual({ kind: 'later' });
  await vi.waitFor(() => expect(client.outbox.current).toHaveLength(2));
  expect(await addCommands(take, { ...options, origin: server.origin })).toEqual({ kind: 'accepted' });
  expect(server.applied).toHaveLength(3);
  expect(server.applied[0]).toBe(first);
  server.answer = () => ({ status: 'rejected', rejection: { reason: 'closed' } });
  expect(await addCommands(take, { ...options, origin: server.origin })).toEqual({
    kind: 'rejected',
    rejection: { reason: 'closed' },
  });
  await vi.waitFor(() => expect(client.outbox.current.map(({ state }) => state.kind)).toEqual(['rejected']));
});

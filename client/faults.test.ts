import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import { createBrowser, type Tab } from '../tests/support/browser.ts';
import { startScriptedServer } from '../tests/support/scripted-server.ts';
import { startTcpProxy, type Lane, type TcpProxy } from '../tests/support/tcp-proxy.ts';
import { createClient } from './create-client.ts';
import type { ClientEnvironment } from './environment.ts';
import type { HoldlineClient } from './interface.ts';

const conversation = '01900000-0000-7000-8000-000000000003' as ConversationId;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The device's clock runs this much faster than ours, so that its deadlines of seconds are waited for in milliseconds. */
const HURRY = 10;
function hurried(): Partial<ClientEnvironment> {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * HURRY,
    setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds / HURRY),
  };
}

let namespaces = 0;
function device(proxy: TcpProxy): {
  open: (over?: Partial<ClientEnvironment>) => { client: HoldlineClient; tab: Tab };
} {
  const browser = createBrowser();
  namespaces += 1;
  const namespace = `faults-${String(namespaces)}`;
  return {
    open: (over = {}) => {
      const tab = browser.tab(over);
      const client = createClient({ origin: proxy.origin, namespace, bearer: null, actor: null }, tab.environment);
      closing.push(client.close);
      return { client, tab };
    },
  };
}
const until = (check: () => void, timeout = 15_000): Promise<void> => vi.waitFor(check, { timeout, interval: 5 });
const send = (client: HoldlineClient, text: string) =>
  client.outbox.add('message.send', { conversation, text, lastSeen: 0 });

type Step =
  | { readonly do: 'write'; readonly count: number }
  | { readonly do: 'lanes'; readonly up: Lane; readonly down: Lane }
  | { readonly do: 'reset' | 'refuse' | 'accept' | 'reload' | 'second-tab' | 'retry-now' };

const lane = fc.constantFrom<Lane>('pass', 'drop');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lanes' as const), up: lane, down: lane }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom<'reset' | 'refuse' | 'accept' | 'reload' | 'second-tab' | 'retry-now'>(
        'reset',
        'refuse',
        'accept',
        'reload',
        'second-tab',
        'retry-now',
      ),
    }),
  },
);

test('OUT2 OUT3 CMD1 cuts, lost answers, half-open lines, reloads and tabs in any order: each message once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const server = await startScriptedServer();
      const proxy = await startTcpProxy({ target: server.port });
      const { open } = device(proxy);
      const over = hurried();
      let clients = [open(over)];
      const ids: CommandId[] = [];
      try {
        for (const now of steps) {
          if (now.do === 'write') {
            for (let n = 0; n < now.count; n += 1) {
              const { client } = clients[n % clients.length] as (typeof clients)[number];
              ids.push((await send(client, `m${String(ids.length)}`)).row.command.id);
            }
          }
          if (now.do === 'lanes') proxy.set(now);
          if (now.do === 'reset') proxy.reset();
          if (now.do === 'refuse' || now.do === 'accept') proxy.refuse(now.do === 'refuse');
          if (now.do === 'retry-now') clients[0]?.client.outbox.retryNow();
          if (now.do === 'second-tab' && clients.length < 2) clients.push(open(over));
          if (now.do === 'reload') {
            const [first, ...rest] = clients;
            await first?.client.close();
            clients = rest.length > 0 ? rest : [open(over)];
          }
        }
        proxy.set({ up: 'pass', down: 'pass' });
        proxy.refuse(false);
        await until(() => {
          expect(clients.map(({ client }) => client.storage.current)).toEqual(clients.map(() => 'ok'));
          expect(clients.map(({ client }) => client.outbox.current)).toEqual(clients.map(() => []));
        });
        expect(server.applied).toEqual(ids);
        const replica = clients[0]?.client.replicas.open(conversationDocument(conversation));
        const seen = (): unknown[] | undefined =>
          replica?.doc
            .getArray<{ id: CommandId }>('messages')
            .toArray()
            .map(({ id }) => id);
        await until(() => expect(seen()).toEqual(ids));
      } finally {
        for (const { client } of clients) await client.close();
        await proxy.close();
        await server.close();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

for (const [fault, lanes] of [
  ['answers are lost', { up: 'pass', down: 'drop' }],
  ['the line is half open', { up: 'drop', down: 'drop' }],
] as const) {
  test(`SESS3 ${fault}: the first request after the line is back gets through and the try after it succeeds, without any event`, async () => {
    const server = await startScriptedServer();
    const proxy = await startTcpProxy({ target: server.port });
    closing.push(server.close, proxy.close);
    const { client } = device(proxy).open(hurried());
    await until(() => expect(client.link.current.state).toBe('live'));
    proxy.set(lanes);
    await send(client, 'into the dark');
    await until(() => expect(client.link.current.state).toBe('offline'));
    const dark = proxy.taken();
    await until(() => expect(proxy.taken()).toBeGreaterThan(dark + 2));
    proxy.set({ up: 'pass', down: 'pass' });
    const back = proxy.taken();
    await until(() => expect(client.outbox.current).toEqual([]));
    // A request that was on its way when the line came back, the one that gets through, and the socket.
    expect(proxy.taken() - back).toBeLessThanOrEqual(3);
    expect(server.applied).toHaveLength(1);
  });
}

test('SESS3 with an online event traffic resumes at once, also over a half-open line', async () => {
  const server = await startScriptedServer();
  const proxy = await startTcpProxy({ target: server.port });
  closing.push(server.close, proxy.close);
  const { client, tab } = device(proxy).open();
  await until(() => expect(client.link.current.state).toBe('live'));
  proxy.set({ up: 'drop', down: 'drop' });
  await send(client, 'into the dark');
  proxy.set({ up: 'pass', down: 'pass' });
  const back = performance.now();
  tab.emit('online');
  await until(() => expect(client.outbox.current).toEqual([]));
  expect(performance.now() - back).toBeLessThan(5_000);
  expect(server.applied).toHaveLength(1);
});

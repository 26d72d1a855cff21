import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { HoldlineClient } from '#client/interface.ts';
import { createDevice, type OpenTab } from '../support/device.ts';
import { mustPost, newCommand, newVisitor, signIn, type Staff } from '../support/people.ts';
import { readEntries } from '../support/read-server.ts';
import { playScene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

let server: ServerProcess;
let owner: Staff;
beforeAll(async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  owner = await signIn(server);
}, 60_000);
afterAll(() => server.dispose());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Talk {
  readonly proxy: TcpProxy;
  readonly tab: OpenTab;
  readonly client: HoldlineClient;
  readonly conversation: ConversationId;
  readonly written: CommandId[];
  readonly say: (count: number) => Promise<void>;
  /** The operator's words reach the visitor's replica. */
  readonly hears: (text: string) => boolean;
  readonly answer: (text: string) => Promise<void>;
}

/** A visitor behind a line that can fail, and an operator on a sound one. */
async function talk(): Promise<Talk> {
  const proxy = await startTcpProxy({ target: server.port });
  const visitor = newVisitor();
  const { conversation } = await playScene(server, { visitor, operator: owner });
  const tab = createDevice({ origin: proxy.origin, namespace: 'visitor-shop', token: visitor.token }).open();
  const { client } = tab;
  closing.push(proxy.close, client.close);
  const document = conversationDocument(conversation);
  const replica = client.replicas.open(document);
  await until('the line is live', () => client.link.current.state === 'live' && replica.state === 'synced');
  const written: CommandId[] = [];
  return {
    proxy,
    tab,
    client,
    conversation,
    written,
    say: async (count) => {
      for (let n = 0; n < count; n += 1) {
        const text = `words ${written.length}`;
        written.push((await client.outbox.add('message.send', { conversation, text, lastSeen: 0 })).row.command.id);
      }
    },
    hears: (text) =>
      readConversation(replica.doc)?.messages.some((message) => message.kind === 'text' && message.text === text) ??
      false,
    answer: (text) => mustPost(server, owner, newCommand('message.send', { conversation, text, lastSeen: 0 })),
  };
}

const RESUMED_WITHIN = 5_000;

/** From now on the line is back: everything that waits has left and what was said meanwhile is here, within five seconds. */
async function resumes({ client, conversation, written, hears, answer }: Talk): Promise<number> {
  const back = performance.now();
  await answer('are you there?');
  await until('traffic resumes', () => client.outbox.current.length === 0 && hears('are you there?'), 20_000);
  const took = performance.now() - back;
  const arrived = readEntries(server).filter(
    ({ document, id }) => document === conversationDocument(conversation) && written.includes(id),
  );
  expect(arrived.map(({ id }) => id)).toEqual(written);
  expect(took).toBeLessThan(RESUMED_WITHIN);
  console.log(`${expect.getState().currentTestName}: ${Math.round(took)} ms`);
  return took;
}

const onTheDisk = (id: CommandId | undefined): boolean => readEntries(server).some((entry) => entry.id === id);

describe('a line that fails as real ones do', () => {
  test('CMD1 SESS3 answers are lost, and requests arrive: nothing is doubled', async () => {
    const here = await talk();
    await here.say(1);
    await until('it is decided', () => here.client.outbox.current.length === 0);
    here.proxy.set({ down: 'drop' });
    await here.say(5);
    await until('the server has the last of them', () => onTheDisk(here.written.at(-1)));
    expect(here.client.outbox.current).toHaveLength(5);
    here.proxy.set({ down: 'pass' });
    await here.say(3);
    await resumes(here);
  });

  test('CMD1 SESS3 answers are lost on several lines in a row, each of which delivers everything again', async () => {
    const here = await talk();
    here.proxy.set({ down: 'drop' });
    await here.say(5);
    await until('the server has the last of them', () => onTheDisk(here.written.at(-1)));
    for (let lines = 0; lines < 2; lines += 1) {
      // The next line takes the welcome and then goes deaf.
      const taken = here.proxy.taken();
      here.proxy.set({ down: 'pass' });
      here.proxy.reset();
      here.tab.emit('online');
      await until('there is a new line', () => here.proxy.taken() > taken);
      here.proxy.set({ down: 'drop' });
      await here.say(2);
    }
    here.proxy.set({ down: 'pass' });
    here.proxy.reset();
    await resumes(here);
  });

  test('SESS3 a half-open socket: both ways swallow everything and nobody says so', async () => {
    const here = await talk();
    here.proxy.set({ up: 'drop', down: 'drop' });
    await here.say(3);
    here.proxy.set({ up: 'pass', down: 'pass' });
    // The old connection stays deaf for ever; only a new one is sound.
    await resumes(here);
  });

  test('SESS3 a half-open socket that nobody writes on is found when the page wakes', async () => {
    const here = await talk();
    here.proxy.set({ up: 'drop', down: 'drop' });
    await here.answer('while you slept');
    here.proxy.set({ up: 'pass', down: 'pass' });
    here.tab.emit('wake');
    await resumes(here);
  });

  test('SESS3 resets in the middle of traffic', async () => {
    const here = await talk();
    for (let cuts = 0; cuts < 5; cuts += 1) {
      await here.say(4);
      here.proxy.reset();
    }
    await resumes(here);
  });

  test('SESS3 refused for a while, with commands written meanwhile', async () => {
    const here = await talk();
    here.proxy.refuse(true);
    here.proxy.reset();
    await here.say(20);
    await until('it knows', () => here.client.link.current.state === 'offline');
    const tries = performance.now();
    await until('some tries have failed', () => performance.now() - tries > 2_500);
    here.proxy.refuse(false);
    await resumes(here);
  });

  test('SESS3 the answers of new lines are lost too: a try made in the dark does not keep it from the light', async () => {
    const here = await talk();
    here.proxy.set({ up: 'drop', down: 'drop' });
    here.proxy.reset();
    await here.say(3);
    const taken = here.proxy.taken();
    await until('it tries in the dark', () => here.proxy.taken() > taken, 5_000);
    here.proxy.set({ up: 'pass', down: 'pass' });
    await resumes(here);
  });

  test('CMD1 OUT3 a slow and thin line carries everything once and in order', async () => {
    const here = await talk();
    here.proxy.slow({ delay: 200, rate: 6_000 });
    await here.say(40);
    const left = await until('all has left', () => here.client.outbox.current.length === 0, 20_000);
    console.log(`40 messages over a line of 6 KB/s and 400 ms: ${Math.round(left)} ms`);
    expect(here.client.link.current.state).toBe('live');
    expect(here.proxy.taken()).toBe(1);
    here.proxy.slow({ delay: 0, rate: null });
    await resumes(here);
  });
});

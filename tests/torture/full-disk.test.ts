import { afterEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import { createDevice, type OpenTab } from '../support/device.ts';
import { newCommand, newVisitor, post, postCommands, signIn, type Caller, type Staff } from '../support/people.ts';
import { openLine } from '../support/raw-line.ts';
import { readBytes, readEntries } from '../support/read-server.ts';
import { playScene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openFailingDisk, openSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import { until } from '../support/until.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** For some dozens of long messages. */
const SOME_ROOM = 600 * 1024;

const isReady = ({ origin }: ServerProcess): Promise<boolean> => fetch(`${origin}/readyz`).then(({ ok }) => ok);

const long = (n: number): string => `${n} ${'long '.repeat(400)}`.trim();

/** Writes messages until the disk takes no more; gives the ids of those that were accepted. */
async function writeUntilFull(
  server: ServerProcess,
  caller: Caller,
  conversation: ConversationId,
  textOf: (n: number) => string = long,
): Promise<CommandId[]> {
  const accepted: CommandId[] = [];
  for (let n = 0; n < 2_000; n += 1) {
    const command = newCommand('message.send', { conversation, text: textOf(n), lastSeen: 0 });
    const result = await post(server, caller, command);
    if (result.status === 'retry') return accepted;
    expect(result.status).toBe('accepted');
    accepted.push(command.id);
  }
  throw new Error('the disk never filled');
}

/** What an operator still can do: read, come back, ask for the app. */
async function readingGoesOn(server: ServerProcess, owner: Staff, conversation: ConversationId): Promise<void> {
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${server.origin}/api/openapi.json`)).status).toBe(200);
  const line = await openLine(server, owner);
  for (const document of [conversationDocument(conversation), 'inbox/all', 'team'])
    expect(await line.open(document)).toMatchObject({ t: 'opened' });
  line.end();
  // It may have just gone on in a new chapter, which begins with little more than its head.
  expect((await readBytes(server, owner, conversationDocument(conversation))).length).toBeGreaterThan(100);
}

const onDisk = (disk: SmallDisk, conversation: ConversationId): readonly CommandId[] =>
  readEntries({ dataDir: disk.look() })
    .filter(({ document, effect }) => document === conversationDocument(conversation) && effect.kind === 'said')
    .map(({ id }) => id);

async function place(disk: SmallDisk): Promise<ServerProcess> {
  console.log(`the disk is ${disk.how}`);
  closing.push(disk.dispose);
  const server = await startServer({ VISITOR_LIMIT: 'off' }, null, undefined, disk);
  closing.push(server.kill);
  return server;
}

function deviceOf(server: ServerProcess, visitor: Caller): OpenTab {
  const device = createDevice({ origin: server.origin, namespace: 'visitor-shop', token: visitor.token });
  const tab = device.open();
  closing.push(tab.client.close);
  return tab;
}

test.each([
  ['a full disk', openSmallDisk],
  ['a disk whose writes fail', () => Promise.resolve(openFailingDisk())],
])(
  'DISK1 DISK2 COMMIT3 OUT3 %s: nothing is acknowledged that is not kept, reading goes on, and all that waits goes in by itself when it is over',
  async (_name, open) => {
    const disk = await open();
    const server = await place(disk);
    const owner = await signIn(server);
    const visitor = newVisitor();
    const { conversation } = await playScene(server, { visitor, operator: owner });
    const before = onDisk(disk, conversation);

    disk.fill(server.pid(), SOME_ROOM);
    const accepted = await writeUntilFull(server, visitor, conversation);
    expect(accepted.length).toBeGreaterThan(5);
    // Where a long message has no room some short ones have.
    disk.fill(server.pid(), 0);
    accepted.push(...(await writeUntilFull(server, visitor, conversation, String)));
    // Several in one request: what comes after one that has to wait waits too.
    const more = ['a', 'b', 'c'].map((text) => newCommand('message.send', { conversation, text, lastSeen: 0 }));
    for (const { result } of await postCommands(server, visitor, more)) expect(result.status).toBe('retry');
    expect(await isReady(server)).toBe(false);
    await readingGoesOn(server, owner, conversation);
    expect(onDisk(disk, conversation)).toEqual([...before, ...accepted]);

    disk.free(server.pid());
    // Nobody writes: the server finds out by itself.
    await until('it is ready again', () => isReady(server), 5_000);

    disk.fill(server.pid(), 0);
    accepted.push(...(await writeUntilFull(server, visitor, conversation)));
    const { client } = deviceOf(server, visitor);
    await until('the device is live', () => client.link.current.state === 'live');
    const written: CommandId[] = [];
    for (let n = 0; n < 10; n += 1) {
      const added = await client.outbox.add('message.send', { conversation, text: long(n), lastSeen: 0 });
      written.push(added.row.command.id);
    }
    expect(client.outbox.current).toHaveLength(10);
    await readingGoesOn(server, owner, conversation);
    disk.free(server.pid());
    await until('all that waited is accepted', () => client.outbox.current.length === 0, 15_000);
    expect(onDisk(disk, conversation)).toEqual([...before, ...accepted, ...written]);

    await server.kill();
    await server.start();
    expect(onDisk(disk, conversation)).toEqual([...before, ...accepted, ...written]);
    await readingGoesOn(server, owner, conversation);
  },
  60_000,
);

test('DISK3 RUN3 RUN7 an orderly end on a full disk is one; a start on it says so in one line; once there is room, all is there', async () => {
  const disk = await openSmallDisk();
  const server = await place(disk);
  const owner = await signIn(server);
  const visitor = newVisitor();
  const { conversation } = await playScene(server, { visitor, operator: owner });
  const before = onDisk(disk, conversation);
  disk.fill(server.pid(), SOME_ROOM);
  const accepted = await writeUntilFull(server, visitor, conversation);
  const ending = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - ending).toBeLessThan(10_000);

  disk.fill(null, 0);
  const from = server.output().length;
  await expect(server.start()).rejects.toThrow('stopped at its start');
  const lines = server.output().slice(from).trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/The server does not start: the disk of .* (is full|does not read or write)/);

  disk.free(null);
  await server.start();
  expect(onDisk(disk, conversation)).toEqual([...before, ...accepted]);
  expect(
    (await post(server, visitor, newCommand('message.send', { conversation, text: 'and on', lastSeen: 0 }))).status,
  ).toBe('accepted');
}, 60_000);

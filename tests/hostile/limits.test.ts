import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandId } from '#schema/ids.ts';
import { TEXT_BYTES } from '#schema/limits.ts';
import { PROTOCOL } from '#schema/wire/protocol.ts';
import { newCommand, newVisitor, post, postCommands, signIn, type Staff } from '../support/people.ts';
import { createDevice } from '../support/device.ts';
import { openLine, openRawLine } from '../support/raw-line.ts';
import { readEntries } from '../support/read-server.ts';
import { playScene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

let server: ServerProcess;
let owner: Staff;
beforeAll(async () => {
  server = await startServer();
  owner = await signIn(server);
}, 60_000);
afterAll(() => server.dispose());

const hello = (protocol: unknown, device: unknown = 'a-raw-line') => ({ t: 'hello', protocol, device });
const statuses = (answers: readonly { readonly result: { readonly status: string } }[]): readonly string[] =>
  answers.map(({ result }) => result.status);

test('WIRE2 silence for five seconds ends the socket with 4508, also when it pings', async () => {
  const start = performance.now();
  const [silent, pinging] = [await openRawLine(server, owner), await openRawLine(server, newVisitor())];
  pinging.socket.ping();
  expect(await Promise.all([silent.closed, pinging.closed])).toEqual([4508, 4508]);
  const took = performance.now() - start;
  expect(took).toBeGreaterThan(4_500);
  expect(took).toBeLessThan(9_000);
});

test('WIRE2 another protocol is 4426, and no hello before anything else is 4400', async () => {
  for (const protocol of [-1, 0, PROTOCOL + 1, 999]) {
    const line = await openRawLine(server, owner);
    line.say(hello(protocol));
    expect(await line.closed).toBe(4426);
  }
  const first = [
    { t: 'ping', n: 1 },
    { t: 'open', document: 'team', epoch: null },
    hello('1'),
    hello(1, 'short'),
    hello(1.5),
  ];
  for (const frame of [
    ...first,
    {
      t: 'command',
      command: newCommand('conversation.take', { conversation: (await playScene(server)).conversation }),
    },
  ]) {
    const line = await openRawLine(server, owner);
    line.say(frame);
    expect(await line.closed).toBe(4400);
  }
  const twice = await openLine(server, owner);
  twice.say(hello(1));
  expect(await twice.closed).toBe(4400);
});

test('WIRE2 what is not JSON, or no frame, ends the socket with 4400; a command that cannot be read is answered', async () => {
  const bad = [
    '',
    'x',
    '{',
    'null',
    '[]',
    '1',
    '"hello"',
    '{"t":"nothing"}',
    '{"t":"ping"}',
    '{"t":"open","document":7,"epoch":null}',
    '\u0000',
  ];
  for (const text of [...bad, '['.repeat(30_000), `${'{"t":'.repeat(10_000)}1${'}'.repeat(10_000)}`]) {
    const line = await openLine(server, owner);
    line.socket.send(text);
    expect(await line.closed, text.slice(0, 40)).toBe(4400);
  }
  const line = await openLine(server, owner);
  const { conversation } = await playScene(server);
  const command = newCommand('message.send', { conversation, text: 'words', lastSeen: 0 });
  const invalid = { status: 'rejected', rejection: { reason: 'invalid' } };
  for (const wrong of [
    { ...command, payload: { conversation, text: 7, lastSeen: 0 } },
    { ...command, type: 'message.shout' },
    { ...command, writtenAt: 'now' },
    { ...command, payload: { conversation: 'none', text: 'words', lastSeen: -1 } },
  ]) {
    expect(await line.command(wrong as typeof command)).toMatchObject(invalid);
    expect(await post(server, owner, wrong as typeof command)).toMatchObject(invalid);
  }
  expect(line.isOpen()).toBe(true);
  line.end();
});

test('CMD8 a text of exactly 8 KB is taken, one byte more is too long, and blanks are empty, through both doors', async () => {
  const { conversation, visitor } = await playScene(server);
  const line = await openLine(server, visitor);
  const say = (text: string) => newCommand('message.send', { conversation, text, lastSeen: 0 });
  const doors = [line.command, (command: ReturnType<typeof say>) => post(server, visitor, command)];
  for (const door of doors) {
    expect(await door(say('ł'.repeat(TEXT_BYTES / 2)))).toMatchObject({ status: 'accepted' });
    expect(await door(say(`${'ł'.repeat(TEXT_BYTES / 2)}x`))).toEqual({
      status: 'rejected',
      rejection: { reason: 'too-long' },
    });
    expect(await door(say(' \n\t '))).toEqual({ status: 'rejected', rejection: { reason: 'empty' } });
  }
  line.end();
});

test('WIRE6 a visitor may give 20 commands at once over all doors together; people are not counted', async () => {
  const { conversation, visitor } = await playScene(server);
  const line = await openLine(server, visitor);
  const say = (n: number) => newCommand('message.send', { conversation, text: `m${n}`, lastSeen: 0 });
  // Two of the twenty went into the scene.
  for (let n = 0; n < 9; n += 1) expect(await line.command(say(n))).toMatchObject({ status: 'accepted' });
  const answers = await postCommands(
    server,
    visitor,
    Array.from({ length: 14 }, (_, n) => say(9 + n)),
  );
  const taken = statuses(answers).filter((status) => status === 'accepted').length;
  // One more every half second, as long as this test runs.
  expect(taken).toBeGreaterThanOrEqual(9);
  expect(taken).toBeLessThan(14);
  expect(statuses(answers).slice(taken)).toEqual(Array.from({ length: 14 - taken }, () => 'retry'));
  expect(answers.at(-1)?.result).toMatchObject({ status: 'retry', after: expect.any(Number) as number });
  expect(await line.command(newCommand('cursor.advance', { conversation, delivered: 1, seen: 1 }))).toMatchObject({
    status: 'accepted',
  });
  line.end();
  const notes = Array.from({ length: 40 }, (_, n) => newCommand('note.add', { conversation, text: `n${n}` }));
  expect(new Set(statuses(await postCommands(server, owner, notes)))).toEqual(new Set(['accepted']));
});

test('WIRE6 OUT3 a visitor who writes too much loses nothing: the device waits and sends the rest in order', async () => {
  const visitor = newVisitor();
  const { conversation } = await playScene(server, { visitor });
  const device = createDevice({ origin: server.origin, namespace: 'visitor-shop', token: visitor.token });
  const { client } = device.open();
  const written: CommandId[] = [];
  for (let n = 0; n < 26; n += 1)
    written.push(
      (await client.outbox.add('message.send', { conversation, text: `m${n}`, lastSeen: 0 })).row.command.id,
    );
  await until('all has left', () => client.outbox.current.length === 0, 15_000);
  const mine = readEntries(server).filter(({ id }) => written.includes(id));
  expect(mine.map(({ id }) => id)).toEqual(written);
  await client.close();
});

test('WIRE6 a client that does not listen to the limit is closed with 4429', async () => {
  const visitor = newVisitor();
  const { conversation } = await playScene(server, { visitor });
  const line = await openLine(server, visitor);
  for (let n = 0; n < 1_100; n += 1)
    line.say({ t: 'command', command: newCommand('message.send', { conversation, text: 'again', lastSeen: 0 }) });
  expect(await line.closed).toBe(4429);
});

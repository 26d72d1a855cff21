import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { conversationDocument, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readTeam } from '#schema/docs/team-document.ts';
import { encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import { PROTOCOL } from '#schema/wire/protocol.ts';
import { manualTime } from '../testing/manual-time.ts';
import {
  closeCode,
  connect,
  openSocket,
  startConversation,
  syncMessage,
  textsIn,
  type TestClient,
} from '../testing/test-client.ts';
import { newId, openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet;
afterEach(() => street.close());

const channelOf = (client: TestClient): number =>
  client.received.flatMap((frame) => (frame.t === 'opened' ? [frame.channel] : [])).at(-1) ?? 0;

const opened = (socket: ReturnType<typeof openSocket>): Promise<void> =>
  new Promise((resolve) => socket.once('open', () => resolve()));

test('WIRE2 no hello within five seconds closes with 4508, which is not final: the hello may be stuck on the line', async () => {
  const time = manualTime();
  street = await openTestStreet(time);
  const socket = openSocket(street.port, '/sync', 'visitor.ann');
  await opened(socket);
  const code = closeCode(socket);
  time.pass(5_000);
  expect(await code).toBe(4508);
});

test('WIRE2 another protocol closes with 4426, anything before hello and what is no frame with 4400', async () => {
  street = await openTestStreet();
  const codeAfter = async (...frames: (string | Uint8Array)[]): Promise<number> => {
    const socket = openSocket(street.port, '/sync', 'visitor.ann');
    await opened(socket);
    for (const frame of frames) socket.send(frame);
    return closeCode(socket);
  };
  const hello = JSON.stringify({ t: 'hello', protocol: 2, device: 'a test device' });
  for (const protocol of [0, 1, PROTOCOL + 1, 99])
    expect(await codeAfter(JSON.stringify({ t: 'hello', protocol, device: 'a test device' }))).toBe(4426);
  expect(await codeAfter(JSON.stringify({ t: 'ping', n: 1 }))).toBe(4400);
  expect(await codeAfter('{')).toBe(4400);
  expect(await codeAfter(Uint8Array.of(1, 0, 0))).toBe(4400);
  expect(await codeAfter(hello, '{"t":"dance"}')).toBe(4400);
  expect(await codeAfter(hello, Uint8Array.of(1, 0, 0, 9))).toBe(4400);
  expect(await codeAfter(hello, hello)).toBe(4400);
});

test.each([2, PROTOCOL])('WIRE2 a client of protocol %i is welcomed in its own', async (protocol) => {
  street = await openTestStreet();
  const socket = openSocket(street.port, '/sync', 'visitor.ann');
  await opened(socket);
  const told = new Promise<string>((resolve) => socket.once('message', (data: Buffer) => resolve(String(data))));
  socket.send(JSON.stringify({ t: 'hello', protocol, device: 'a test device' }));
  expect(JSON.parse(await told)).toMatchObject({ t: 'welcome', protocol });
  socket.close();
});

test('WIRE3 a frame over the limit closes with 4413: 64 KB for a visitor, 256 KB for a person', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  visitor.socket.send('x'.repeat(64 * 1024 + 1));
  expect(await visitor.closed).toBe(4413);
  const operator = await connect(street, 'operator.operator');
  operator.socket.send(JSON.stringify({ t: 'ping', n: 1, padding: 'x'.repeat(100 * 1024) }));
  await operator.until(() => operator.received.some((frame) => frame.t === 'pong'));
  operator.socket.send('x'.repeat(256 * 1024 + 1));
  expect(await operator.closed).toBe(4413);
});

test('WIRE4 a socket that answers nothing for thirty seconds is ended; one that answers stays', async () => {
  const time = manualTime();
  street = await openTestStreet(time);
  const alive = await connect(street, 'operator.operator');
  const dead = openSocket(street.port, '/sync', 'operator.other', { autoPong: false });
  await opened(dead);
  dead.send(JSON.stringify({ t: 'hello', protocol: 2, device: 'a test device' }));
  await new Promise((resolve) => dead.once('message', resolve));
  const code = closeCode(dead);
  let n = 0;
  const pass = async (): Promise<void> => {
    const pinged = new Promise((resolve) => alive.socket.once('ping', resolve));
    time.pass(15_000);
    await pinged;
    alive.say({ t: 'ping', n: ++n });
    await alive.until(() => alive.received.some((frame) => frame.t === 'pong' && frame.n === n));
  };
  await pass();
  await pass();
  expect(await code).toBe(1006);
  expect(alive.socket.readyState).toBe(alive.socket.OPEN);
});

test('WIRE5 the bearer is not echoed, and neither it nor any text stands in the log', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.secret-token');
  expect(visitor.socket.protocol).toBe('holdline.v1');
  const conversation = await startConversation(visitor);
  await visitor.command('message.send', { conversation, text: 'a private word', lastSeen: 0 });
  visitor.socket.send('{ a private word');
  await visitor.closed;
  await street.stop();
  expect(street.logLines.join('')).not.toMatch(/secret-token|private word/);
});

test('a command that no schema takes is refused, so that the outbox goes on', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const id = newId();
  visitor.say({ t: 'command', command: { id, type: 'message.send', writtenAt: 1, payload: { text: 5 } } });
  await visitor.until(() => visitor.received.some((frame) => frame.t === 'result' && frame.id === id));
  expect(visitor.received.at(-1)).toMatchObject({ result: { status: 'rejected', rejection: { reason: 'invalid' } } });
});

test('a socket of nobody is closed with 4401; one with a cookie from another page with 4403', async () => {
  street = await openTestStreet();
  const host = `127.0.0.1:${street.port}`;
  const withCookie = (origin?: string): ReturnType<typeof openSocket> =>
    openSocket(street.port, '/sync', null, { headers: { cookie: 'operator.operator', ...(origin && { origin }) } });
  expect(await closeCode(openSocket(street.port, '/sync', 'nobody'))).toBe(4401);
  expect(await closeCode(withCookie('https://elsewhere.example'))).toBe(4403);
  expect(await closeCode(withCookie())).toBe(4403);
  const own = withCookie(`http://${host}`);
  await opened(own);
  own.send(JSON.stringify({ t: 'hello', protocol: 2, device: 'a test device' }));
  await new Promise((resolve) => own.once('message', resolve));
});

test('a person whose session was ended is sent away with 4401, others stay', async () => {
  street = await openTestStreet();
  const operator = await connect(street, 'operator.operator');
  const other = await connect(street, 'operator.other');
  street.people.revoke('operator');
  expect(await operator.closed).toBe(4401);
  other.say({ t: 'ping', n: 1 });
  await other.until(() => other.received.some((frame) => frame.t === 'pong'));
});

test('DOC6 writes to a document that only the server writes change nothing, are counted, and the fifth closes with 4422', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await visitor.command('message.send', { conversation, text: 'mine', lastSeen: 0 });
  const reader = await connect(street, 'operator.operator');
  const doc = await reader.open(conversationDocument(conversation));
  await visitor.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  const before = Y.encodeStateAsUpdate(doc);
  const forged = new Y.Doc();
  forged.clientID = 1;
  forged.getArray('messages').push([{ seq: 1, text: 'forged' }]);
  const channel = channelOf(visitor);
  const write = (step: number, bytes: Uint8Array): void =>
    visitor.socket.send(encodeDocumentFrame(channel, syncMessage(step, bytes)));
  for (let index = 0; index < 10; index += 1) write(1, Uint8Array.of(0, 0));
  visitor.socket.send(encodeDocumentFrame(channel, Uint8Array.of(1, 2, 3, 4)));
  for (let index = 0; index < 4; index += 1) write(index % 2 === 0 ? 1 : 2, Y.encodeStateAsUpdate(forged));
  visitor.say({ t: 'ping', n: 1 });
  await visitor.until(() => visitor.received.some((frame) => frame.t === 'pong'));
  write(2, Y.encodeStateAsUpdate(forged));
  expect(await visitor.closed).toBe(4422);
  expect(await street.counted('holdline_dropped_writes_total')).toBe(5);
  const again = await connect(street, 'operator.other');
  const fresh = await again.open(conversationDocument(conversation));
  expect(typeof fresh === 'number' ? fresh : Y.encodeStateAsUpdate(fresh)).toEqual(before);
});

test('a visitor has at most twenty documents open on a socket', async () => {
  street = await openTestStreet({ visitorRate: { burst: 100, window: 1_000, aDay: 1_000 } });
  const visitor = await connect(street, 'visitor.ann');
  for (let index = 0; index < 20; index += 1) {
    const conversation = await startConversation(visitor);
    expect(await visitor.open(conversationDocument(conversation))).toBeInstanceOf(Y.Doc);
  }
  const conversation = await startConversation(visitor);
  expect(await visitor.open(conversationDocument(conversation))).toBe(4429);
});

test('typing goes to the other readers of the conversation, stamped with who it is, at most once a second', async () => {
  const time = manualTime();
  street = await openTestStreet(time);
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const operator = await connect(street, 'operator.operator');
  await visitor.open(conversationDocument(conversation));
  await operator.open(conversationDocument(conversation));
  visitor.say({ t: 'typing', conversation });
  visitor.say({ t: 'typing', conversation });
  const heard = (): number => operator.received.filter((frame) => frame.t === 'typing').length;
  await operator.until(() => heard() === 1);
  time.pass(1_000);
  visitor.say({ t: 'typing', conversation });
  await operator.until(() => heard() === 2);
  expect(operator.received.at(-1)).toMatchObject({ by: { kind: 'visitor' } });
  expect(visitor.received.some((frame) => frame.t === 'typing')).toBe(false);
});

test('the team shows who has a socket open, and who was added', async () => {
  street = await openTestStreet();
  const operator = await connect(street, 'operator.operator');
  const team = await operator.open(TEAM_DOCUMENT);
  if (typeof team === 'number') throw new Error(`refused with ${team}`);
  const isOnline = (name: string): boolean =>
    [...readTeam(team).values()].some((one) => one.name === name && one.online);
  expect([isOnline('operator'), isOnline('other')]).toEqual([true, false]);
  const other = await connect(street, 'operator.other');
  await operator.until(() => isOnline('other'));
  await other.close();
  await operator.until(() => !isOnline('other'));
  const owner = await connect(street, 'operator.owner');
  const person = { name: 'New', email: 'new@example.com', role: 'operator', password: 'long enough' } as const;
  expect(await owner.command('operator.add', person)).toMatchObject({ status: 'accepted' });
  await operator.until(() => [...readTeam(team).values()].some((one) => one.name === 'New'));
  expect(await owner.command('operator.add', person)).toMatchObject({ rejection: { reason: 'address-in-use' } });
});

test('RUN3 draining commits what waits, says bye and closes with 1012', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const doc = await visitor.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  const result = visitor.command('message.send', { conversation, text: 'last', lastSeen: 0 });
  await result;
  const stopping = street.stop();
  expect(await visitor.closed).toBe(1012);
  await stopping;
  expect(visitor.received.at(-1)).toMatchObject({ t: 'bye' });
  expect(textsIn(doc)).toEqual(['last']);
  expect(street.street.isReady()).toBe(false);
});

test('WIRE7 the seventeenth socket of a visitor is sent away to come back, from whatever address; another visitor is not', async () => {
  street = await openTestStreet();
  const { port } = street;
  const sockets = Array.from({ length: 16 }, (_, index) =>
    openSocket(port, '/sync', 'visitor.crowd', { headers: { 'x-forwarded-for': `10.0.0.${index}` } }),
  );
  await Promise.all(sockets.map(opened));
  expect(await closeCode(openSocket(port, '/sync', 'visitor.crowd'))).toBe(1013);
  const other = await connect(street, 'visitor.other');
  expect(other.received.length).toBeGreaterThan(0);
  for (const socket of sockets) socket.terminate();
});

test('WIRE7 a visitor whose socket floods us is sent away with 1013', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.flood');
  for (let n = 0; n < 1_000; n += 1) visitor.say({ t: 'ping', n });
  expect(await visitor.closed).toBe(1013);
});

test('OPS6 a replica that is ahead of its document is told to begin anew, and so is nobody else', async () => {
  street = await openTestStreet();
  const [visitor, operator] = [await connect(street, 'visitor.ann'), await connect(street, 'operator.operator')];
  const conversation = await startConversation(visitor);
  const document = conversationDocument(conversation);
  await visitor.open(document);
  await operator.open(document);
  // Client 1, which only the server is, and more items of it than there are.
  visitor.socket.send(encodeDocumentFrame(channelOf(visitor), syncMessage(0, Uint8Array.of(1, 1, 100))));
  await visitor.until(() => visitor.received.some((frame) => frame.t === 'closed' && frame.code === 4409));
  await visitor.command('message.send', { conversation, text: 'still here', lastSeen: 0 });
  await operator.until(() => textsIn(operator.replica(document)).includes('still here'));
  expect(operator.received.filter((frame) => frame.t === 'closed')).toEqual([]);
  expect(visitor.socket.readyState).toBe(visitor.socket.OPEN);
});

test('WIRE6 sixty messages of a visitor who was offline all come through the limit, however often they are told to wait', async () => {
  const time = manualTime();
  street = await openTestStreet(time);
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  let waiting = Array.from({ length: 60 }, (_, index) => ({ id: newId(), text: `message ${index}` }));
  for (let rounds = 0; waiting.length > 0 && rounds < 100; rounds += 1) {
    const answers = await Promise.all(
      waiting.map(({ id, text }) => visitor.command('message.send', { conversation, text, lastSeen: 0 }, id)),
    );
    waiting = waiting.filter((_, index) => answers[index]?.status === 'retry');
    time.pass(600);
  }
  const doc = await visitor.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  expect(textsIn(doc)).toEqual(Array.from({ length: 60 }, (_, index) => `message ${index}`));
});

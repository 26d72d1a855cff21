import { Duplex } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { createFlusher, createLine } from '../listen/line.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, startConversation, textsIn, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';
import { publishUpdate, type ReadableDocument, type Reader } from './reader.ts';

const ANN = visitorActor('ann');

let street: TestStreet | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const replicaOf = async (client: TestClient, document: string): Promise<Y.Doc> => {
  const opened = await client.open(document);
  if (typeof opened === 'number') throw new Error(`refused with ${opened}`);
  return opened;
};

test('PUB1 the author gets the update before the acknowledgement', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await visitor.open(conversationDocument(conversation));
  for (let index = 0; index < 5; index += 1) {
    const from = visitor.received.length;
    await visitor.command('message.send', { conversation, text: `${index}`, lastSeen: 0 });
    expect(visitor.received.slice(from).map((frame) => frame.t)).toEqual(['sync', 'result']);
  }
});

test('PUB2 one frame is built for all readers of one shape', () => {
  const frames: { readonly shape: Reader['shape']; readonly frame: Buffer }[] = [];
  const reader = (shape: Reader['shape']): Reader => ({
    shape,
    push: (frame) => void frames.push({ shape, frame }),
    pushEphemeral: () => true,
    closeDocument: () => undefined,
    missedCursors: () => undefined,
    actor: ANN,
  });
  const readers = new Set([reader('channel'), reader('bare'), reader('channel'), reader('bare')]);
  const document: ReadableDocument = {
    name: 'team',
    epoch: 'e',
    channel: 300,
    readers,
    conversation: null,
    diffSince: (vector) => vector,
  };
  publishUpdate(document, Uint8Array.of(1, 2, 3));
  expect(new Set(frames.map(({ frame }) => frame)).size).toBe(2);
  expect(frames.find(({ shape }) => shape === 'bare')?.frame).toEqual(Buffer.from([0x82, 6, 0, 2, 3, 1, 2, 3]));
  expect(frames.find(({ shape }) => shape === 'channel')?.frame).toEqual(
    Buffer.from([0x82, 8, 0xac, 0x02, 0, 2, 3, 1, 2, 3]),
  );
});

test('PUB3 a slow reader first loses what is ephemeral, then its socket, and what leaves in one turn is one write', async () => {
  const writes: number[] = [];
  let code: number | null = null;
  const socket = new Duplex({
    read: () => undefined,
    writev: (chunks: readonly { readonly chunk: Buffer }[]) =>
      void writes.push(chunks.reduce((bytes, { chunk }) => bytes + chunk.length, 0)),
    highWaterMark: 1,
  });
  const webSocket = { readyState: 1, OPEN: 1, close: (given: number) => (code = given) } as unknown as WebSocket;
  const line = createLine(webSocket, socket, createFlusher());
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  line.push(Buffer.alloc(10));
  line.push(Buffer.alloc(10));
  await turn();
  expect(writes).toEqual([20]);
  expect(line.pushEphemeral(Buffer.alloc(10))).toBe(true);
  line.push(Buffer.alloc(1024 * 1024));
  expect(line.pushEphemeral(Buffer.alloc(10))).toBe(false);
  await turn();
  expect(line.pushEphemeral(Buffer.alloc(10))).toBe(false);
  expect(code).toBe(null);
  line.push(Buffer.alloc(3 * 1024 * 1024));
  await turn();
  expect(code).toBe(1013);
});

test('PUB4 cursors never go back nor past the newest entry, and are told at most once in two seconds after the first', async () => {
  const time = manualTime();
  street = await openTestStreet(time);
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const operator = await connect(street, 'operator.operator');
  await operator.command('conversation.take', { conversation });
  await visitor.command('message.send', { conversation, text: 'a', lastSeen: 0 });
  await replicaOf(visitor, conversationDocument(conversation));
  const told = (client: TestClient) =>
    client.received.flatMap((frame) => (frame.t === 'cursors' ? Object.values(frame.cursors) : []));
  const advance = (delivered: number, seen: number) =>
    operator.command('cursor.advance', { conversation, delivered, seen });
  expect(await advance(2, 1)).toMatchObject({ status: 'accepted' });
  await visitor.until(() => told(visitor).length === 1);
  const second = advance(99, 3);
  const third = advance(1, 2);
  visitor.say({ t: 'ping', n: 1 });
  await visitor.until(() => visitor.received.some((frame) => frame.t === 'pong'));
  expect(told(visitor)).toHaveLength(1);
  operator.say({ t: 'ping', n: 1 });
  await operator.until(() => operator.received.some((frame) => frame.t === 'pong'));
  time.pass(2_000);
  expect((await Promise.all([second, third])).map((result) => result.status)).toEqual(['accepted', 'accepted']);
  expect(told(visitor)).toEqual([
    { delivered: 2, seen: 1, kind: 'operator' },
    { delivered: 3, seen: 3, kind: 'operator' },
  ]);
  const other = await connect(street, 'operator.other');
  await other.open(conversationDocument(conversation));
  await other.until(() => told(other).length === 1);
  expect(told(other)).toEqual([{ delivered: 3, seen: 3, kind: 'operator' }]);
});

test('DOC3 a document that cannot be loaded is refused with 1013 and not written, and others go on', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const damaged = await startConversation(visitor);
  const healthy = await startConversation(visitor);
  await visitor.command('message.send', { conversation: damaged, text: 'a', lastSeen: 0 });
  const { dataDir } = street as Awaited<ReturnType<typeof openTestStreet>>;
  await street.stop();
  street = await openTestStreet({
    dataDir,
    prepare: (connection) => connection.prepare('DELETE FROM entries WHERE seq = 1 AND document = 1').run(),
  });
  const again = await connect(street, 'visitor.ann');
  expect(await again.open(conversationDocument(damaged))).toBe(1013);
  const send = (conversation: typeof damaged) =>
    again.command('message.send', { conversation, text: 'b', lastSeen: 0 });
  expect(await send(damaged)).toMatchObject({ status: 'retry' });
  expect(await send(healthy)).toMatchObject({ status: 'accepted', seq: 2 });
  expect(street.connection.prepare('SELECT seq FROM entries WHERE document = 1').all()).toHaveLength(1);
});

test('DOC3 DOC5 a damaged snapshot is passed over: the entries give the same bytes under the same epoch', async () => {
  street = await openTestStreet({ idleBytes: 0, visitorRate: { burst: 1e3, window: 1_000, aDay: 1e3 } });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  for (let index = 0; index < 40; index += 1) {
    await visitor.command('message.send', { conversation, text: `${index}`, lastSeen: 0 });
  }
  const document = conversationDocument(conversation);
  const before = Y.encodeStateAsUpdate(await replicaOf(visitor, document));
  await visitor.close();
  const { dataDir } = street as Awaited<ReturnType<typeof openTestStreet>>;
  await street.stop();
  street = await openTestStreet({
    dataDir,
    prepare: (connection) => {
      expect(connection.prepare('SELECT seq FROM snapshots').all()).not.toEqual([]);
      connection.prepare('UPDATE snapshots SET bytes = ?').run(Uint8Array.of(9, 9, 9, 9));
    },
  });
  const again = await connect(street, 'visitor.ann');
  expect(Y.encodeStateAsUpdate(await replicaOf(again, document))).toEqual(before);
});

test('DOC5 a document that is unloaded after each use is the same to everybody', async () => {
  street = await openTestStreet({ idleBytes: 0, visitorRate: { burst: 1e3, window: 1_000, aDay: 1e3 } });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const document = conversationDocument(conversation);
  const channels = new Set<number>();
  const epochs = new Set<string>();
  let texts = 0;
  for (let round = 0; round < 3; round += 1) {
    for (let index = 0; index < 15; index += 1, texts += 1) {
      await visitor.command('message.send', { conversation, text: `${texts}`, lastSeen: 0 });
    }
    const reader = await connect(street, 'operator.operator');
    const replica = await replicaOf(reader, document);
    expect(textsIn(replica)).toHaveLength(texts);
    await visitor.command('message.send', { conversation, text: `${texts}`, lastSeen: 0 });
    texts += 1;
    await reader.until(() => textsIn(replica).length === texts);
    for (const frame of reader.received) {
      if (frame.t !== 'opened') continue;
      channels.add(frame.channel);
      epochs.add(frame.epoch);
    }
    await reader.close();
  }
  expect(epochs.size).toBe(1);
  // A new channel each time shows that it was unloaded in between.
  expect(channels.size).toBe(3);
});

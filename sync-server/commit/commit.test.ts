import { fork, type ChildProcess } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { uuidToBytes } from '#schema/ids.ts';
import { createEntryStore } from '../store/entry-store.ts';
import { connect, startConversation, textsIn, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, type TestStreet } from '../testing/test-street.ts';
import type { CommitOutcome, Writer } from './writer.ts';

let street: TestStreet | null = null;
let child: ChildProcess | null = null;
afterEach(async () => {
  child?.kill('SIGKILL');
  await street?.close();
  street = child = null;
});

const rowsOf = (open: TestStreet) =>
  open.connection
    .prepare<{ document: number; seq: number; command: Uint8Array }>(
      'SELECT document, seq, command FROM entries ORDER BY document, seq',
    )
    .all();

/** A writer that answers only when it is told to, and fails as it is told. */
function unsteadyWriter() {
  const plan: ('fail' | 'lose the answer' | 'wait')[] = [];
  let open: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  let failedGeneration = -1;
  const wrap = (writer: Writer): Writer => ({
    ...writer,
    commit: async (batch): Promise<CommitOutcome> => {
      const step = plan.shift();
      if (batch.generation <= failedGeneration) return { kind: 'failed', detail: 'behind a failed batch' };
      if (step === 'wait') {
        await new Promise<void>((resolve) => {
          open = resolve;
          arrive();
        });
      }
      if (step === 'fail') failedGeneration = batch.generation;
      if (step === 'fail') return { kind: 'failed', detail: 'SQLITE_FULL' };
      const outcome = await writer.commit(batch);
      if (step !== 'lose the answer') return outcome;
      failedGeneration = batch.generation;
      return { kind: 'failed', detail: 'the answer was lost' };
    },
  });
  return { plan, wrap, arrived, open: () => open() };
}

const said = (texts: readonly string[], visitor: TestClient, conversation: string) =>
  texts.map((text) => visitor.command('message.send', { conversation: conversation as never, text, lastSeen: 0 }));

test('COMMIT1 PUB1 while the commit is on its way nothing is acknowledged and nobody reads it', async () => {
  const writer = unsteadyWriter();
  street = await openTestStreet({ wrapWriter: writer.wrap });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const operator = await connect(street, 'operator.operator');
  writer.plan.push('wait');
  const results = said(['one'], visitor, conversation);
  await writer.arrived;
  const doc = await operator.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  expect(textsIn(doc)).toEqual([]);
  expect(visitor.received.filter((frame) => frame.t === 'result')).toHaveLength(1);
  writer.open();
  expect(await results[0]).toMatchObject({ status: 'accepted', seq: 2 });
  await operator.until(() => textsIn(doc).length === 1);
});

test('COMMIT2 one accepted command is one row, and seq counts from 1 without a gap', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await Promise.all(said(['a', 'b', 'c', ' ', 'd'], visitor, conversation));
  expect(rowsOf(street).map((row) => row.seq)).toEqual([1, 2, 3, 4, 5]);
});

test('COMMIT3 after one failure everything in the batch and behind it is decided anew, in order', async () => {
  const writer = unsteadyWriter();
  street = await openTestStreet({ wrapWriter: writer.wrap });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  writer.plan.push('fail');
  const results = await Promise.all(said(['a', 'b', 'c'], visitor, conversation));
  expect(results.map((result) => result.status)).toEqual(['accepted', 'accepted', 'accepted']);
  const doc = await visitor.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  expect(textsIn(doc)).toEqual(['a', 'b', 'c']);
  expect(rowsOf(street).map((row) => row.seq)).toEqual([1, 2, 3, 4]);
});

test('COMMIT3 a disk that goes on failing gives retry and not readiness, and nothing is there', async () => {
  const writer = unsteadyWriter();
  street = await openTestStreet({ wrapWriter: writer.wrap });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  writer.plan.push('fail', 'fail');
  const id = newId();
  const payload = { conversation, text: 'a', lastSeen: 0 };
  expect(await visitor.command('message.send', payload, id)).toMatchObject({ status: 'retry' });
  expect(street.street.isReady()).toBe(false);
  expect(rowsOf(street)).toHaveLength(1);
  expect(await visitor.command('message.send', payload, id)).toMatchObject({ status: 'accepted', seq: 2 });
  expect(street.street.isReady()).toBe(true);
});

test('COMMIT3 a failed start leaves no conversation behind', async () => {
  const writer = unsteadyWriter();
  street = await openTestStreet({ wrapWriter: writer.wrap });
  const visitor = await connect(street, 'visitor.ann');
  writer.plan.push('fail', 'fail');
  const conversation = await startConversation(visitor);
  expect(await visitor.open(conversationDocument(conversation))).toBe(4404);
  // Over another socket: on this one the order of the commands is kept.
  const again = await connect(street, 'visitor.ann');
  expect(await again.command('message.send', { conversation, text: 'a', lastSeen: 0 })).toMatchObject({
    rejection: { reason: 'not-found' },
  });
  expect(await again.command('conversation.start', { conversation, site: 'shop' })).toMatchObject({ seq: 1 });
});

test('CMD1 a command whose commit was not heard of finds its own doing when it comes again, and not everything done', async () => {
  const writer = unsteadyWriter();
  street = await openTestStreet({ wrapWriter: writer.wrap });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const operator = await connect(street, 'operator.operator');
  await operator.command('conversation.take', { conversation });
  writer.plan.push('lose the answer');
  const id = newId();
  expect(await operator.command('conversation.close', { conversation }, id)).toMatchObject({ seq: 3 });
  const first = await operator.command('conversation.close', { conversation }, id);
  expect(first).toMatchObject({ seq: 3 });
  await operator.command('conversation.reopen', { conversation });
  expect(await operator.command('conversation.close', { conversation }, id)).toEqual(first);
  expect(rowsOf(street).map((row) => row.seq)).toEqual([1, 2, 3, 4]);
  expect(street.connection.prepare('SELECT * FROM unchanged').all()).toEqual([]);
});

test('COMMIT3 CMD1 a commit whose answer was lost is found, told to readers, and counted once', async () => {
  const writer = unsteadyWriter();
  street = await openTestStreet({ wrapWriter: writer.wrap });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const doc = await visitor.open(conversationDocument(conversation));
  if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
  writer.plan.push('lose the answer');
  const results = await Promise.all(said(['a', 'b'], visitor, conversation));
  expect(results).toMatchObject([
    { status: 'accepted', seq: 2 },
    { status: 'accepted', seq: 3 },
  ]);
  expect(textsIn(doc)).toEqual(['a', 'b']);
  expect(rowsOf(street)).toHaveLength(3);
});

test('CMD1 the unique index is the last line: an id that the memory took for new is answered from its row', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const id = newId();
  const payload = { conversation, text: 'once', lastSeen: 0 };
  const first = await visitor.command('message.send', payload, id);
  // Another life wrote the same command under another id of ours: what a device with a wrong clock amounts to.
  const stolen = newId();
  street.connection
    .prepare('UPDATE entries SET command = ? WHERE command = ?')
    .run(uuidToBytes(stolen), uuidToBytes(id));
  const results = await Promise.all([
    ...said(['before'], visitor, conversation),
    visitor.command('message.send', payload, stolen),
    ...said(['after'], visitor, conversation),
  ]);
  expect(results).toEqual([expect.objectContaining({ seq: 3 }), first, expect.objectContaining({ seq: 4 })]);
  expect(rowsOf(street).map((row) => row.seq)).toEqual([1, 2, 3, 4]);
});

test('COMMIT4 after kill -9 under traffic and a restart every acknowledged command is there once, with its seq', async () => {
  // The child is a whole process of ours, so that the kill takes the writer thread and the page cache's owner with it.
  street = await openTestStreet();
  const { dataDir } = street as Awaited<ReturnType<typeof openTestStreet>>;
  await street.stop();
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < 3; round += 1) {
    const started = fork(new URL('../testing/street-process.ts', import.meta.url), [dataDir], { execArgv: [] });
    child = started;
    const port = await new Promise<number>((resolve) => started.once('message', (message) => resolve(Number(message))));
    const visitor = await connect({ port }, `visitor.ann${round}`);
    visitor.socket.on('error', () => undefined);
    const conversation = await startConversation(visitor);
    const enough = 150 + round * 67;
    await new Promise<void>((resolve) => {
      let count = 0;
      const next = (): void => {
        const id = newId();
        void visitor.command('message.send', { conversation, text: `${count}`, lastSeen: 0 }, id).then((result) => {
          if (result.status === 'accepted') acknowledged.set(id, result.seq);
          count += 1;
          if (count === enough) resolve();
          if (count < enough * 2) next();
        });
      };
      for (let index = 0; index < 8; index += 1) next();
    });
    const gone = new Promise((resolve) => started.once('exit', resolve));
    started.kill('SIGKILL');
    await gone;
  }
  street = await openTestStreet({ dataDir });
  const store = createEntryStore(street.connection);
  for (const [id, seq] of acknowledged) expect(store.findDecision(id as never)?.seq).toBe(seq);
  const rows = rowsOf(street);
  expect(new Set(rows.map((row) => Buffer.from(row.command).toString('hex'))).size).toBe(rows.length);
  const expected = new Map<number, number>();
  for (const { document, seq } of rows) {
    expect(seq).toBe((expected.get(document) ?? 0) + 1);
    expected.set(document, seq);
  }
  expect(acknowledged.size).toBeGreaterThan(600);
});

test('OUT3 what cannot be decided is put off at once, though others of its conversation are on their way to the disk', async () => {
  const writer = unsteadyWriter();
  let isReadable = true;
  street = await openTestStreet({
    wrapWriter: writer.wrap,
    prepare: (connection) => {
      const { prepare } = connection;
      Object.assign(connection, {
        prepare: (sql: string) => {
          const query = prepare(sql);
          const one: typeof query.one = (...values) => {
            if (!isReadable && sql.includes('FROM unchanged')) throw new Error('SQLITE_IOERR');
            return query.one(...values);
          };
          return { ...query, one };
        },
      });
    },
  });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  writer.plan.push('wait');
  const first = said(['one'], visitor, conversation);
  await writer.arrived;
  isReadable = false;
  // An old id is looked up.
  const old = '01600000-0000-7000-8000-000000000001';
  const payload = { conversation, text: 'two', lastSeen: 0 };
  expect(await visitor.command('message.send', payload, old)).toMatchObject({ status: 'retry' });
  expect(await Promise.all(said(['three'], visitor, conversation))).toMatchObject([{ status: 'retry' }]);
  isReadable = true;
  writer.open();
  expect(await Promise.all(first)).toMatchObject([{ status: 'accepted', seq: 2 }]);
  expect(await visitor.command('message.send', payload, old)).toMatchObject({ status: 'accepted', seq: 3 });
});

import { afterEach, expect, test } from 'vitest';
import * as v from 'valibot';
import { historyRequestSchema, type HistoryPage } from '#schema/http/history.ts';
import { createLog } from '../log.ts';
import { connect, startConversation } from '../testing/test-client.ts';
import { openTestStreet } from '../testing/test-street.ts';
import { createHistoryThread } from './history-thread.ts';

let street: Awaited<ReturnType<typeof openTestStreet>> | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const log = createLog('silent');

async function ask(path: string, words: string): Promise<HistoryPage> {
  const history = createHistoryThread(path, log);
  const page = await history.find(v.parse(historyRequestSchema, { words }));
  await history.close();
  return page;
}

test('HIST1 what goes over the street is found by the thread that searches, a moment later', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const operator = await connect(street, 'operator.operator');
  const conversation = await startConversation(visitor);
  await visitor.command('message.send', { conversation, text: 'Где мой заказ?', lastSeen: 0 });
  await operator.command('note.add', { conversation, text: 'заказ уехал' });
  const { path } = street;
  await expect.poll(async () => (await ask(path, 'заказы')).conversations[0]?.hits, { timeout: 8_000 }).toBe(2);
  expect((await ask(path, 'заказы')).conversations).toMatchObject([
    { id: conversation, state: 'waiting', messages: 1 },
  ]);
});

test('HIST1 COMMIT3 what the disk has although its commit was told as failed is found as well, without another word', async () => {
  let isUnheard = false;
  street = await openTestStreet({
    wrapWriter: (writer) => ({
      ...writer,
      commit: async (...order) => {
        const outcome = await writer.commit(...order);
        return isUnheard ? { kind: 'failed', detail: 'the answer was lost' } : outcome;
      },
    }),
  });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const { path } = street;
  const hits = async (words: string): Promise<number> => (await ask(path, words)).conversations[0]?.hits ?? 0;
  await visitor.command('message.send', { conversation, text: 'a kettle', lastSeen: 0 });
  await expect.poll(() => hits('kettle'), { timeout: 8_000 }).toBe(1);
  isUnheard = true;
  void visitor.command('message.send', { conversation, text: 'a teapot', lastSeen: 0 });
  await expect.poll(() => hits('teapot'), { timeout: 8_000 }).toBe(1);
});

test('DER2 after a crash the index takes in what was behind it, once', async () => {
  street = await openTestStreet();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  for (const text of ['first teapot', 'second teapot', 'third teapot'])
    await visitor.command('message.send', { conversation, text, lastSeen: 0 });
  const { path, dataDir } = street;
  const hits = async (): Promise<number | undefined> => (await ask(path, 'teapot')).conversations[0]?.hits;
  await expect.poll(hits, { timeout: 8_000 }).toBe(3);
  await street.stop();
  street = await openTestStreet({
    dataDir,
    prepare: (connection) => {
      // As if the process had been killed before it took in the last two, and after it had taken them in without saying so.
      connection.exec("UPDATE watermarks SET entry = 2 WHERE name = 'search'");
      connection.exec('DELETE FROM searchable WHERE id = 4; DELETE FROM searchable_words WHERE rowid = 4');
    },
  });
  await expect.poll(hits, { timeout: 8_000 }).toBe(3);
  const { n } = street.connection.prepare<{ n: number }>('SELECT count(*) AS n FROM searchable').one() ?? { n: 0 };
  expect(n).toBe(3);
});

test('HIST1 a question that the index cannot answer fails, and the next one is answered', async () => {
  street = await openTestStreet();
  const { path, connection } = street;
  const history = createHistoryThread(path, log);
  const request = v.parse(historyRequestSchema, { words: 'teapot' });
  expect((await history.find(request)).conversations).toEqual([]);
  connection.exec('ALTER TABLE participants RENAME TO moved; ALTER TABLE searchable RENAME TO away');
  await expect(history.find(request)).rejects.toThrow(/^the history cannot be searched: (?!.*teapot)/);
  connection.exec('ALTER TABLE moved RENAME TO participants; ALTER TABLE away RENAME TO searchable');
  expect((await history.find(request)).conversations).toEqual([]);
  await history.close();
});

import { afterEach, expect, test } from 'vitest';
import type { CommandId, VisitorId } from '#schema/ids.ts';
import type { CommitOutcome, Writer } from '../commit/writer.ts';
import type { Connection, Query } from '../store/database.ts';
import { connect, newConversation, startConversation } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet;
afterEach(() => street.close());

const [OFFICE, OTHER] = ['203.0.113.7', '203.0.113.8'];

/** What became of a command that this visitor gives from there. */
async function give(word: string, from: string, type: string, payload: object, id = newId()): Promise<string> {
  street.street.mayCall(visitorActor(word).id as VisitorId, from);
  const command = { id: id as CommandId, type, writtenAt: Date.now(), payload } as never;
  return (await street.street.submit(visitorActor(word), command)).status;
}
const begin = (word: string, from: string, conversation = newConversation(), id = newId()) =>
  give(word, from, 'conversation.start', { conversation, site: 'shop' }, id);
const tell = (word: string, from: string) => give(word, from, 'contact.update', { name: word });
const all = (count: number, one: (n: number) => Promise<string>) =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)));
const times = (statuses: readonly string[], status: string) => statuses.filter((one) => one === status).length;

test('WIRE7 new conversations of new tokens wait for their network, over either door; another network does not', async () => {
  street = await openTestStreet();
  const ann = await connect(street, 'visitor.ann', OFFICE);
  await startConversation(ann);
  const statuses = await all(140, (n) => begin(`v${n}`, OFFICE));
  expect(times(statuses, 'accepted')).toBe(119);
  expect(times(statuses, 'retry')).toBe(21);
  expect(await ann.command('conversation.start', { conversation: newConversation(), site: 'shop' })).toMatchObject({
    status: 'retry',
  });
  expect(await begin('elsewhere', OTHER)).toBe('accepted');
  const bob = await connect(street, 'visitor.bob', OTHER);
  await startConversation(bob);
});

test('WIRE7 so do the cards of new tokens without a conversation; a card and the first conversation of its visitor count as one', async () => {
  street = await openTestStreet();
  const cards = await all(100, (n) => tell(`v${n}`, OFFICE));
  expect(times(cards, 'accepted')).toBe(100);
  expect(times(await all(100, (n) => tell(`v${n}`, OFFICE)), 'accepted')).toBe(100);
  expect(times(await all(100, (n) => begin(`v${n}`, OFFICE)), 'accepted')).toBe(100);
  // The card behind the conversation.
  expect(times(await all(10, (n) => begin(`w${n}`, OFFICE)), 'accepted')).toBe(10);
  expect(times(await all(10, (n) => tell(`w${n}`, OFFICE)), 'accepted')).toBe(10);
  const more = await all(30, (n) => tell(`x${n}`, OFFICE));
  expect([times(more, 'accepted'), times(more, 'retry')]).toEqual([10, 20]);
  expect(await tell('elsewhere', OTHER)).toBe('accepted');
});

test('WIRE7 a repetition costs nothing, nor does what is refused', async () => {
  street = await openTestStreet();
  const [conversation, id] = [newConversation(), newId()];
  expect(times(await all(30, () => begin('ann', OFFICE, conversation, id)), 'accepted')).toBe(30 - 10);
  expect(times(await all(150, (n) => begin(`v${n}`, OFFICE, conversation)), 'rejected')).toBe(150);
  expect(times(await all(140, (n) => begin(`w${n}`, OFFICE)), 'accepted')).toBe(119);
});

test('WIRE7 DISK2 what the disk refused takes no place from what comes when it is well again', async () => {
  let isFull = true;
  const wrapWriter = (writer: Writer): Writer => ({
    ...writer,
    commit: (batch): Promise<CommitOutcome> =>
      isFull ? Promise.resolve({ kind: 'failed', detail: 'SQLITE_FULL' }) : writer.commit(batch),
  });
  street = await openTestStreet({ wrapWriter });
  for (let round = 0; round < 3; round += 1)
    expect(times(await all(100, (n) => begin(`v${n}`, OFFICE)), 'retry')).toBe(100);
  isFull = false;
  await expect.poll(() => street.street.isReady(), { timeout: 10_000 }).toBe(true);
  expect(times(await all(140, (n) => begin(`v${n}`, OFFICE)), 'accepted')).toBe(120);
});

test('WIRE7 DISK2 a card and its conversation count as one after a commit that failed too, whichever came first', async () => {
  let fails = true;
  let failed = 0;
  const wrapWriter = (writer: Writer): Writer => ({
    ...writer,
    commit: (batch): Promise<CommitOutcome> => {
      if (!fails) return writer.commit(batch);
      failed += 1;
      return Promise.resolve({ kind: 'failed', detail: 'SQLITE_IOERR' });
    },
  });
  street = await openTestStreet({ wrapWriter });
  const both = [
    all(25, (n) => tell(`v${n}`, OFFICE)),
    all(25, (n) => begin(`v${n}`, OFFICE)),
    all(25, (n) => begin(`w${n}`, OFFICE)),
    all(25, (n) => tell(`w${n}`, OFFICE)),
  ];
  await expect.poll(() => failed, { interval: 1 }).toBe(1);
  fails = false;
  expect(times((await Promise.all(both)).flat(), 'accepted')).toBe(100);
  expect(times(await all(100, (n) => begin(`x${n}`, OFFICE)), 'accepted')).toBe(120 - 50);
});

test('WIRE7 DISK4 what could not be decided because the disk could not be read takes no place', async () => {
  let reads = 0;
  let fails = true;
  const prepare = (connection: Connection): void => {
    const whole = connection.prepare;
    const counting = <Row>(sql: string): Query<Row> => {
      const query = whole<Row>(sql);
      if (!sql.includes('FROM documents WHERE name = ?')) return query;
      // Two reads find that there is no such conversation; at the third it is to be made.
      const one: Query<Row>['one'] = (...values) => {
        reads += 1;
        if (fails && reads % 3 === 0) throw new Error('SQLITE_IOERR_READ');
        return query.one(...values);
      };
      return { ...query, one };
    };
    Object.assign(connection, { prepare: counting });
  };
  street = await openTestStreet({ prepare });
  reads = 0;
  for (let n = 0; n < 100; n += 1) expect(await begin(`v${n}`, OFFICE)).toBe('retry');
  expect(reads).toBe(300);
  fails = false;
  expect(times(await all(140, (n) => begin(`w${n}`, OFFICE)), 'accepted')).toBe(120);
});

test('WIRE7 of what may not begin nothing stays in memory, whoever asks for it', async () => {
  street = await openTestStreet();
  await all(120, (n) => begin(`v${n}`, OFFICE));
  const loaded = await street.counted('holdline_documents_loaded');
  const refused = Array.from({ length: 200 }, () => newConversation());
  const eve = await connect(street, 'visitor.eve', OTHER);
  for (const [n, conversation] of refused.entries()) {
    expect(await begin(`w${n}`, OFFICE, conversation)).toBe('retry');
    expect(await eve.open(`conversation/${conversation}`)).toBe(4404);
  }
  expect(await street.counted('holdline_documents_loaded')).toBeLessThanOrEqual(loaded + 1);
});

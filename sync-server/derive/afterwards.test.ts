import { afterEach, expect, test } from 'vitest';
import { LEFT_AFTER } from '#schema/conversation/missed.ts';
import { INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet & { readonly dataDir: string };
let time: ReturnType<typeof manualTime>;
afterEach(() => street.close());

const DAY = 86_400_000;

async function open(dataDir?: string, later = 0): Promise<void> {
  time = manualTime();
  time.pass(later);
  street = await openTestStreet({ ...time, ...(dataDir !== undefined && { dataDir }) });
}

/** The line of the inbox, once it is so. */
async function until(client: TestClient, id: ConversationId, holds: (row: Summary) => boolean): Promise<Summary> {
  time.pass(500);
  const row = (): Summary | undefined => readInbox(client.replica(INBOX_DOCUMENT)).get(id);
  await client.until(() => {
    const found = row();
    return found !== undefined && holds(found);
  });
  return row() as Summary;
}

async function operatorWithInbox(): Promise<TestClient> {
  const operator = await connect(street, 'operator.operator');
  await operator.open(INBOX_DOCUMENT);
  return operator;
}

test('RATE2 RATE3 a rating is in the line of every desk, is changed by its visitor alone, and stays over a restart', async () => {
  await open();
  const operator = await operatorWithInbox();
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  await operator.command('conversation.take', { conversation: id });
  await operator.command('conversation.close', { conversation: id });
  await visitor.command('conversation.rate', { conversation: id, score: 2, comment: 'Slow' });
  expect(await until(operator, id, ({ rating }) => rating !== undefined)).toMatchObject({
    rating: { score: 2, comment: 'Slow' },
    state: 'closed',
  });
  for (const other of [operator, await connect(street, 'visitor.bob')])
    expect((await other.command('conversation.rate', { conversation: id, score: 5 })).status).toBe('rejected');
  await visitor.command('conversation.rate', { conversation: id, score: 5 });
  expect((await until(operator, id, ({ rating }) => rating?.score === 5)).rating).toEqual({ score: 5 });
  await street.stop();
  await open(street.dataDir);
  const again = await operatorWithInbox();
  expect((await until(again, id, () => true)).rating).toEqual({ score: 5 });
});

test('CALL1 CALL3 CALL5 who wants to be called is not missed when they go, stays in sight after the talk was closed and over a restart, until somebody has called', async () => {
  await open();
  const operator = await operatorWithInbox();
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  const when = time.clock.now() + 40 * DAY;
  await visitor.command('callback.ask', { conversation: id, phone: '+48 600 100 200', when });
  const asked = await until(operator, id, ({ callback }) => callback !== undefined);
  expect(asked).toMatchObject({ callback: { phone: '+48 600 100 200', when }, waitingSince: null, state: 'waiting' });
  await visitor.close();
  for (let left = LEFT_AFTER + 5_000, n = 1; left > 0; left -= 5_000, n += 1) {
    time.pass(5_000);
    operator.say({ t: 'ping', n });
    await operator.until(() => operator.received.some((frame) => frame.t === 'pong' && frame.n === n));
  }
  await operator.command('conversation.take', { conversation: id });
  await operator.command('conversation.close', { conversation: id });
  expect(await until(operator, id, ({ state }) => state === 'closed')).not.toHaveProperty('missed');
  await street.stop();
  await open(street.dataDir, 3 * DAY);
  const later = await operatorWithInbox();
  const callback = (await until(later, id, () => true)).callback?.id;
  await later.command('callback.done', { conversation: id, callback: callback as never, done: true });
  time.pass(500);
  await later.until(() => !readInbox(later.replica(INBOX_DOCUMENT)).has(id));
});

import { afterEach, expect, test } from 'vitest';
import { LEFT_AFTER, type Missed } from '#schema/conversation/missed.ts';
import { conversationDocument, INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet & { readonly dataDir: string };
let time: ReturnType<typeof manualTime>;
afterEach(() => street.close());

async function open(dataDir?: string): Promise<void> {
  time = manualTime();
  street = await openTestStreet({ ...time, ...(dataDir !== undefined && { dataDir }) });
}

const rowIn = (client: TestClient, id: ConversationId): Summary | undefined =>
  readInbox(client.replica(INBOX_DOCUMENT)).get(id);

let pings = 0;
/** Time passes, in which these clients, and no others, give signs of life. */
async function pass(ms: number, ...alive: readonly TestClient[]): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    time.pass(Math.min(5_000, left));
    for (const client of alive) {
      const n = (pings += 1);
      client.say({ t: 'ping', n });
      await client.until(() => client.received.some((frame) => frame.t === 'pong' && frame.n === n));
    }
  }
}

async function isMissed(client: TestClient, id: ConversationId, why: Missed | undefined): Promise<void> {
  await client.until(() => {
    // What was derived is told a moment later.
    time.pass(100);
    return JSON.stringify(rowIn(client, id)?.missed) === JSON.stringify(why);
  });
}

test('MISS1 MISS2 from words without an answer to the answer that reaches them when they come back', async () => {
  await open();
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  await visitor.command('message.send', { conversation, text: 'Is anybody there?', lastSeen: 0 });
  const operator = await connect(street, 'operator.operator');
  await operator.open(INBOX_DOCUMENT);
  await visitor.close();
  await pass(LEFT_AFTER - 5_000, operator);
  expect(rowIn(operator, conversation)?.missed).toBeUndefined();
  await pass(10_000, operator);
  await isMissed(operator, conversation, { how: 'left' });

  await operator.command('conversation.take', { conversation });
  await isMissed(operator, conversation, { how: 'left', by: 'operator' });
  await operator.command('message.send', { conversation, text: 'Yes', lastSeen: 2 });
  await operator.command('message.send', { conversation, text: 'Write when you are back', lastSeen: 2 });
  await isMissed(operator, conversation, { how: 'late', by: 'operator' });

  const back = await connect(street, 'visitor.ann');
  await back.open(conversationDocument(conversation));
  await back.command('cursor.advance', { conversation, delivered: 4, seen: 0 });
  await isMissed(operator, conversation, undefined);
  await back.close();
  await pass(LEFT_AFTER + 5_000, operator);
  await isMissed(operator, conversation, undefined);
});

test('MISS2 DER2 what was closed without an answer, and who lost the connection, are known after a restart', async () => {
  await open();
  const visitor = await connect(street, 'visitor.ann');
  const anna = await connect(street, 'operator.operator');
  const lost = await startConversation(visitor);
  const closed = await startConversation(visitor);
  for (const conversation of [lost, closed]) {
    await anna.command('conversation.take', { conversation });
    await visitor.command('message.send', { conversation, text: 'And now?', lastSeen: 0 });
  }
  await anna.command('conversation.close', { conversation: closed });
  await anna.close();
  await pass(70_000, visitor);
  const { dataDir } = street;
  await street.stop();
  await open(dataDir);
  const other = await connect(street, 'operator.other');
  await other.open(INBOX_DOCUMENT);
  await isMissed(other, closed, { how: 'closed', by: 'operator' });
  expect(rowIn(other, lost)).toMatchObject({ state: 'waiting' });
  expect(rowIn(other, lost)?.missed).toBeUndefined();
  await pass(LEFT_AFTER, other);
  await isMissed(other, lost, { how: 'left', by: 'operator', lost: true });
});

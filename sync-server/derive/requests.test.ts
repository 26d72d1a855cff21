import { afterEach, expect, test } from 'vitest';
import { LEFT_AFTER } from '#schema/conversation/missed.ts';
import { INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import type { Effect } from '#schema/conversation/entry.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { rowAfter, type ConversationRow } from './conversation-row.ts';
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

/** The line of the inbox, once it is so. */
async function until(client: TestClient, id: ConversationId, holds: (row: Summary) => boolean): Promise<Summary> {
  time.pass(500);
  await client.until(() => {
    const row = rowIn(client, id);
    return row !== undefined && holds(row);
  });
  return rowIn(client, id) as Summary;
}

const leave = (visitor: TestClient, conversation: ConversationId, text: string) =>
  visitor.command('message.send', { conversation, text, lastSeen: 0, request: true });

test('REQ3 REQ4 a request tells by what to reach who left it, is not missed when they go, and stays one over a restart', async () => {
  await open();
  const operator = await connect(street, 'operator.operator');
  await operator.open(INBOX_DOCUMENT);
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  await visitor.command('contact.update', { name: 'Ann', email: 'ann@example.com', phone: '' });
  await leave(visitor, id, 'Do you ship to Oslo?');
  const left = await until(operator, id, ({ request }) => request !== undefined);
  expect(left).toMatchObject({ name: 'Ann', request: { email: 'ann@example.com' }, state: 'waiting', assignee: null });
  expect(left.request).not.toHaveProperty('phone');
  await visitor.command('contact.update', { phone: '600 100 200' });
  await until(operator, id, ({ request }) => request?.phone === '600 100 200');

  await visitor.close();
  await pass(LEFT_AFTER + 5_000, operator);
  expect(rowIn(operator, id)).not.toHaveProperty('missed');
  await street.stop();
  await open(street.dataDir);
  const again = await connect(street, 'operator.operator');
  await again.open(INBOX_DOCUMENT);
  const kept = await until(again, id, ({ request }) => request !== undefined);
  expect(kept.request).toEqual({ email: 'ann@example.com', phone: '600 100 200' });
  await again.command('conversation.take', { conversation: id });
  await again.command('message.send', { conversation: id, text: 'We do.', lastSeen: 4 });
  const answered = await until(again, id, ({ answered: isAnswered }) => isAnswered === true);
  // They were away when it was left: an answer cannot come too late.
  expect(answered).not.toHaveProperty('missed');
});

test('REQ3 REQ4 words that somebody may answer at once end a request, and its end without an answer is no miss', async () => {
  await open();
  const operator = await connect(street, 'operator.operator');
  await operator.open(INBOX_DOCUMENT);
  const visitor = await connect(street, 'visitor.ann');
  const [talked, closed] = [await startConversation(visitor), await startConversation(visitor)];
  for (const id of [talked, closed]) {
    await leave(visitor, id, 'Call me');
    await until(operator, id, ({ request }) => request !== undefined);
  }
  await visitor.command('message.send', { conversation: talked, text: 'Are you there?', lastSeen: 0 });
  await until(operator, talked, ({ request }) => request === undefined);
  await operator.command('conversation.close', { conversation: closed });
  const done = await until(operator, closed, ({ state }) => state === 'closed');
  expect(done).not.toHaveProperty('missed');
  // It opens again as whatever it is left as.
  await leave(visitor, closed, 'And again');
  const back = await until(operator, closed, ({ state }) => state === 'waiting');
  expect(back).toMatchObject({ request: {}, assignee: null });
});

test('REQ3 a file beside a request makes and ends nothing, unless it opens what was closed', () => {
  const visitor = { kind: 'visitor', id: 'v', name: '' } as const;
  const file = { id: 'f' as CommandId, name: 'lid.jpg', type: 'image/jpeg', size: 9 } as const;
  const after = (...effects: readonly Effect[]) =>
    effects.reduce<ConversationRow | null>(
      (row, effect, index) =>
        rowAfter('c' as ConversationId, row, {
          seq: index + 1,
          at: index,
          id: `${index}` as CommandId,
          by: visitor,
          effect,
        }),
      null,
    )?.request;
  const started: Effect = { kind: 'started', visitor: 'v' as VisitorId, site: 'shop' };
  const left: Effect = { kind: 'said', text: 'Call me', request: true };
  expect(after(started, left)).toBe(true);
  expect(after(started, left, { kind: 'said', text: 'lid.jpg', file })).toBe(true);
  expect(after(started, { kind: 'said', text: 'lid.jpg', file })).toBeUndefined();
  expect(
    after(started, left, { kind: 'closed' }, { kind: 'said', text: 'lid.jpg', file, reopens: true }),
  ).toBeUndefined();
});

test('REQ7 what is left because nobody answered waits on as it did; it is a request from when its visitor has gone until they are back', async () => {
  await open();
  const operator = await connect(street, 'operator.operator');
  await operator.open(INBOX_DOCUMENT);
  const visitor = await connect(street, 'visitor.ann');
  const id = await startConversation(visitor);
  await visitor.command('contact.update', { email: 'ann@example.com' });
  await visitor.command('message.send', { conversation: id, text: 'ann@example.com', lastSeen: 0, request: 'late' });
  const waiting = await until(operator, id, ({ lastText }) => lastText === 'ann@example.com');
  expect([waiting.request, waiting.missed, waiting.waitingSince !== null]).toEqual([undefined, undefined, true]);
  await visitor.close();
  await pass(LEFT_AFTER + 5_000, operator);
  const left = await until(operator, id, ({ request }) => request !== undefined);
  expect([left.request, left.missed]).toEqual([{ email: 'ann@example.com' }, undefined]);
  const back = await connect(street, 'visitor.ann');
  await until(operator, id, ({ request }) => request === undefined);
  // Words that somebody may answer at once end it.
  await back.command('message.send', { conversation: id, text: 'Still there?', lastSeen: 0 });
  await back.close();
  await pass(LEFT_AFTER + 5_000, operator);
  const missed = await until(operator, id, (row) => row.missed !== undefined);
  expect(missed.request).toBeUndefined();
});

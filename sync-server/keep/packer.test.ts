import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import { verifyRows } from '../store/verify-rows.ts';
import { connect, startConversation, textsIn, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet } from '../testing/test-street.ts';
import type { KeepOrder } from '../commit/keep-orders.ts';
import type { Writer } from '../commit/writer.ts';
import { createPacker, type PackerDeps } from './packer.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
let street: Opened | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const DAY = 86_400_000;
const visitorRate = { burst: 1e3, window: 1_000, aDay: 1e3 };

const inDays = (days: number) => {
  const begun = performance.now();
  const start = Date.now() + days * DAY;
  return { now: () => Math.floor(start + performance.now() - begun) };
};

const count = ({ connection }: Pick<Opened, 'connection'>, table: string): number =>
  connection.prepare<{ count: number }>(`SELECT count(*) AS count FROM ${table}`).one()?.count ?? 0;

const bytesOf = async (client: TestClient, document: string): Promise<Uint8Array> => {
  const opened = await client.open(document);
  if (typeof opened === 'number') throw new Error(`refused with ${opened}`);
  return Y.encodeStateAsUpdate(opened);
};

test('KEEP3 CMD1 CMD4 CMD6 after its time a closed conversation is packed; it reads, answers, refuses, holds and goes on as before', async () => {
  const first = await openTestStreet({ visitorRate });
  street = first;
  const visitor = await connect(first, 'visitor.ann');
  const operator = await connect(first, 'operator.operator');
  const conversation = await startConversation(visitor);
  const said = newId();
  const hello = { conversation, text: 'hello', lastSeen: 0 };
  const accepted = await visitor.command('message.send', hello, said);
  for (let index = 0; index < 40; index += 1)
    await visitor.command('message.send', { conversation, text: `${index}`, lastSeen: 0 });
  await operator.command('conversation.take', { conversation });
  await operator.command('note.add', { conversation, text: 'a note' });
  await operator.command('message.send', { conversation, text: 'an answer', lastSeen: 40 });
  await operator.command('conversation.close', { conversation });
  const documents = [conversationDocument(conversation), deskDocument(conversation)];
  const before = await Promise.all(documents.map((document) => bytesOf(operator, document)));
  // Its entry is the newest of all, so that everything derived has taken in the others.
  await startConversation(visitor);
  await first.stop();

  const third = await openTestStreet({ dataDir: first.dataDir, visitorRate, clock: inDays(91) });
  street = third;
  await vi.waitFor(() => expect(count(third, 'packs')).toBe(2), 10_000);
  expect(count(third, 'entries')).toBe(1);
  expect(count(third, 'snapshots')).toBe(0);
  const again = await connect(third, 'visitor.ann');
  const back = await connect(third, 'operator.operator');
  const other = await connect(third, 'operator.other');
  expect(await Promise.all(documents.map((document) => bytesOf(back, document)))).toEqual(before);
  expect(await again.command('message.send', hello, said)).toEqual(accepted);
  expect(await again.command('message.send', { ...hello, text: 'bye' }, said)).toMatchObject({
    rejection: { reason: 'conflict' },
  });
  expect(await again.command('message.edit', { conversation, message: said as never, text: 'x' })).toMatchObject({
    rejection: { reason: 'too-late' },
  });
  const late = { conversation, text: 'late', lastSeen: 40, offline: true };
  expect(await other.command('message.send', late)).toMatchObject({
    status: 'held',
    changes: [{}, { text: 'an answer' }, {}],
  });

  await again.command('message.send', { conversation, text: 'me again', lastSeen: 0 });
  await back.command('conversation.take', { conversation });
  await back.command('conversation.close', { conversation });
  const all = await bytesOf(back, documents[0] ?? '');
  expect(textsIn(back.replica(documents[0] ?? '')).at(-1)).toBe('me again');
  await startConversation(again);
  await third.stop();

  const fourth = await openTestStreet({ dataDir: first.dataDir, clock: inDays(185) });
  street = fourth;
  await vi.waitFor(() => expect(count(fourth, 'entries')).toBe(2), 10_000);
  const last = await connect(fourth, 'operator.operator');
  expect(await bytesOf(last, documents[0] ?? '')).toEqual(all);
  expect([...verifyRows(fourth.connection)].at(-1)?.findings).toEqual([]);
});

test('KEEP3 packing goes on in small orders while nobody waits, then rests for an hour, and never when it is set to never', async () => {
  let now = 1_000 * DAY;
  let isIdle = true;
  let days: number | null = 90;
  const orders: Extract<KeepOrder, { readonly kind: 'pack' }>[] = [];
  const closed = Array.from({ length: 10 }, (_, index) => ({ closedAt: index, id: `c${index}` }));
  const deps: Omit<PackerDeps, 'writer' | 'store'> & {
    readonly writer: Pick<Writer, 'keep'>;
    readonly store: {
      readonly toPack: (before: number, after: { readonly closedAt: number }, limit: number) => unknown;
    };
  } = {
    store: {
      toPack: (before, after, limit) =>
        closed.filter(({ closedAt }) => closedAt <= before && closedAt > after.closedAt).slice(0, limit),
    },
    writer: {
      keep: (order) => {
        if (order.kind === 'pack') orders.push(order);
        // A commit comes in behind the second order.
        isIdle = orders.length !== 2;
        return Promise.resolve(0);
      },
    },
    settings: () => ({ packAfterDays: days }),
    clock: { now: () => now },
    isIdle: () => isIdle,
  };
  const packer = createPacker(deps as unknown as PackerDeps);
  await packer.step();
  expect(orders.map(({ conversations, closedBefore }) => [conversations.length, closedBefore])).toEqual([
    [4, 910 * DAY],
    [4, 910 * DAY],
  ]);
  isIdle = true;
  await packer.step();
  expect(orders.flatMap(({ conversations }) => conversations)).toEqual(closed.map(({ id }) => id));
  now += 3_599_999;
  await packer.step();
  expect(orders).toHaveLength(3);
  now += 1;
  days = null;
  await packer.step();
  expect(orders).toHaveLength(3);
  days = 90;
  await packer.step();
  expect(orders).toHaveLength(6);
});

import { expect, test } from 'vitest';
import type { CommandId, VisitorId } from '#schema/ids.ts';
import { connect, newConversation, startConversation } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor } from '../testing/test-street.ts';
import { createRateLimit, VISITOR_RATE } from './rate-limit.ts';

test('WIRE6 twenty commands at once, then one every half second, and until then everything waits', () => {
  let now = 1_000_000;
  const limit = createRateLimit(VISITOR_RATE, () => now);
  for (let index = 0; index < 20; index += 1) expect(limit.take('ann')).toBe(0);
  expect(limit.take('ann')).toBe(500);
  now += 499;
  expect(limit.take('ann')).toBe(1);
  now += 1;
  expect(limit.take('ann')).toBe(0);
  expect(limit.take('ann')).toBe(500);
  expect(limit.take('bob')).toBe(0);
});

test('WIRE6 two thousand a day, then the rest of the day', () => {
  let now = 1_000_000;
  const limit = createRateLimit(VISITOR_RATE, () => now);
  const start = now;
  for (let index = 0; index < 2_000; index += 1) {
    expect(limit.take('ann')).toBe(0);
    now += 500;
  }
  expect(limit.take('ann')).toBe(start + 86_400_000 - now);
  now = start + 86_400_000;
  expect(limit.take('ann')).toBe(0);
});

test('WIRE6 a refused command is answered with retry and a time, and is taken afterwards', async () => {
  let now = 1_700_000_000_000;
  const visitorRate = { burst: 2, window: 10_000, aDay: 100 };
  const street = await openTestStreet({ visitorRate, clock: { now: () => now } });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const send = (id: string) => visitor.command('message.send', { conversation, text: 'a', lastSeen: 0 }, id);
  expect(await send(newId())).toMatchObject({ status: 'accepted' });
  const id = newId();
  expect(await send(id)).toEqual({ status: 'retry', after: 5_000 });
  now += 4_999;
  expect(await send(id)).toEqual({ status: 'retry', after: 1 });
  now += 1;
  expect(await send(id)).toMatchObject({ status: 'accepted' });
  await street.close();
});

test('WIRE7 new conversations of new tokens wait for their network, over either door; another network does not', async () => {
  const street = await openTestStreet();
  const [office, other] = ['203.0.113.7', '203.0.113.8'];
  const ann = await connect(street, 'visitor.ann', office);
  await startConversation(ann);
  const begin = async (word: string, from: string) => {
    const { id } = visitorActor(word);
    street.street.mayCall(id as VisitorId, from);
    const payload = { conversation: newConversation(), site: 'shop' };
    const command = { id: newId() as CommandId, type: 'conversation.start', writtenAt: 1, payload } as const;
    return (await street.street.submit(visitorActor(word), command)).status;
  };
  const statuses = await Promise.all(Array.from({ length: 140 }, (_, n) => begin(`v${n}`, office)));
  expect(statuses.filter((status) => status === 'accepted')).toHaveLength(119);
  expect(statuses.filter((status) => status === 'retry')).toHaveLength(21);
  expect(await ann.command('conversation.start', { conversation: newConversation(), site: 'shop' })).toMatchObject({
    status: 'retry',
  });
  expect(await begin('elsewhere', other)).toBe('accepted');
  const bob = await connect(street, 'visitor.bob', other);
  await startConversation(bob);
  await street.close();
});

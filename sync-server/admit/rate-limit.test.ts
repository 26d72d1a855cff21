import { expect, test } from 'vitest';
import { connect, startConversation } from '../testing/test-client.ts';
import { newId, openTestStreet } from '../testing/test-street.ts';
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

test('WIRE6 who has given a handful is forgotten once there is nothing to know of them; of whom the day counts is not', () => {
  let now = 1_000_000;
  const limit = createRateLimit({ burst: 4, window: 1_000, aDay: 6 }, () => now);
  const takes = (who: string, times: number): boolean =>
    Array.from({ length: times }, () => limit.take(who)).every((after) => after === 0);
  expect(takes('ann', 4)).toBe(true);
  expect(takes('bob', 4)).toBe(true);
  now += 1_000;
  expect(takes('bob', 1)).toBe(true);
  now += 1_000;
  for (let n = 0; n < 10_000; n += 1) limit.take(`flood ${n}`);
  // Of her day nothing is counted any more.
  expect(takes('ann', 4)).toBe(true);
  now += 1_000;
  expect(takes('ann', 2)).toBe(true);
  expect(takes('bob', 1)).toBe(true);
  expect(takes('bob', 1)).toBe(false);
});

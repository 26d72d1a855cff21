import { afterEach, expect, test } from 'vitest';
import { connect, type TestClient } from '../testing/test-client.ts';
import { manualTime } from '../testing/manual-time.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet | null = null;
afterEach(() => street?.close());

/** A sign of life, so that time may pass without the line being taken for dead. */
async function live(client: TestClient, n: number): Promise<void> {
  client.say({ t: 'ping', n });
  await client.until(() => client.received.some((frame) => frame.t === 'pong' && frame.n === n));
}

test('AUTH4 the socket of a session whose time is over goes within a minute, though nobody ended it; others stay', async () => {
  const time = manualTime();
  street = await openTestStreet(time);
  const ended = await connect(street, 'operator.operator');
  const other = await connect(street, 'operator.other');
  const visitor = await connect(street, 'visitor.ann');
  street.people.expire('operator');
  let isClosed = false;
  void ended.closed.then(() => (isClosed = true));
  for (let n = 1; n <= 4 && !isClosed; n += 1) {
    time.pass(15_000);
    await Promise.all([live(other, n), live(visitor, n)]);
    if (n === 1) await live(ended, n);
  }
  expect(await ended.closed).toBe(4401);
  await Promise.all([live(other, 9), live(visitor, 9)]);
});

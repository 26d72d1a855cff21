import { expect, test } from 'vitest';
import { createKnownSessions, type FoundSession } from './known-sessions.ts';

function asked() {
  let time = 1_000_000;
  let asks = 0;
  const known = createKnownSessions(() => time);
  return {
    known,
    find: (shown: string, found: FoundSession | null) =>
      known.find(shown, () => {
        asks += 1;
        return Promise.resolve(found);
      }),
    asks: () => asks,
    pass: (ms: number) => void (time += ms),
    soon: () => time + 3_600_000,
  };
}

test('a session is looked up once in half a minute', async () => {
  const { find, asks, pass, soon } = asked();
  const session = { person: 'anna', expiresAt: soon() };
  expect(await find('token', session)).toBe('anna');
  expect(await find('token', session)).toBe('anna');
  expect(asks()).toBe(1);
  pass(30_001);
  expect(await find('token', null)).toBeNull();
  expect(asks()).toBe(2);
});

test('AUTH4 an ended session is forgotten at once, also while it is being looked up', async () => {
  const { known, find, soon } = asked();
  const session = { person: 'anna', expiresAt: soon() };
  await find('token', session);
  await find('other', { ...session, person: 'bert' });
  known.forget('anna');
  expect(await find('token', null)).toBeNull();
  expect(await find('other', null)).toBe('bert');

  const slow = Promise.withResolvers<FoundSession>();
  const first = known.find('token', () => slow.promise);
  known.forget('anna');
  slow.resolve(session);
  await first;
  expect(await find('token', null)).toBeNull();
});

test('AUTH4 a session is believed no longer than it lasts', async () => {
  const { find, pass, soon } = asked();
  const session = { person: 'anna', expiresAt: soon() - 3_600_000 + 10 };
  expect(await find('token', session)).toBe('anna');
  pass(10);
  expect(await find('token', session)).toBeNull();
});

test('who is nobody is not remembered, and neither is a heap of cookies', async () => {
  const { find, asks, soon } = asked();
  expect(await find('token', null)).toBeNull();
  expect(await find('token', { person: 'anna', expiresAt: soon() })).toBe('anna');
  const cookies = 'x'.repeat(3_000);
  await find(cookies, { person: 'anna', expiresAt: soon() });
  await find(cookies, { person: 'anna', expiresAt: soon() });
  expect(asks()).toBe(4);
});

test('at most 5,000 are kept, the newest ones', async () => {
  const { find, asks, soon } = asked();
  const session = { person: 'anna', expiresAt: soon() };
  for (let index = 0; index <= 5_000; index += 1) await find(`token ${index}`, session);
  await find('token 5000', session);
  expect(asks()).toBe(5_001);
  await find('token 0', session);
  expect(asks()).toBe(5_002);
});

import { expect, test } from 'vitest';
import { fail, ok } from '#schema/result.ts';
import { HOPS, type Hop, type Trouble } from './hops.ts';
import { NotificationTest, type NotificationTestDeps } from './notification-test.svelte.ts';

const works: NotificationTestDeps = {
  allowed: () => 'granted',
  hasWorker: () => Promise.resolve(true),
  endpoint: () => Promise.resolve('https://push.example.com/x'),
  send: () => Promise.resolve(ok({ kind: 'answered', status: 201 } as const)),
  receive: () => Promise.resolve({ isShown: true }),
  play: () => Promise.resolve('played' as const),
  volume: () => 70,
  newId: () => 'id',
};

async function walk(change: Partial<NotificationTestDeps> = {}) {
  const walked = new NotificationTest({ ...works, ...change });
  await walked.run();
  const states = walked.states;
  return { walked, told: HOPS.map((hop) => states?.[hop]) };
}
const kinds = (told: Awaited<ReturnType<typeof walk>>['told']) => told.map((state) => state?.kind);

test('NOTIFY10 a test walks all hops and tells what the push service answered', async () => {
  const { walked, told } = await walk();
  expect(kinds(told)).toEqual(HOPS.map(() => 'passed'));
  expect(told[HOPS.indexOf('sent')]).toEqual({ kind: 'passed', status: 201 });
  expect([walked.hasPassed, walked.isRunning]).toEqual([true, false]);
});

const TROUBLES: readonly (readonly [Hop, Trouble, Partial<NotificationTestDeps>])[] = [
  ['allowed', 'denied', { allowed: () => 'denied' }],
  ['allowed', 'not-asked', { allowed: () => 'default' }],
  ['worker', 'no-worker', { hasWorker: () => Promise.resolve(false) }],
  ['subscribed', 'push-off', { endpoint: () => Promise.resolve(null) }],
  ['sent', 'no-network', { send: () => Promise.resolve(fail('no-network')) }],
  ['sent', 'too-many', { send: () => Promise.resolve(fail('too-many')) }],
  ['sent', 'unknown', { send: () => Promise.resolve(ok({ kind: 'unknown' } as const)) }],
  ['sent', 'unreachable', { send: () => Promise.resolve(ok({ kind: 'unreachable' } as const)) }],
  ['sent', 'gone', { send: () => Promise.resolve(ok({ kind: 'answered', status: 410 } as const)) }],
  ['sent', 'refused', { send: () => Promise.resolve(ok({ kind: 'answered', status: 403 } as const)) }],
  ['received', 'not-received', { receive: () => Promise.resolve(null) }],
  ['shown', 'not-shown', { receive: () => Promise.resolve({ isShown: false }) }],
];
test.each(TROUBLES)(
  'NOTIFY10 the first hop that fails says why: %s, %s; what is behind it was not reached, and the sound is tried all the same',
  async (hop, trouble, change) => {
    const { walked, told } = await walk(change);
    const at = HOPS.indexOf(hop);
    expect(told[at]).toMatchObject({ kind: 'failed', trouble });
    expect(kinds(told.slice(0, at))).toEqual(HOPS.slice(0, at).map(() => 'passed'));
    expect(kinds(told.slice(at + 1, -1))).toEqual(HOPS.slice(at + 1, -1).map(() => 'not-reached'));
    expect(told.at(-1)).toEqual({ kind: 'passed' });
    expect(walked.hasPassed).toBe(false);
  },
);

test('NOTIFY10 a sound that nobody can hear is said to be so', async () => {
  const sound = async (change: Partial<NotificationTestDeps>) => (await walk(change)).told.at(-1);
  expect(await sound({ volume: () => 0 })).toEqual({ kind: 'failed', trouble: 'mute' });
  expect(await sound({ play: () => Promise.resolve('blocked') })).toEqual({ kind: 'failed', trouble: 'blocked' });
  expect(await sound({ play: () => Promise.resolve('impossible') })).toEqual({ kind: 'failed', trouble: 'no-sound' });
});

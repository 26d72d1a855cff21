import { expect, test } from 'vitest';
import { manualTime } from '../testing/manual-time.ts';
import { createPushQueue, type PushAnswer, type PushItem } from './push-queue.ts';
import { retryAfterOf } from './push-sender.ts';

const ONE = 'https://one.example.com/a';
const TWO = 'https://two.example.com/b';
const CREATED: PushAnswer = { kind: 'answered', status: 201, retryAfter: null };
const status = (code: number, retryAfter: number | null = null): PushAnswer => ({
  kind: 'answered',
  status: code,
  retryAfter,
});

/** `looked`: at the clock, as for each that may have to be sent. */
function open(looked: () => unknown = () => undefined) {
  const time = manualTime();
  const sent: string[] = [];
  const gone: string[] = [];
  const state = { answer: (_item: PushItem): PushAnswer => CREATED };
  const queue = createPushQueue({
    send: (item) => {
      sent.push(item.message);
      return Promise.resolve(state.answer(item));
    },
    gone: (endpoint) => void gone.push(endpoint),
    settled: () => undefined,
    now: () => {
      looked();
      return time.clock.now();
    },
    timers: time.timers,
    log: { warn: () => undefined },
    random: () => 1,
  });
  const add = (message: string, change: Partial<PushItem> = {}) =>
    queue.add({
      endpoint: ONE,
      topic: message,
      message,
      urgency: 'high',
      until: time.clock.now() + 600_000,
      ...change,
    });
  /** Lets answers come, and then time pass. */
  const pass = async (ms: number): Promise<void> => {
    await Promise.resolve().then(() => undefined);
    await new Promise<void>((resolve) => setImmediate(resolve));
    time.pass(ms);
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { ...time, queue, sent, gone, state, add, pass };
}

test('NOTIFY8 a service that is down delays a push and loses none, and holds up no other service', async () => {
  const { queue, sent, state, add, pass } = open();
  state.answer = ({ endpoint }) => (endpoint === ONE ? { kind: 'unreachable' } : CREATED);
  add('a');
  await pass(0);
  add('b', { endpoint: TWO });
  await pass(0);
  expect(sent).toEqual(['a', 'b']);
  add('c');
  await pass(1_000);
  expect(sent).toHaveLength(2);
  await pass(1_100);
  // One of them asks whether it is back.
  expect(sent).toHaveLength(3);
  state.answer = () => CREATED;
  await pass(10_000);
  await pass(10_000);
  expect(new Set(sent.slice(3))).toEqual(new Set(['a', 'c']));
  expect(queue.size()).toBe(0);
});

test('NOTIFY8 a service that asks to wait is left alone for that time, and what is no use any more is not sent', async () => {
  const { sent, state, add, pass, queue } = open();
  state.answer = () => status(429, 60_000);
  add('a');
  await pass(0);
  add('short', { until: 0 });
  await pass(59_000);
  expect(sent).toEqual(['a']);
  state.answer = () => CREATED;
  await pass(2_000);
  expect(sent).toEqual(['a', 'a']);
  expect(queue.size()).toBe(0);
});

test('NOTIFY8 what is newer of a topic takes the place of what waits, also of one whose try failed meanwhile', async () => {
  const { sent, state, add, pass } = open();
  state.answer = () => status(503);
  add('old', { topic: 't' });
  add('new', { topic: 't' });
  await pass(0);
  state.answer = () => CREATED;
  await pass(10_000);
  expect(sent.at(-1)).toBe('new');
  expect(sent.filter((message) => message === 'old').length).toBeLessThanOrEqual(1);
});

test('NOTIFY8 a browser that gave its subscription up is forgotten; a refusal is not tried again', async () => {
  const { sent, gone, state, add, pass, queue } = open();
  for (const [code, message] of [
    [410, 'a'],
    [404, 'b'],
    [403, 'c'],
    [413, 'd'],
  ] as const) {
    state.answer = () => status(code);
    add(message);
    await pass(0);
  }
  await pass(600_000);
  expect(sent).toEqual(['a', 'b', 'c', 'd']);
  expect(gone).toEqual([ONE, ONE]);
  expect(queue.size()).toBe(0);
});

test('NOTIFY8 what calls no more is not sent, and no more waits than there is room for', async () => {
  const { sent, state, add, pass, queue } = open();
  state.answer = () => ({ kind: 'unreachable' });
  add('first');
  await pass(0);
  for (let n = 0; n < 6_000; n += 1) add(`m${n}`);
  expect(queue.size()).toBe(5_000);
  queue.drop(({ message }) => message.startsWith('m'));
  expect(queue.size()).toBeLessThanOrEqual(1);
  state.answer = () => CREATED;
  await pass(10_000);
  expect(sent.filter((message) => message.startsWith('m'))).toEqual([]);
});

test('NOTIFY8 however much waits for a service that is down, one more is added without a look at it', async () => {
  let looked = 0;
  const { state, add, pass } = open(() => (looked += 1));
  state.answer = () => ({ kind: 'unreachable' });
  add('first');
  await pass(0);
  for (let n = 0; n < 1_000; n += 1) add(`m${n}`);
  looked = 0;
  add('one more');
  expect(looked).toBeGreaterThan(0);
  expect(looked).toBeLessThan(10);
});

test('NOTIFY8 a service tells how long to wait in seconds or by a date', () => {
  expect([retryAfterOf('120'), retryAfterOf(undefined), retryAfterOf('soon')]).toEqual([120_000, null, null]);
  expect(retryAfterOf('Thu, 26 Nov 2026 01:00:30 GMT', Date.parse('2026-11-26T01:00:00Z'))).toBe(30_000);
});

test('NOTIFY8 what is over while its service fails is not tried again', async () => {
  const { queue, sent, state, add, pass } = open();
  state.answer = () => {
    // While it is under way.
    queue.drop(({ topic }) => topic === 'over');
    return status(503);
  };
  add('over');
  add('stands');
  await pass(10_000);
  state.answer = () => CREATED;
  await pass(60_000);
  await pass(60_000);
  expect(sent.filter((message) => message === 'over')).toHaveLength(1);
  expect(sent.filter((message) => message === 'stands').length).toBeGreaterThan(1);
  expect(queue.size()).toBe(0);
});

test('NOTIFY8 a service that does not answer at all holds up no other, however much waits for it', () => {
  const time = manualTime();
  const sent: string[] = [];
  const queue = createPushQueue({
    send: ({ endpoint }) => {
      sent.push(endpoint);
      return endpoint === ONE ? new Promise<never>(() => undefined) : Promise.resolve(CREATED);
    },
    gone: () => undefined,
    settled: () => undefined,
    now: time.clock.now,
    timers: time.timers,
    log: { warn: () => undefined },
    random: () => 1,
  });
  const item = { message: '', urgency: 'high', until: time.clock.now() + 600_000 } as const;
  for (let n = 0; n < 40; n += 1) queue.add({ ...item, endpoint: ONE, topic: String(n) });
  queue.add({ ...item, endpoint: TWO, topic: 'other' });
  expect(sent.filter((endpoint) => endpoint === TWO)).toHaveLength(1);
});

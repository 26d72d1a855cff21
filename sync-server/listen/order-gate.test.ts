import { expect, test } from 'vitest';
import type { EntryCommand } from '#schema/commands/command.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import { connect, startConversation } from '../testing/test-client.ts';
import { manualTime } from '../testing/manual-time.ts';
import { newId, openTestStreet } from '../testing/test-street.ts';
import { createOrderGate } from './order-gate.ts';

const command = (id: string, conversation: string): EntryCommand => ({
  id: id as CommandId,
  type: 'message.send',
  writtenAt: 0,
  payload: { conversation: conversation as ConversationId, text: id, lastSeen: 0 },
});

test('OUT3 what was on its way behind a command that has to wait does not pass it, however late it arrives', async () => {
  const time = manualTime();
  const street = await openTestStreet({ ...time, visitorRate: { burst: 3, window: 600, aDay: 100 } });
  const visitor = await connect(street, 'visitor.ann');
  const conversation = await startConversation(visitor);
  const send = (text: string, command: string) =>
    visitor.command('message.send', { conversation, text, lastSeen: 0 }, command).then(({ status }) => status);
  const [third, fourth] = [newId(), newId()];
  expect(await Promise.all([send('1', newId()), send('2', newId()), send('3', third)])).toEqual([
    'accepted',
    'accepted',
    'retry',
  ]);
  time.pass(10_000);
  expect(await send('4', fourth)).toBe('retry');
  expect(await Promise.all([send('3', third), send('4', fourth)])).toEqual(['accepted', 'accepted']);
  await street.close();
});

test('OUT8 the gate opens for whatever the client begins again with, also for what was refused behind the wait', () => {
  const gate = createOrderGate(
    () => 1_000,
    () => () => undefined,
  );
  expect(gate.waitOf(command('a', 'one'))).toBe(null);
  gate.answered(command('a', 'one'), { status: 'retry', after: 500 });
  gate.answered(command('before', 'one'), { status: 'rejected', rejection: { reason: 'closed' } });
  expect(gate.waitOf(command('b', 'one'))).toBe(500);
  expect(gate.waitOf(command('before', 'one'))).toBe(null);
  expect(gate.waitOf(command('b', 'one'))).toBe(null);
});

test('OUT3 OUT4 what is older than all that had to wait begins anew once the wait is over, or it would be told to wait for ever', () => {
  let now = 1_000;
  const gate = createOrderGate(
    () => now,
    () => () => undefined,
  );
  gate.answered(command('c', 'one'), { status: 'retry', after: 500 });
  expect(gate.waitOf(command('a', 'one'))).toBe(500);
  now += 500;
  expect(gate.waitOf(command('d', 'one'))).toBe(0);
  expect(gate.waitOf(command('a', 'one'))).toBe(null);
  // It takes the place of the one behind it, which was first to be let in.
  gate.answered(command('a', 'one'), { status: 'retry', after: 500 });
  expect(gate.waitOf(command('c', 'one'))).toBe(500);
});

test('DOC3 OUT3 a conversation whose commands have to wait holds up no other', () => {
  const gate = createOrderGate(
    () => 1_000,
    () => () => undefined,
  );
  gate.answered(command('a', 'one'), { status: 'retry', after: 500 });
  gate.answered(command('x', 'two'), { status: 'rejected', rejection: { reason: 'closed' } });
  expect(gate.waitOf(command('b', 'two'))).toBe(null);
  expect(gate.waitOf(command('b', 'one'))).toBe(500);
});

test('OUT3 a client that gave up what had to wait is let in when nothing can be on the way any more', () => {
  const { clock, timers, pass } = manualTime();
  const gate = createOrderGate(clock.now, timers.after);
  gate.answered(command('a', 'one'), { status: 'retry', after: 500 });
  pass(60_499);
  expect(gate.waitOf(command('b', 'one'))).toBe(0);
  pass(1);
  expect(gate.waitOf(command('b', 'one'))).toBe(null);
});

test('OUT3 a clock that leaps ahead opens no gate: what was on the way behind a wait is still on the way', () => {
  let now = 1_000;
  const gate = createOrderGate(() => now, manualTime().timers.after);
  gate.answered(command('a', 'one'), { status: 'retry', after: 500 });
  now += 43_200_000;
  expect(gate.waitOf(command('b', 'one'))).toBe(0);
  expect(gate.waitOf(command('a', 'one'))).toBe(null);
});

test('OUT3 of a client that says where it begins anew nothing is guessed: the ids of its tabs may stand in another order (seed 171)', () => {
  let now = 1_000;
  const gate = createOrderGate(
    () => now,
    () => () => undefined,
  );
  const [older, newer] = [command('older', 'one'), command('a id of another tab', 'one')];
  const wait = { status: 'retry', after: 500 } as const;
  expect(gate.waitOf(older, true)).toBe(null);
  gate.answered(older, wait);
  expect(gate.waitOf(newer)).toBe(500);
  gate.answered(newer, wait);
  now += 500;
  // It has to wait once more, and what was sent behind it comes late, when there is room again.
  expect(gate.waitOf(older, true)).toBe(null);
  gate.answered(older, { status: 'retry', after: 30 });
  now += 200;
  expect(gate.waitOf(newer)).toBe(0);
  gate.answered(newer, { status: 'retry', after: 0 });
  expect(gate.waitOf(newer)).toBe(0);
  expect(gate.waitOf(older, true)).toBe(null);
  expect(gate.waitOf(newer)).toBe(null);
});

import { expect, test } from 'vitest';
import type { CommandId } from '#schema/ids.ts';
import { connect, startConversation } from '../testing/test-client.ts';
import { manualTime } from '../testing/manual-time.ts';
import { newId, openTestStreet } from '../testing/test-street.ts';
import { createOrderGate } from './order-gate.ts';

const id = (name: string): CommandId => name as CommandId;

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
  const gate = createOrderGate(() => 1_000);
  expect(gate.waitOf(id('a'))).toBe(null);
  gate.answered(id('a'), { status: 'retry', after: 500 });
  gate.answered(id('before'), { status: 'rejected', rejection: { reason: 'closed' } });
  expect(gate.waitOf(id('b'))).toBe(500);
  expect(gate.waitOf(id('before'))).toBe(null);
  expect(gate.waitOf(id('b'))).toBe(null);
});

test('OUT3 a client that gave up what had to wait is let in when nothing can be on the way any more', () => {
  let now = 1_000;
  const gate = createOrderGate(() => now);
  gate.answered(id('a'), { status: 'retry', after: 500 });
  now = 61_500;
  expect(gate.waitOf(id('b'))).toBe(0);
  now = 61_501;
  expect(gate.waitOf(id('b'))).toBe(null);
});

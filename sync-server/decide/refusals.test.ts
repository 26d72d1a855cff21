import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandId } from '#schema/ids.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { newId, openTestStreet, type TestStreet } from '../testing/test-street.ts';
import { createRefusals } from './refusals.ts';

let street: TestStreet;
let visitor: TestClient;
let operator: TestClient;

beforeEach(async () => {
  street = await openTestStreet();
  visitor = await connect(street, 'visitor.ann');
  operator = await connect(street, 'operator.operator');
});
afterEach(() => street.close());

test('CMD1 a refused command stays refused when it is delivered again after it would be allowed', async () => {
  const conversation = await startConversation(visitor);
  const id = newId();
  const payload = { conversation, text: 'mine?', lastSeen: 0 };
  const refused = await operator.command('message.send', payload, id);
  expect(refused).toMatchObject({ status: 'rejected', rejection: { reason: 'not-yours' } });
  await operator.command('conversation.take', { conversation });
  expect(await operator.command('message.send', payload, id)).toEqual(refused);
  expect(await operator.command('message.send', { ...payload, text: 'other' }, id)).toEqual({
    status: 'rejected',
    rejection: { reason: 'conflict' },
  });
  expect(await operator.command('message.send', payload)).toMatchObject({ status: 'accepted' });
});

test('CMD1 a held reply stays held when it is delivered again, with what its author was shown', async () => {
  const conversation = await startConversation(visitor);
  const taken = await operator.command('conversation.take', { conversation });
  const lastSeen = taken.status === 'accepted' ? taken.seq : 0;
  const admin = await connect(street, 'operator.admin');
  const id = newId();
  await admin.command('conversation.hand-over', { conversation, to: street.people.actor('other').id as never });
  const reply = { conversation, text: 'my late reply', lastSeen, offline: true };
  const held = await operator.command('message.send', reply, id);
  expect(held).toMatchObject({ status: 'held', changes: [{ kind: 'handed-over' }] });
  await admin.command('conversation.hand-over', { conversation, to: street.people.actor('operator').id as never });
  expect(await operator.command('message.send', reply, id)).toEqual(held);
});

test('refusals are remembered for a while, and neither acceptances nor conflicts are', () => {
  const refusals = createRefusals(3);
  const refused = { status: 'rejected', rejection: { reason: 'empty' } } as const;
  const ids = Array.from({ length: 7 }, () => newId() as CommandId);
  for (const id of ids) refusals.remember(id, 1, refused);
  expect(ids.map((id) => refusals.find(id) !== null)).toEqual([false, false, false, true, true, true, true]);
  const other = newId() as CommandId;
  refusals.remember(other, 1, { status: 'accepted', seq: 1, at: 1 });
  refusals.remember(other, 1, { status: 'retry', after: 1 });
  refusals.remember(other, 1, { status: 'rejected', rejection: { reason: 'conflict' } });
  expect(refusals.find(other)).toBeNull();
});

import { expect, test } from 'vitest';
import type { OutboxRow } from '#client/interface.ts';
import type { CommandId } from '#schema/ids.ts';
import { createKeptRows } from './kept-rows.ts';

const row = (n: number, state: OutboxRow['state'] = { kind: 'waiting' }): OutboxRow => ({
  n,
  command: {
    id: `c${n}` as CommandId,
    type: 'contact.update',
    writtenAt: 0,
    payload: { visitor: undefined, name: undefined, email: undefined, phone: undefined },
  },
  writtenAt: 0,
  sentAt: null,
  state,
  saved: true,
});
const numbers = (rows: readonly OutboxRow[]): number[] => rows.map(({ n }) => n);

test('WID5 a bubble stays between the answer and the replica, and goes with the replica', () => {
  const kept = createKeptRows();
  expect(numbers(kept.take('c', [row(1), row(2)], false))).toEqual([1, 2]);
  expect(numbers(kept.take('c', [row(3)], false))).toEqual([1, 2, 3]);
  expect(numbers(kept.take('c', [row(3)], true))).toEqual([3]);
  expect(numbers(kept.take('c', [], false))).toEqual([]);
});

test('WID5 what is kept belongs to one conversation', () => {
  const kept = createKeptRows();
  kept.take('c', [row(1)], false);
  expect(numbers(kept.take('d', [row(2)], false))).toEqual([2]);
});

test('CMD12 a refused message that its author has taken back is gone', () => {
  const kept = createKeptRows();
  kept.take('c', [row(1)], false);
  kept.take('c', [row(1, { kind: 'rejected', rejection: { reason: 'daily-limit' } })], false);
  expect(numbers(kept.take('c', [], false))).toEqual([]);
});

test('WID5 a message that this device has numbered anew is one bubble', () => {
  const kept = createKeptRows();
  const { command } = row(1);
  kept.take('c', [{ ...row(1.5), command, saved: false }], false);
  expect(numbers(kept.take('c', [{ ...row(7.5), command }], false))).toEqual([7.5]);
});

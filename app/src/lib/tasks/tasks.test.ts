import { expect, test } from 'vitest';
import { localValue, remindAt, reminderOf, timeOf } from '../contact/reminder.ts';
import { byDue, groupOf } from './group-tasks.ts';

const NOON = new Date(2026, 10, 25, 12, 0).getTime();
const HOUR = 3_600_000;

test('CARD5 tasks stand by what is due, and what has no date comes behind', () => {
  const task = (id: string, due: number | null) => ({ id, due });
  const all = [
    task('d', null),
    task('c', NOON + 24 * HOUR),
    task('b', NOON + HOUR),
    task('a', NOON - 1),
    task('0', null),
  ];
  expect(all.toSorted(byDue).map(({ id }) => id)).toEqual(['a', 'b', 'c', '0', 'd']);
  expect(all.map((each) => groupOf(each, NOON))).toEqual(['undated', 'later', 'today', 'overdue', 'undated']);
  expect(groupOf({ ...task('a', NOON - 1), doneAt: NOON }, NOON)).toBe('done');
});

test('CARD5 a reminder is so long before the task is due, and none without a date', () => {
  expect(remindAt(NOON, 'quarter')).toBe(NOON - 15 * 60_000);
  expect(remindAt(NOON, 'none')).toBeNull();
  expect(remindAt(null, 'due')).toBeNull();
  for (const when of ['none', 'due', 'quarter', 'hour', 'day'] as const)
    expect(reminderOf(NOON, remindAt(NOON, when))).toBe(when);
  expect(reminderOf(NOON, NOON - 2 * HOUR)).toBe('hour');
});

test('CARD5 a day and time is that of the person’s own zone, there and back', () => {
  expect(localValue(NOON)).toBe('2026-11-25T12:00');
  expect(timeOf(localValue(NOON))).toBe(NOON);
  expect([timeOf(''), timeOf('soon'), localValue(null)]).toEqual([null, null, '']);
});

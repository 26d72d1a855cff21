import { expect, test } from 'vitest';
import type { OperatorId } from '../ids.ts';
import { callTimes } from './call-times.ts';
import { NO_SCHEDULE, type Schedule, type Week } from './schedule.ts';

const weekdays = (from: number, to: number): Week =>
  [0, 1, 2, 3, 4].map((day) => ({ day, from: from * 60, to: to * 60 }));
const schedule = (change: Partial<Schedule>): Schedule => ({
  ...NO_SCHEDULE,
  zone: 'Europe/Warsaw',
  revision: 1,
  ...change,
});
/** Tuesday, 11:10 in Warsaw. */
const TUESDAY = Date.parse('2026-11-24T10:10:00Z');
const clock = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString().slice(0, 16));

test('CALL7 a call is offered for the half hours in which somebody works, not sooner than in half an hour and not beyond a week', () => {
  const weeks = new Map([['anna' as OperatorId, weekdays(9, 13)]]);
  const times = callTimes(schedule({ weeks }), TUESDAY);
  expect(times.slice(0, 4).map(clock)).toEqual([
    '2026-11-24T11:00',
    '2026-11-24T11:30',
    '2026-11-25T08:00',
    '2026-11-25T08:30',
  ]);
  expect(clock(times.at(-1))).toBe('2026-12-01T09:30');
});

test('CALL7 two who work one after the other are as one, who works at night is there after midnight, and on a day off nobody is', () => {
  const weeks = new Map([
    ['anna' as OperatorId, weekdays(9, 12.25)],
    ['boris' as OperatorId, weekdays(12.25, 13)],
  ]);
  const today = callTimes(schedule({ weeks }), TUESDAY).filter((at) => at < TUESDAY + 12 * 3_600_000);
  // A half hour that begins with one and ends with the other is one as well.
  expect(today.map(clock)).toEqual(['2026-11-24T11:00', '2026-11-24T11:30']);
  const night = new Map([['anna' as OperatorId, [{ day: 1, from: 23 * 60, to: 60 }]]]);
  expect(callTimes(schedule({ weeks: night }), TUESDAY).map(clock)).toEqual([
    '2026-11-24T22:00',
    '2026-11-24T22:30',
    '2026-11-24T23:00',
    '2026-11-24T23:30',
  ]);
  const daysOff = [{ day: '2026-11-24', name: '' }];
  expect(callTimes(schedule({ weeks: night, daysOff }), TUESDAY)).toEqual([]);
  expect(callTimes(NO_SCHEDULE, TUESDAY)).toEqual([]);
});

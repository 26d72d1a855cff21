import { describe, expect, test } from 'vitest';
import type { OperatorId } from '#schema/ids.ts';
import { NO_SCHEDULE, type Schedule } from '#schema/schedule/schedule.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createStatuses } from './statuses.ts';

const ANNA = 'anna' as OperatorId;
const BORIS = 'boris' as OperatorId;
const MINUTE = 60_000;

/** The schedule's clock is UTC; Anna's shift begins an hour from now and is two hours long, each day. */
function open(isKnown = true) {
  const time = manualTime();
  const now = new Date(time.clock.now());
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  // On a whole minute, so that a test can name each border.
  time.pass(MINUTE - (time.clock.now() % MINUTE));
  const from = (minute + 61) % 1_440;
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from, to: (from + 120) % 1_440 }));
  const known: Schedule = { revision: 1, zone: 'UTC', daysOff: [], weeks: new Map([[ANNA, week]]) };
  let schedule = isKnown ? known : NO_SCHEDULE;
  const listeners = new Set<(schedule: Schedule) => void>();
  const changes: string[] = [];
  const statuses = createStatuses({
    ...time,
    schedule: { current: () => schedule, onChanged: (listener) => (listeners.add(listener), () => undefined) },
    changed: (person) => changes.push(`${person} ${statuses.of(person)}`),
  });
  const change = (next: Schedule): void => {
    schedule = next;
    for (const listener of listeners) listener(next);
  };
  return { ...time, ...statuses, changes, change, known };
}

describe('SCHED2 the status follows the schedule', () => {
  test('from the start on, and colleagues are told at each border and not between', () => {
    const { of, pass, changes } = open();
    expect([of(ANNA), of(BORIS), changes]).toEqual(['offline', 'online', []]);
    pass(60 * MINUTE - 1);
    expect(changes).toEqual([]);
    pass(1);
    expect(of(ANNA)).toBe('online');
    pass(2 * 60 * MINUTE - 1);
    expect(changes).toEqual(['anna online']);
    pass(1);
    expect([of(ANNA), changes]).toEqual(['offline', ['anna online', 'anna offline']]);
    pass(3 * 24 * 60 * MINUTE);
    expect([of(ANNA), changes.length]).toEqual(['offline', 8]);
  });

  test('a choice by hand holds until the next border, and of somebody without a schedule for good', () => {
    const { of, pass, take, clock, changes } = open();
    for (const person of [ANNA, BORIS]) take(person, { status: 'away', at: clock.now() });
    expect(changes).toEqual(['anna away', 'boris away']);
    pass(60 * MINUTE - 1);
    expect([of(ANNA), of(BORIS)]).toEqual(['away', 'away']);
    pass(1);
    expect([of(ANNA), of(BORIS)]).toEqual(['online', 'away']);
    // What a device tells late counts from when it was chosen.
    take(ANNA, { status: 'invisible', at: clock.now() - 1 });
    expect(of(ANNA)).toBe('online');
    pass(MINUTE);
    take(ANNA, { status: 'invisible', at: clock.now() });
    pass(119 * MINUTE - 1);
    expect(of(ANNA)).toBe('invisible');
    pass(1);
    expect([of(ANNA), of(BORIS)]).toEqual(['offline', 'away']);
  });

  test('a schedule that is made, changed or taken away holds at once', () => {
    const { of, pass, change, known, changes, take, clock } = open(false);
    take(ANNA, { status: 'away', at: clock.now() - 30 * 24 * 60 * MINUTE });
    expect(of(ANNA)).toBe('away');
    change(known);
    expect(of(ANNA)).toBe('offline');
    const today = new Date(clock.now()).toJSON().slice(0, 10);
    const soon = new Date(clock.now() + 60 * MINUTE).toJSON().slice(0, 10);
    change({ ...known, daysOff: [...new Set([today, soon])].map((day) => ({ day, name: '' })) });
    pass(90 * MINUTE);
    expect(of(ANNA)).toBe('offline');
    change(known);
    expect(of(ANNA)).toBe('online');
    change(NO_SCHEDULE);
    expect(of(ANNA)).toBe('away');
    pass(48 * 60 * MINUTE);
    expect(changes).toEqual(['anna away', 'anna offline', 'anna online', 'anna away']);
  });

  test('a choice of a clock that is an hour fast counts once it is that late, unless a border has passed', () => {
    const { of, pass, take, clock } = open();
    pass(60 * MINUTE);
    take(ANNA, { status: 'away', at: clock.now() + 60 * MINUTE });
    expect(of(ANNA)).toBe('online');
    pass(61 * MINUTE);
    expect(of(ANNA)).toBe('away');
    pass(60 * MINUTE);
    expect(of(ANNA)).toBe('offline');
  });
});

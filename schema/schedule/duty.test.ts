import { describe, expect, test } from 'vitest';
import type { OperatorId } from '../ids.ts';
import { CLOCKS_DIFFER, dutyAt, isAnybodyOn, nextShiftStart, rulesOf, statusAt, type Rules } from './duty.ts';
import { type Schedule, type Span, type Week } from './schedule.ts';

const WARSAW: Rules = { zone: 'Europe/Warsaw', daysOff: [] };
const HOUR = 3_600_000;
const h = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const span = (day: number, from: string, to: string): Span => ({ day, from: h(from), to: h(to) });
const days = (from: string, to: string, ...of: readonly number[]): Week => of.map((day) => span(day, from, to));
/** A time with its offset, as anybody may check it. */
const at = (text: string): number => Date.parse(text);
const told = (week: Week, now: string, rules = WARSAW): readonly (string | boolean | null)[] => {
  const { isOn, since, until } = dutyAt(week, rules, at(now));
  const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toJSON().slice(0, 16));
  return [isOn, iso(since), iso(until)];
};

describe('SCHED1 when somebody works', () => {
  const OFFICE = days('09:00', '17:00', 0, 1, 2, 3, 4);

  test('on a day, before it, after it, and over the weekend', () => {
    expect(told(OFFICE, '2026-11-26T12:00+01:00')).toEqual([true, '2026-11-26T08:00', '2026-11-26T16:00']);
    expect(told(OFFICE, '2026-11-26T09:00+01:00')).toEqual([true, '2026-11-26T08:00', '2026-11-26T16:00']);
    expect(told(OFFICE, '2026-11-26T17:00+01:00')).toEqual([false, '2026-11-26T16:00', '2026-11-27T08:00']);
    expect(told(OFFICE, '2026-11-28T12:00+01:00')).toEqual([false, '2026-11-27T16:00', '2026-11-30T08:00']);
  });

  test('in split shifts; those that touch are one', () => {
    const split = [span(3, '09:00', '13:00'), span(3, '14:00', '16:00'), span(3, '16:00', '18:00')];
    expect(told(split, '2026-11-26T13:30+01:00')).toEqual([false, '2026-11-26T12:00', '2026-11-26T13:00']);
    expect(told(split, '2026-11-26T16:00+01:00')).toEqual([true, '2026-11-26T13:00', '2026-11-26T17:00']);
  });

  test('past midnight, from Sunday into Monday too', () => {
    const nights = days('22:00', '06:00', 4, 6);
    expect(told(nights, '2026-11-28T03:00+01:00')).toEqual([true, '2026-11-27T21:00', '2026-11-28T05:00']);
    expect(told(nights, '2026-11-30T05:59+01:00')).toEqual([true, '2026-11-29T21:00', '2026-11-30T05:00']);
  });

  test('around the clock there is no border, and without a week there is none either', () => {
    expect(told(days('00:00', '00:00', 0, 1, 2, 3, 4, 5, 6), '2026-11-26T12:00+01:00')).toEqual([true, null, null]);
    expect(told([], '2026-11-26T12:00+01:00')).toEqual([false, null, null]);
  });
});

describe('SCHED3 days off, and clocks that are changed', () => {
  test('on a day off nobody begins, what began the evening before goes on, and the next border may be weeks away', () => {
    const daysOff = ['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01'].map((day) => ({ day }));
    const rules = { ...WARSAW, daysOff };
    expect(told(days('22:00', '06:00', 2, 3), '2026-12-24T05:00+01:00', rules)).toEqual([
      true,
      '2026-12-23T21:00',
      '2026-12-24T05:00',
    ]);
    expect(told(days('09:00', '17:00', 4), '2026-12-20T12:00+01:00', rules)).toEqual([
      false,
      '2026-12-18T16:00',
      '2027-01-08T08:00',
    ]);
    expect(told(days('00:00', '00:00', 0, 1, 2, 3, 4, 5, 6), '2026-12-10T12:00+01:00', rules)).toEqual([
      true,
      null,
      '2026-12-23T23:00',
    ]);
    expect(told(days('00:00', '00:00', 0, 1, 2, 3, 4, 5, 6), '2027-03-10T12:00+01:00', rules)).toEqual([
      true,
      '2027-01-01T23:00',
      null,
    ]);
  });

  test('a night in which the clock is put forward is an hour shorter, one in which it is put back an hour longer', () => {
    const nights = days('22:00', '06:00', 5);
    const length = (night: string): number => {
      const { since, until } = dutyAt(nights, WARSAW, at(night));
      return ((until ?? 0) - (since ?? 0)) / HOUR;
    };
    expect(length('2026-03-29T00:30+01:00')).toBe(7);
    expect(length('2026-10-25T00:30+02:00')).toBe(9);
    expect(length('2026-11-29T00:30+01:00')).toBe(8);
  });

  test('what begins in the hour that is leapt over begins with the leap, and of an hour that comes twice the first counts', () => {
    expect(told([span(6, '02:30', '05:00')], '2026-03-29T04:00+02:00')).toEqual([
      true,
      '2026-03-29T01:00',
      '2026-03-29T03:00',
    ]);
    expect(told([span(6, '02:15', '02:45')], '2026-03-29T04:00+02:00')).toEqual([
      false,
      '2026-03-22T01:45',
      '2026-04-05T00:15',
    ]);
    expect(told([span(6, '01:00', '02:30')], '2026-10-25T02:29+02:00')).toEqual([
      true,
      '2026-10-24T23:00',
      '2026-10-25T00:30',
    ]);
  });
});

describe('SCHED2 the status by schedule and by hand', () => {
  const week = days('09:00', '17:00', 3);
  const statusOf = (status: 'away' | 'online', chosen: string | null, now: string): string =>
    statusAt({ status, at: chosen === null ? null : at(chosen) }, dutyAt(week, WARSAW, at(now)), at(now));

  test('it follows the schedule by itself, and who has none is what they chose', () => {
    expect(statusOf('online', null, '2026-11-26T08:59+01:00')).toBe('offline');
    expect(statusOf('online', null, '2026-11-26T09:00+01:00')).toBe('online');
    expect(statusOf('online', null, '2026-11-26T17:00+01:00')).toBe('offline');
    expect(statusAt({ status: 'invisible', at: 5 }, null, at('2026-11-26T12:00Z'))).toBe('invisible');
  });

  test('a choice by hand holds until the next border, whichever it is', () => {
    expect(statusOf('away', '2026-11-26T16:00+01:00', '2026-11-26T16:59+01:00')).toBe('away');
    expect(statusOf('away', '2026-11-26T16:00+01:00', '2026-11-26T17:00+01:00')).toBe('offline');
    expect(statusOf('online', '2026-11-26T17:30+01:00', '2026-12-03T08:59+01:00')).toBe('online');
    expect(statusOf('away', '2026-11-26T17:30+01:00', '2026-12-03T09:00+01:00')).toBe('online');
    expect(statusOf('away', '2026-11-26T09:00+01:00', '2026-11-26T09:00+01:00')).toBe('away');
  });

  test('a choice that a wrong clock put into the future does not outlast every border; clocks may differ a little', () => {
    const now = at('2026-11-26T12:00+01:00');
    const duty = dutyAt(week, WARSAW, now);
    expect(statusAt({ status: 'away', at: now + CLOCKS_DIFFER }, duty, now)).toBe('away');
    expect(statusAt({ status: 'away', at: now + CLOCKS_DIFFER + 1 }, duty, now)).toBe('online');
  });
});

describe('SCHED9 leave of one person', () => {
  const [ANNA, BORIS] = ['anna', 'boris'] as unknown as readonly [OperatorId, OperatorId];
  const everyDay = days('22:00', '06:00', 0, 1, 2, 3, 4, 5, 6);
  const schedule: Schedule = {
    revision: 1,
    zone: 'Europe/Warsaw',
    daysOff: [
      { day: '2026-12-25', name: 'Christmas' },
      { day: '2026-12-28', until: '2026-12-31', person: ANNA, name: '' },
    ],
    weeks: new Map([
      [ANNA, everyDay],
      [BORIS, everyDay],
    ]),
  };
  const rulesFor = rulesOf(schedule);
  const isOn = (person: OperatorId, now: string): boolean => dutyAt(everyDay, rulesFor(person) as Rules, at(now)).isOn;

  test('their shifts do not begin on those days, those of others do; days off of everybody hold besides', () => {
    const nights = ['2026-12-25', '2026-12-27', '2026-12-28', '2026-12-31', '2027-01-01'];
    expect(nights.map((day) => isOn(ANNA, `${day}T23:00+01:00`))).toEqual([false, true, false, false, true]);
    expect(nights.map((day) => isOn(BORIS, `${day}T23:00+01:00`))).toEqual([false, true, true, true, true]);
    // What began the evening before goes on.
    expect(isOn(ANNA, '2026-12-28T03:00+01:00')).toBe(true);
    expect(dutyAt(everyDay, rulesFor(ANNA) as Rules, at('2026-12-29T12:00+01:00'))).toEqual({
      isOn: false,
      since: at('2026-12-28T06:00+01:00'),
      until: at('2027-01-01T22:00+01:00'),
    });
  });

  test('it is told when somebody else is back sooner; and for one person the rules are always the same', () => {
    const noon = at('2026-12-29T12:00+01:00');
    expect(nextShiftStart(schedule, noon)).toBe(at('2026-12-29T22:00+01:00'));
    expect(nextShiftStart(schedule, noon, (id) => id === ANNA)).toBe(at('2027-01-01T22:00+01:00'));
    const night = at('2026-12-29T23:00+01:00');
    expect(isAnybodyOn(schedule, night, (id) => id === ANNA)).toBe(false);
    expect(isAnybodyOn(schedule, night)).toBe(true);
    expect(rulesFor(ANNA)).toBe(rulesFor(ANNA));
    expect(rulesFor(BORIS)).toBe(rulesFor('somebody'));
  });
});

describe('SCHED6 when somebody is back', () => {
  const [ANNA, BORIS] = ['anna', 'boris'] as unknown as readonly [OperatorId, OperatorId];
  const schedule: Schedule = {
    revision: 1,
    zone: 'Europe/Warsaw',
    daysOff: [{ day: '2026-11-30', name: '' }],
    weeks: new Map([
      [ANNA, days('09:00', '17:00', 0, 1, 3)],
      [BORIS, days('12:00', '20:00', 3)],
    ]),
  };
  const next = (now: string, isCounted?: (person: string) => boolean): string | null => {
    const start = nextShiftStart(schedule, at(now), isCounted);
    return start === null ? null : new Date(start).toJSON().slice(0, 16);
  };

  test('the first to begin, of whoever is counted, days off left out', () => {
    expect(next('2026-11-26T08:00+01:00')).toBe('2026-11-26T08:00');
    expect(next('2026-11-26T10:00+01:00')).toBe('2026-11-26T11:00');
    expect(next('2026-11-26T21:00+01:00')).toBe('2026-12-01T08:00');
    expect(next('2026-11-26T08:00+01:00', (id) => id === BORIS)).toBe('2026-11-26T11:00');
    expect(next('2026-11-26T13:00+01:00', (id) => id === BORIS)).toBe('2026-12-03T11:00');
    expect(next('2026-11-26T08:00+01:00', () => false)).toBeNull();
    expect(nextShiftStart({ ...schedule, zone: null, weeks: new Map() }, 0)).toBeNull();
  });

  test('whether anybody works now', () => {
    const isOn = (now: string, isCounted?: (person: string) => boolean) => isAnybodyOn(schedule, at(now), isCounted);
    expect([isOn('2026-11-26T10:00+01:00'), isOn('2026-11-26T18:00+01:00')]).toEqual([true, true]);
    expect(isOn('2026-11-26T10:00+01:00', (id) => id === BORIS)).toBe(false);
    expect(isOn('2026-11-30T10:00+01:00')).toBe(false);
  });
});

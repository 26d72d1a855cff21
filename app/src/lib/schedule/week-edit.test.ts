import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MINUTES, DAYS, type Week } from '#schema/schedule/schedule.ts';
import {
  cellState,
  isSameWeek,
  minuteOf,
  minutesIn,
  minutesOf,
  nextSpan,
  painted,
  tidied,
  weekOf,
} from './week-edit.ts';

const span = (day: number, from: number, to: number) => ({ day, from, to });
const weeks: fc.Arbitrary<Week> = fc.array(
  fc.record({
    day: fc.nat(DAYS - 1),
    from: fc.nat(DAY_MINUTES - 1),
    to: fc.nat(DAY_MINUTES - 1),
  }),
  { maxLength: 9 },
);

describe('SCHED7 a week that is painted', () => {
  test('spans of any week say the same minutes, each once, and none that touches another', () => {
    fc.assert(
      fc.property(weeks, (week) => {
        const minutes = minutesOf(week);
        const spans = weekOf(minutes);
        expect(minutesOf(spans)).toEqual(minutes);
        expect(tidied(spans)).toEqual(spans);
        const length = spans.reduce((sum, { from, to }) => sum + (to > from ? to - from : to - from + DAY_MINUTES), 0);
        expect(length).toBe(minutes.reduce((sum, isOn) => sum + isOn, 0));
      }),
      { numRuns: 150 },
    );
  });

  test('an area is painted and wiped on each of its days, and nothing beside it', () => {
    fc.assert(
      fc.property(
        weeks,
        fc.uniqueArray(fc.nat(DAYS - 1)),
        fc.nat(DAY_MINUTES - 1),
        fc.integer({ min: 1, max: DAY_MINUTES }),
        fc.boolean(),
        (week, days, from, length, isOn) => {
          const until = Math.min(from + length, DAY_MINUTES);
          const before = minutesOf(week);
          minutesOf(painted(week, { days, from, until }, isOn)).forEach((minute, at) => {
            const [day, time] = [Math.floor(at / DAY_MINUTES), at % DAY_MINUTES];
            const isIn = days.includes(day) && time >= from && time < until;
            if (minute !== (isIn ? Number(isOn) : before[at])) throw new Error(`minute ${at}`);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('what passes midnight is one span, also from Sunday into Monday; the whole week is seven', () => {
    const late = painted([], { days: [6], from: 1_320, until: 1_440 }, true);
    expect(late).toEqual([span(6, 1_320, 0)]);
    expect(painted(late, { days: [0], from: 0, until: 360 }, true)).toEqual([span(6, 1_320, 360)]);
    const always = painted([], { days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 1_440 }, true);
    expect(always).toEqual([0, 1, 2, 3, 4, 5, 6].map((day) => span(day, 0, 0)));
    expect(painted(always, { days: [2], from: 60, until: 120 }, false)).toHaveLength(8);
  });

  test('a cell that one works for a part of it, or that some of several people work, is partly on', () => {
    const [anna, boris] = [minutesOf([span(0, 555, 1_020)]), minutesOf([span(0, 570, 1_080)])];
    expect([17, 18, 19, 33, 34].map((cell) => cellState([anna], 0, cell))).toEqual(['off', 'part', 'on', 'on', 'off']);
    expect([18, 19, 33, 34, 36].map((cell) => cellState([anna, boris], 0, cell))).toEqual([
      'part',
      'on',
      'on',
      'part',
      'off',
    ]);
  });

  test('hours are counted once, and weeks that say the same are the same', () => {
    expect(minutesIn([span(0, 540, 1_020), span(0, 600, 1_080)])).toBe(540);
    expect(isSameWeek([span(0, 540, 600), span(0, 600, 660)], [span(0, 540, 660)])).toBe(true);
    expect(isSameWeek([span(0, 540, 600)], [span(1, 540, 600)])).toBe(false);
  });

  test('another stretch of a day begins an hour behind the last one, while there is room', () => {
    expect(nextSpan([], 2)).toEqual(span(2, 540, 1_020));
    expect(nextSpan([span(2, 540, 780)], 2)).toEqual(span(2, 840, 1_080));
    expect(nextSpan([span(2, 540, 1_200)], 2)).toEqual(span(2, 1_260, 1_439));
    for (const to of [1_380, 0, 360]) expect(nextSpan([span(2, 540, to)], 2)).toBeNull();
  });

  test('what a field for a time says', () => {
    expect(['09:30', '00:00', '23:59', '', '24:00', 'now'].map(minuteOf)).toEqual([570, 0, 1_439, null, null, null]);
  });
});

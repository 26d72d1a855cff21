import { expect, test } from 'vitest';
import {
  countByDay,
  firstOfMonth,
  firstOfWeek,
  firstWeekdayOf,
  isWithin,
  monthsLater,
  rangeOf,
  startOfDay,
  weekdayOf,
  weeksOf,
} from './month.ts';

const day = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / 86_400_000;

test('FIND3 a month is whole weeks that begin with the first weekday of the place', () => {
  const march = weeksOf(day(2026, 3, 15), 1);
  expect(march[0]).toEqual([null, null, null, null, null, null, day(2026, 3, 1)]);
  expect(march.at(-1)?.[1]).toBe(day(2026, 3, 31));
  expect(march.at(-1)?.[2]).toBeNull();
  expect(weeksOf(day(2026, 3, 15), 7)[0]?.[0]).toBe(day(2026, 3, 1));
  for (const first of [1, 6, 7])
    for (let month = 1; month <= 24; month += 1)
      expect(
        weeksOf(day(2027, month, 1), first)
          .flat()
          .filter((one) => one !== null),
      ).toHaveLength(new Date(Date.UTC(2027, month, 0)).getUTCDate());
  expect([firstWeekdayOf('en-US'), firstWeekdayOf('en-GB'), firstWeekdayOf('pl'), firstWeekdayOf('ru-RU')]).toEqual([
    7, 1, 1, 1,
  ]);
  expect(firstWeekdayOf('not a locale!')).toBe(1);
});

test('FIND3 the keys of a calendar: to the ends of a week, and to the same day of another month where it has one', () => {
  expect(weekdayOf(day(2026, 11, 25))).toBe(3);
  expect(firstOfWeek(day(2026, 11, 25), 1)).toBe(day(2026, 11, 23));
  expect(firstOfWeek(day(2026, 11, 22), 7)).toBe(day(2026, 11, 22));
  expect(monthsLater(day(2026, 1, 31), 1)).toBe(day(2026, 2, 28));
  expect(monthsLater(day(2026, 1, 15), -1)).toBe(day(2025, 12, 15));
  expect(firstOfMonth(day(2026, 2, 28))).toBe(day(2026, 2, 1));
});

test('FIND2 days are those of the reader’s own clock, and a range is the same from either end', () => {
  const at = new Date(2026, 2, 29, 23, 30).getTime();
  expect([...countByDay([at, at + 3_600_000])]).toEqual([
    [day(2026, 3, 29), 1],
    [day(2026, 3, 30), 1],
  ]);
  expect(startOfDay(day(2026, 3, 29))).toBe(new Date(2026, 2, 29).getTime());
  const range = rangeOf(day(2026, 3, 30), day(2026, 3, 29));
  expect(range).toEqual({ from: day(2026, 3, 29), until: day(2026, 3, 30) });
  expect(isWithin(at, range)).toBe(true);
  expect(isWithin(at + 2 * 86_400_000, range)).toBe(false);
});

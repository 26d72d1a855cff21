import type { Area } from './week-edit.ts';
import { clockOf } from './week-edit.ts';
import { firstWeekdayOf } from '../history/month.ts';
import type { Texts } from '../texts/texts.ts';
import { dayWritten, localeOf } from '../texts/times.ts';

/** 5 January 1970, a Monday, as a number of days. */
const A_MONDAY = 4;

/** 0: Monday. */
export const weekdayName = (language: string, day: number, weekday: 'long' | 'short'): string =>
  dayWritten(language, A_MONDAY + day, { weekday });

/** Days of the week in the order in which they are read where this person lives; 0: Monday. */
export function weekdaysOf(language: string): readonly number[] {
  const first = firstWeekdayOf(localeOf(language)) - 1;
  return Array.from({ length: 7 }, (_, place) => (first + place) % 7);
}

/** `Mon–Fri, 09:00–17:00`. `days`: of the week, in the order of the page, side by side. */
export function areaName({ language, schedule }: Texts, { days, from, until }: Area): string {
  const [first = 0, last = first] = [days[0], days.at(-1)];
  const name = (day: number): string => weekdayName(language, day, 'short');
  const end = until === 1_440 ? schedule.nextMidnight : clockOf(until);
  return schedule.grid.area(first === last ? name(first) : `${name(first)}–${name(last)}`, clockOf(from), end);
}

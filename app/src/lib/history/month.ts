import { dayOf } from '../texts/times.ts';

/**
 * A month as a calendar shows it. Days are numbers that grow by one each day, as `dayOf` gives them: the local day of a time, counted
 * as if it were one of UTC, so that no change of the clock makes a day shorter.
 */
const DAY = 86_400_000;

export interface DayRange {
  /** First and last day. */
  readonly from: number;
  readonly until: number;
}

const dateOf = (day: number): Date => new Date(day * DAY);

export const firstOfMonth = (day: number): number => {
  const date = dateOf(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY;
};

/** The same day so many months later, or the last one of that month. */
export function monthsLater(day: number, months: number): number {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY;
}

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: number): number => dateOf(day).getUTCDay() || 7;

/** The first day of the week in which this day is, where weeks begin with `firstWeekday`. */
export const firstOfWeek = (day: number, firstWeekday: number): number =>
  day - ((weekdayOf(day) - firstWeekday + 7) % 7);

/** The weeks of the month of this day, whole: days of the months beside it are null. */
export function weeksOf(day: number, firstWeekday: number): readonly (readonly (number | null)[])[] {
  const first = firstOfMonth(day);
  const next = monthsLater(first, 1);
  const weeks: (number | null)[][] = [];
  for (let start = firstOfWeek(first, firstWeekday); start < next; start += 7)
    weeks.push(
      Array.from({ length: 7 }, (_, index) => start + index).map((one) => (one < first || one >= next ? null : one)),
    );
  return weeks;
}

/** The first moment of a local day, ms. */
export const startOfDay = (day: number): number => {
  const date = dateOf(day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
};

/** By the first day of the week where this language is spoken as this person speaks it; Monday where nobody knows. */
export function firstWeekdayOf(locale: string): number {
  try {
    // Not in all browsers, and in some it is a property.
    const info = new Intl.Locale(locale) as Intl.Locale & {
      getWeekInfo?: () => { readonly firstDay: number };
      weekInfo?: { readonly firstDay: number };
    };
    return (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
}

/** How many there are on each day. */
export function countByDay(times: Iterable<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const at of times) {
    const day = dayOf(at);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}

export const isWithin = (at: number, { from, until }: DayRange): boolean => {
  const day = dayOf(at);
  return day >= from && day <= until;
};

/** The range from one day to another, whichever comes first. */
export const rangeOf = (one: number, other: number): DayRange => ({
  from: Math.min(one, other),
  until: Math.max(one, other),
});

import { DAY_MINUTES, DAYS, type Span, type Week } from '#schema/schedule/schedule.ts';

/** A week as it is painted: a circle of minutes that begins with Monday's midnight. */

const WEEK_MINUTES = DAYS * DAY_MINUTES;

/** Half an hour: a cell of the grid. */
export const CELL = 30;
export const CELLS = DAY_MINUTES / CELL;

/** For each minute of the week whether one works. */
export type Minutes = Uint8Array;

const lengthOf = ({ from, to }: Span): number => (to > from ? to - from : to - from + DAY_MINUTES);

function fill(minutes: Minutes, from: number, length: number, isOn: boolean): void {
  for (let minute = from; minute < from + length; minute += 1) minutes[minute % WEEK_MINUTES] = Number(isOn);
}

export function minutesOf(week: Week): Minutes {
  const minutes = new Uint8Array(WEEK_MINUTES);
  for (const span of week) fill(minutes, span.day * DAY_MINUTES + span.from, lengthOf(span), true);
  return minutes;
}

/** In order; what passes one midnight is one span, what is longer than a day is cut at each midnight. */
export function weekOf(minutes: Minutes): Week {
  const first = minutes.findIndex((isOn, minute) => isOn === 1 && minutes.at(minute - 1) === 0);
  if (first === -1) {
    if (minutes[0] === 0) return [];
    return Array.from({ length: DAYS }, (_, day) => ({ day, from: 0, to: 0 }));
  }
  const spans: Span[] = [];
  const add = (from: number, until: number): void => {
    const at = from % WEEK_MINUTES;
    spans.push({ day: Math.floor(at / DAY_MINUTES), from: at % DAY_MINUTES, to: until % DAY_MINUTES });
  };
  for (let from = first; from < first + WEEK_MINUTES;) {
    let until = from;
    while (until < first + WEEK_MINUTES && minutes[until % WEEK_MINUTES] === 1) until += 1;
    let begins = from;
    while (until - from > DAY_MINUTES && until - begins > DAY_MINUTES - (begins % DAY_MINUTES)) {
      const midnight = begins - (begins % DAY_MINUTES) + DAY_MINUTES;
      add(begins, midnight);
      begins = midnight;
    }
    if (until > begins) add(begins, until);
    from = until;
    while (from < first + WEEK_MINUTES && minutes[from % WEEK_MINUTES] === 0) from += 1;
  }
  return spans.toSorted((one, other) => one.day - other.day || one.from - other.from);
}

/** What touches or overlaps is one. */
export const tidied = (week: Week): Week => weekOf(minutesOf(week));

/** Some days, and some minutes of each of them. */
export interface Area {
  readonly days: readonly number[];
  readonly from: number;
  /** Up to midnight: 1,440. */
  readonly until: number;
}

export function painted(week: Week, { days, from, until }: Area, isOn: boolean): Week {
  const minutes = minutesOf(week);
  for (const day of days) fill(minutes, day * DAY_MINUTES + from, until - from, isOn);
  return weekOf(minutes);
}

/** Of a cell, over all of these people: all of it, nothing, or some of it. */
export type CellState = 'on' | 'off' | 'part';

export function cellState(weeks: readonly Minutes[], day: number, cell: number): CellState {
  const from = day * DAY_MINUTES + cell * CELL;
  let on = 0;
  for (const minutes of weeks) for (let minute = from; minute < from + CELL; minute += 1) on += minutes[minute] ?? 0;
  if (on === 0) return 'off';
  return on === weeks.length * CELL ? 'on' : 'part';
}

export const minutesIn = (week: Week): number => minutesOf(week).reduce((sum, isOn) => sum + isOn, 0);

export const isSameWeek = (one: Week, other: Week): boolean =>
  JSON.stringify(tidied(one)) === JSON.stringify(tidied(other));

/** Another stretch on this day, behind what is there; null when the day is full. */
export function nextSpan(week: Week, day: number): Span | null {
  const last = week.filter((span) => span.day === day).at(-1);
  if (last === undefined) return { day, from: 540, to: 1_020 };
  const from = last.to + 60;
  if (last.to <= last.from || from >= DAY_MINUTES - 60) return null;
  return { day, from, to: Math.min(from + 240, DAY_MINUTES - 1) };
}

/** `09:30`; midnight at the end of a day is `00:00`. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Of a field for a time; null while it is being emptied. */
export function minuteOf(text: string): number | null {
  const [hours, minutes] = text.split(':').map(Number);
  const minute = (hours ?? NaN) * 60 + (minutes ?? NaN);
  return Number.isInteger(minute) && minute >= 0 && minute < DAY_MINUTES ? minute : null;
}

import type { OperatorChoice, OperatorStatus } from '../docs/operator-status.ts';
import { DAYS, eachDayOf, type DayOff, type Schedule, type Week } from './schedule.ts';
import { momentOf, wallOf } from './time-zone.ts';

/**
 * Whether somebody works at a moment, and how long that has been and will be so: ms since 1970, `until` being the first moment at
 * which it is otherwise. Null: as far as one can see it was always so, or stays so for ever. Stretches that touch are one.
 */
export interface Duty {
  readonly isOn: boolean;
  readonly since: number | null;
  readonly until: number | null;
}

/** By which clock, and on which days it does not begin. */
export interface Rules {
  readonly zone: string;
  readonly daysOff: readonly Pick<DayOff, 'day'>[];
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Days that are looked at each way before one looks further. */
const NEAR = 2;
/** Further than that nothing is looked for. */
const FAR = 400;

export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** What begins on days of the wall from `first` to `last`, in order, what touches being one. */
function stretchesOf(week: Week, { zone, daysOff }: Rules, first: number, last: number): readonly Stretch[] {
  const off = new Set(daysOff.map(({ day }) => Date.parse(day)));
  const stretches: Stretch[] = [];
  for (let day = first; day <= last; day += DAY) {
    if (off.has(day)) continue;
    // 1 January 1970 was a Thursday.
    const weekday = (((day / DAY + 3) % DAYS) + DAYS) % DAYS;
    for (const span of week) {
      if (span.day !== weekday) continue;
      const ends = day + span.to * MINUTE + (span.to > span.from ? 0 : DAY);
      const stretch = { from: momentOf(zone, day + span.from * MINUTE), until: momentOf(zone, ends) };
      // Nothing is left of one within an hour that the clock leaps over.
      if (stretch.until > stretch.from) stretches.push(stretch);
    }
  }
  stretches.sort((one, other) => one.from - other.from);
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const before = joined.at(-1);
    if (before === undefined || stretch.from > before.until) joined.push(stretch);
    else joined[joined.length - 1] = { from: before.from, until: Math.max(before.until, stretch.until) };
  }
  return joined;
}

export function dutyAt(week: Week, rules: Rules, at: number): Duty {
  const today = Math.floor(wallOf(rules.zone, at) / DAY) * DAY;
  // Of each day of the week no more than all days off are left out, one after the other.
  const away = rules.daysOff.map(({ day }) => Math.abs(Date.parse(day) - today) / DAY + 2);
  const furthest = Math.min(FAR, Math.max(DAYS + 2 + DAYS * rules.daysOff.length, ...away));
  for (let reach = NEAR; ; reach = Math.min(3 * reach, furthest)) {
    const [first, last] = [today - reach * DAY, today + reach * DAY];
    const stretches = stretchesOf(week, rules, first, last);
    // At both ends something that was not looked at may touch: what began the day before ends within the first day.
    const sure: Stretch = { from: momentOf(rules.zone, first + DAY), until: momentOf(rules.zone, last + DAY) };
    const borders = stretches
      .flatMap(({ from, until }) => [from, until])
      .filter((border) => border >= sure.from && border < sure.until);
    const since = borders.findLast((border) => border <= at) ?? null;
    const until = borders.find((border) => border > at) ?? null;
    const isFound = since !== null && until !== null;
    if (isFound || week.length === 0 || reach >= furthest)
      return { isOn: stretches.some((stretch) => stretch.from <= at && at < stretch.until), since, until };
  }
}

/** When the work of a week goes on between two moments, in order, what touches being one; cut at both. */
export function workBetween(week: Week, rules: Rules, from: number, until: number): readonly Stretch[] {
  const [first, last] = [from, until].map((at) => Math.floor(wallOf(rules.zone, at) / DAY) * DAY) as [number, number];
  // What begins on the day before may go on into the first one.
  return stretchesOf(week, rules, first - DAY, last)
    .map((stretch) => ({ from: Math.max(from, stretch.from), until: Math.min(until, stretch.until) }))
    .filter((stretch) => stretch.until > stretch.from);
}

/** Remembers its last answer for each week, which holds until the next border: so one may ask each second. */
export function createDutyMemory(): (week: Week, rules: Rules, at: number) => Duty {
  const known = new WeakMap<Week, { readonly rules: Rules; readonly duty: Duty; readonly at: number }>();
  return (week, rules, at) => {
    const last = known.get(week);
    // After a day one can see further.
    const isFresh = last !== undefined && last.rules === rules && Math.abs(at - last.at) < DAY;
    if (isFresh && (last.duty.since ?? -Infinity) <= at && at < (last.duty.until ?? Infinity)) return last.duty;
    const duty = dutyAt(week, rules, at);
    known.set(week, { rules, duty, at });
    return duty;
  };
}

/**
 * By which rules each person works: by the days off of everybody and their own leave. Null as long as nobody has a week. For one
 * schedule and one person it is always the same object.
 */
export function rulesOf({ zone, daysOff }: Schedule): (person: string) => Rules | null {
  if (zone === null) return () => null;
  const rulesWith = (of: (off: DayOff) => boolean): Rules => ({
    zone,
    daysOff: daysOff.filter(of).flatMap((off) => eachDayOf(off).map((day) => ({ day }))),
  });
  const common = rulesWith(({ person }) => person === undefined);
  const own = new Map(
    [...new Set(daysOff.map(({ person }) => person))].map((id) => [
      id as string | undefined,
      rulesWith(({ person }) => person === undefined || person === id),
    ]),
  );
  return (person) => own.get(person) ?? common;
}

/** Clocks of devices differ a little; a choice that seems to come from later than this comes from a wrong one. */
export const CLOCKS_DIFFER = 5 * MINUTE;

/** Whether what somebody chose holds, and not the schedule: until the next border, before or after it (SCHED2). */
export const isByHand = ({ at }: OperatorChoice, duty: Duty | null, now: number): boolean =>
  duty === null || (at !== null && at >= (duty.since ?? -Infinity) && at <= now + CLOCKS_DIFFER);

/** What somebody is. `duty`: now; null for whoever has no schedule. */
export const statusAt = (choice: OperatorChoice, duty: Duty | null, now: number): OperatorStatus =>
  duty === null || isByHand(choice, duty, now) ? choice.status : duty.isOn ? 'online' : 'offline';

/**
 * When somebody is back: the first moment after `at` at which anybody's work begins, ms since 1970; null when no schedule says so.
 * `isCounted`: of whom it is asked, everybody unless one says otherwise. In which clock to tell it is the reader's choice: the
 * schedule's own is `schedule.zone`.
 */
export function nextShiftStart(
  schedule: Schedule,
  at: number,
  isCounted: (person: string) => boolean = () => true,
): number | null {
  const rulesFor = rulesOf(schedule);
  const starts = [...schedule.weeks].flatMap(([person, week]) => {
    const rules = rulesFor(person);
    if (rules === null || !isCounted(person)) return [];
    const { isOn, until } = dutyAt(week, rules, at);
    const start = isOn && until !== null ? dutyAt(week, rules, until).until : until;
    return start === null ? [] : [start];
  });
  return starts.length === 0 ? null : Math.min(...starts);
}

/** Whether anybody's work goes on at this moment. */
export function isAnybodyOn(
  schedule: Schedule,
  at: number,
  isCounted: (person: string) => boolean = () => true,
): boolean {
  const rulesFor = rulesOf(schedule);
  return [...schedule.weeks].some(([person, week]) => {
    const rules = rulesFor(person);
    return rules !== null && isCounted(person) && dutyAt(week, rules, at).isOn;
  });
}

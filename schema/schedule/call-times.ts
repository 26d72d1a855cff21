import { rulesOf, workBetween, type Stretch } from './duty.ts';
import type { Schedule } from './schedule.ts';

export const HALF_AN_HOUR = 30 * 60_000;
/** Nobody is promised a call sooner than that, ms: that is what "as soon as possible" is for. */
const SOONEST = HALF_AN_HOUR;
const DAYS_AHEAD = 7 * 86_400_000;

/** Who works in a half hour: all through it, and in a part of it. */
interface Workers {
  readonly whole: readonly string[];
  readonly part: readonly (Stretch & { readonly person: string })[];
}
/** By when each half hour begins, ms, in order; one in which nobody works is not there. */
export type WorkingHalfHours = ReadonlyMap<number, Workers>;

/** What is known beside the schedule. */
export interface CallRules {
  readonly site: string;
  /** Whether this person answers chats of that site. */
  readonly serves: (person: string, site: string) => boolean;
  /** The sites of the calls that are to be made in the half hour that begins then. */
  readonly callsAt: (at: number) => readonly string[];
}

/** The half hours that begin from one moment to another. */
export function workBetweenHalfHours(schedule: Schedule, from: number, until: number): WorkingHalfHours {
  const rulesFor = rulesOf(schedule);
  const workers = new Map<number, { whole: string[]; part: (Stretch & { person: string })[] }>();
  for (const [person, week] of schedule.weeks) {
    const rules = rulesFor(person);
    for (const stretch of rules === null ? [] : workBetween(week, rules, from, until))
      for (let at = Math.floor(stretch.from / HALF_AN_HOUR) * HALF_AN_HOUR; at < stretch.until; at += HALF_AN_HOUR) {
        const own = workers.get(at) ?? { whole: [], part: [] };
        workers.set(at, own);
        if (stretch.from <= at && stretch.until >= at + HALF_AN_HOUR) own.whole.push(person);
        else own.part.push({ person, ...stretch });
      }
  }
  return new Map([...workers].sort(([one], [other]) => one - other));
}

/** Those of which times for a call are offered. */
export const workAhead = (schedule: Schedule, now: number): WorkingHalfHours =>
  workBetweenHalfHours(schedule, Math.ceil((now + SOONEST) / HALF_AN_HOUR) * HALF_AN_HOUR, now + DAYS_AHEAD);

/** When a visitor of a site can be called: where somebody who works for it has no other call yet. */
export const callTimes = (work: WorkingHalfHours, rules: CallRules): readonly number[] =>
  [...work.keys()].filter((at) => hasPlace(work, at, rules));

/**
 * Whether one more call of the site can be made in this half hour: each of its workers makes one, and whoever works for several sites
 * makes it for any of them. Those who hand over to each other within it make one together, for one of their sites, where nobody works all
 * through it.
 */
export function hasPlace(work: WorkingHalfHours, at: number, { site, serves, callsAt }: CallRules): boolean {
  const { whole, part } = work.get(at) ?? { whole: [], part: [] };
  const calls = callsAt(at);
  const isOfWhole = (of: string): boolean => whole.some((person) => serves(person, of));
  if (!isOfWhole(site)) {
    /** Whoever of them works for one of these may be making that call. */
    const shared = calls.filter((of) => !isOfWhole(of));
    const isFree = ({ person }: { readonly person: string }): boolean =>
      serves(person, site) && !shared.some((of) => serves(person, of));
    return isCovered(part.filter(isFree), at);
  }
  /** Whose call each worker makes: a call goes to another one where that makes room for the next. */
  const callOf = new Map<string, string>();
  const give = (of: string, tried: Set<string>): boolean =>
    whole.some((person) => {
      if (tried.has(person) || !serves(person, of)) return false;
      tried.add(person);
      const before = callOf.get(person);
      if (before !== undefined && !give(before, tried)) return false;
      callOf.set(person, of);
      return true;
    });
  for (const call of calls) give(call, new Set());
  return give(site, new Set());
}

/** One who begins where another ends is as one with them. */
function isCovered(parts: readonly Stretch[], at: number): boolean {
  let end = at;
  for (const { from, until } of parts.toSorted((one, other) => one.from - other.from))
    if (from <= end) end = Math.max(end, until);
  return end >= at + HALF_AN_HOUR;
}

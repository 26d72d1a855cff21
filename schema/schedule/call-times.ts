import { rulesOf, workBetween } from './duty.ts';
import type { Schedule } from './schedule.ts';

const HALF_AN_HOUR = 30 * 60_000;
/** Nobody is promised a call sooner than that, ms: that is what "as soon as possible" is for. */
const SOONEST = HALF_AN_HOUR;
const DAYS_AHEAD = 7 * 86_400_000;

/** The half hours of the next week in which somebody works from beginning to end: when each begins, ms. None where there is no schedule. */
export function callTimes(schedule: Schedule, now: number): readonly number[] {
  const rulesFor = rulesOf(schedule);
  const from = Math.ceil((now + SOONEST) / HALF_AN_HOUR) * HALF_AN_HOUR;
  const stretches = [...schedule.weeks].flatMap(([person, week]) => {
    const rules = rulesFor(person);
    return rules === null ? [] : workBetween(week, rules, from, now + DAYS_AHEAD);
  });
  stretches.sort((one, other) => one.from - other.from);
  const times: number[] = [];
  // One who begins where another ends is as one with them: a half hour may be of both.
  let begin = 0;
  let end = 0;
  for (const stretch of stretches) {
    if (stretch.from > end) begin = stretch.from;
    end = Math.max(end, stretch.until);
    const first = Math.max((times.at(-1) ?? 0) + HALF_AN_HOUR, Math.ceil(begin / HALF_AN_HOUR) * HALF_AN_HOUR);
    for (let at = first; at + HALF_AN_HOUR <= end; at += HALF_AN_HOUR) times.push(at);
  }
  return times;
}

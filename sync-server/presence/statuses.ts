import type { OperatorChoice, OperatorStatus } from '#schema/docs/operator-status.ts';
import type { OperatorId } from '#schema/ids.ts';
import { CLOCKS_DIFFER, createDutyMemory, rulesOf, statusAt, type Duty, type Rules } from '#schema/schedule/duty.ts';
import type { Clock } from '../ports.ts';
import type { ScheduleRoom } from '../schedule/schedule-room.ts';
import type { Timers } from '../timers.ts';

/**
 * What everybody is: what they have chosen, as the disk has it in each person's own document (STATUS1), or what the schedule says since
 * (SCHED2). Who chose nothing and has no schedule is online.
 */
export interface Statuses {
  readonly take: (person: OperatorId, choice: OperatorChoice) => void;
  readonly of: (person: string) => OperatorStatus;
}

export interface StatusesDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly schedule: Pick<ScheduleRoom, 'current' | 'onChanged'>;
  readonly changed: (person: OperatorId) => void;
}

/** ms; a timer does not know that the machine slept, or that its clock was put right. */
const LOOK_AT_LEAST_EVERY = 60_000;
const NOTHING: OperatorChoice = { status: 'online', at: null };

export function createStatuses({ clock, timers, schedule, changed }: StatusesDeps): Statuses {
  const chosen = new Map<OperatorId, OperatorChoice>();
  const dutyAt = createDutyMemory();
  /** Who had a week when that was last looked at. */
  let scheduled: readonly OperatorId[] = [];
  /** Asked for each sign of somebody's life, so it is not reckoned then. */
  const shown = new Map<string, OperatorStatus>();
  let rulesFor: (person: string) => Rules | null = () => null;
  let cancel: (() => void) | null = null;
  /** Whoever is told of it is still being made. */
  let isMade = false;

  const of = (person: string): OperatorStatus => shown.get(person) ?? 'online';

  function dutyOf(person: OperatorId, now: number): Duty | null {
    const week = schedule.current().weeks.get(person);
    const rules = rulesFor(person);
    return week === undefined || rules === null ? null : dutyAt(week, rules, now);
  }

  /** Answers with when to look at this person again. */
  function look(person: OperatorId, now: number): number {
    const choice = chosen.get(person) ?? NOTHING;
    const duty = dutyOf(person, now);
    const status = statusAt(choice, duty, now);
    if (status !== of(person)) {
      shown.set(person, status);
      if (isMade) changed(person);
    }
    const believed = (choice.at ?? 0) - CLOCKS_DIFFER;
    return Math.min(duty?.until ?? Infinity, duty !== null && believed > now ? believed : Infinity);
  }

  function lookAtAll(): void {
    cancel?.();
    cancel = null;
    const now = clock.now();
    const { weeks } = schedule.current();
    let next = Infinity;
    for (const person of new Set([...scheduled, ...weeks.keys()])) next = Math.min(next, look(person, now));
    scheduled = [...weeks.keys()];
    if (weeks.size === 0) return;
    cancel = timers.after(Math.min(LOOK_AT_LEAST_EVERY, Math.max(next - now, 1)), lookAtAll);
  }

  function takeRules(): void {
    rulesFor = rulesOf(schedule.current());
    lookAtAll();
  }

  schedule.onChanged(takeRules);
  takeRules();
  isMade = true;

  return {
    of,
    take: (person, choice) => {
      chosen.set(person, choice);
      look(person, clock.now());
    },
  };
}

import { fail, ok, type Result } from '#schema/result.ts';
import type { Schedule, ScheduleChange } from '#schema/schedule/schedule.ts';
import type { People } from '../ports.ts';
import type { ScheduleStore } from './schedule-store.ts';

export type ScheduleFailure = 'no-zone' | 'unknown-person';

/** When who works: read once at the start, in memory from then on, written through when an admin changes it (SCHED5). */
export interface ScheduleRoom {
  readonly current: () => Schedule;
  /** What is absent stays as it is. Throws when the disk refuses it; then nothing has changed. */
  readonly change: (change: ScheduleChange) => Result<Schedule, ScheduleFailure>;
  /** Calls back after each change that made a difference. */
  readonly onChanged: (listener: (schedule: Schedule) => void) => () => void;
}

export interface ScheduleDeps {
  readonly store: ScheduleStore;
  readonly people: Pick<People, 'find'>;
}

export function createSchedule({ store, people }: ScheduleDeps): ScheduleRoom {
  const listeners = new Set<(schedule: Schedule) => void>();
  let schedule = store.read();

  const answers = (person: string): boolean => (people.find(person)?.role ?? 'observer') !== 'observer';

  return {
    current: () => schedule,
    change: ({ zone = schedule.zone, daysOff = schedule.daysOff, weeks: changed = [] }) => {
      // One who answers chats no more may still be taken out.
      if (changed.some(({ person, week }) => week.length > 0 && !answers(person))) return fail('unknown-person');
      const weeks = new Map(schedule.weeks);
      for (const { person, week } of changed)
        if (week.length > 0) weeks.set(person, week);
        else weeks.delete(person);
      if (weeks.size > 0 && zone === null) return fail('no-zone');
      if (daysOff.some(({ person }) => person !== undefined && people.find(person) === null))
        return fail('unknown-person');
      const sorted = daysOff.toSorted((one, other) => (one.day < other.day ? -1 : 1));
      const next = { revision: schedule.revision, zone, daysOff: sorted, weeks };
      if (JSON.stringify([next, ...weeks]) === JSON.stringify([schedule, ...schedule.weeks])) return ok(schedule);
      const written = { ...next, revision: schedule.revision + 1 };
      store.write(
        written,
        changed.map(({ person }) => person),
      );
      schedule = written;
      for (const listener of listeners) listener(schedule);
      return ok(schedule);
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

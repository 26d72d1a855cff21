import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { OperatorId } from '#schema/ids.ts';
import { daysOffSchema, NO_SCHEDULE, weekSchema, type Schedule } from '#schema/schedule/schedule.ts';
import { isTimeZone } from '#schema/schedule/time-zone.ts';
import { scheduleRules, scheduleWeeks } from '#schema/tables/schedule-tables.ts';
import type { Drizzle } from '../people/drizzle-store.ts';

/** The rows of the schedule. */
export interface ScheduleStore {
  readonly read: () => Schedule;
  /** All or none: the rules, and the weeks of these people. */
  readonly write: (schedule: Schedule, people: readonly OperatorId[]) => void;
}

/** What cannot be read of it, maybe because another version wrote it, is not there until it is saved again. */
function parse<Value>(schema: v.GenericSchema<unknown, Value>, text: string): Value | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

export const createScheduleStore = (drizzle: Drizzle): ScheduleStore => ({
  read: () => {
    const rule = drizzle.select().from(scheduleRules).all().at(0);
    if (rule === undefined) return NO_SCHEDULE;
    const weeks = drizzle
      .select()
      .from(scheduleWeeks)
      .all()
      .flatMap(({ person, spans }) => {
        const week = parse(weekSchema, spans);
        return week === null || week.length === 0 ? [] : [[person, week] as const];
      });
    return {
      revision: rule.revision,
      zone: rule.zone !== null && isTimeZone(rule.zone) ? rule.zone : null,
      daysOff: parse(daysOffSchema, rule.daysOff) ?? [],
      weeks: new Map(weeks),
    };
  },
  write: ({ revision, zone, daysOff, weeks }, people) =>
    drizzle.transaction(
      (transaction) => {
        for (const person of people) {
          const week = weeks.get(person);
          transaction.delete(scheduleWeeks).where(eq(scheduleWeeks.person, person)).run();
          if (week === undefined) continue;
          transaction
            .insert(scheduleWeeks)
            .values({ person, spans: JSON.stringify(week) })
            .run();
        }
        const row = { number: 1, zone, daysOff: JSON.stringify(daysOff), revision };
        transaction
          .insert(scheduleRules)
          .values(row)
          .onConflictDoUpdate({ target: scheduleRules.number, set: row })
          .run();
      },
      { behavior: 'immediate' },
    ),
});

import type { Schedule, ScheduleChange } from '#schema/schedule/schedule.ts';

/** As the server will have it. */
export function after(schedule: Schedule, { zone, daysOff, weeks = [] }: ScheduleChange): Schedule {
  const next = new Map(schedule.weeks);
  for (const { person, week } of weeks)
    if (week.length > 0) next.set(person, week);
    else next.delete(person);
  return { ...schedule, zone: zone ?? schedule.zone, daysOff: daysOff ?? schedule.daysOff, weeks: next };
}

/**
 * What brings back what a change of this schedule changes. A zone that was chosen first stays: nothing shows of it while nobody has a
 * week.
 */
export const backTo = (schedule: Schedule, { zone, daysOff, weeks }: ScheduleChange): ScheduleChange => ({
  ...(zone !== undefined && schedule.zone !== null && { zone: schedule.zone }),
  ...(daysOff !== undefined && { daysOff: [...schedule.daysOff] }),
  ...(weeks !== undefined && {
    weeks: weeks.map(({ person }) => ({ person, week: [...(schedule.weeks.get(person) ?? [])] })),
  }),
});

import * as v from 'valibot';
import { fail, ok, type Result } from '#schema/result.ts';
import { scheduleFromJson, scheduleSchema, type Schedule, type ScheduleChange } from '#schema/schedule/schedule.ts';
import { answerOf, type ApiFailure } from '../account/api.ts';

export type ChangeSchedule = (change: ScheduleChange) => Promise<Result<Schedule, ApiFailure>>;

/** Answers with the whole schedule as it is then. */
export const changeSchedule: ChangeSchedule = async (change) => {
  const response = await answerOf('/api/schedule', {
    method: 'PATCH',
    body: JSON.stringify(change),
    headers: { 'content-type': 'application/json' },
  });
  if (response === null || response.status >= 500) return fail('no-network');
  if (response.status === 401) return fail('unauthorized');
  if (!response.ok) return fail('refused');
  try {
    const schedule = v.safeParse(scheduleSchema, await response.json());
    return schedule.success ? ok(scheduleFromJson(schedule.output)) : fail('broken');
  } catch {
    return fail('broken');
  }
};

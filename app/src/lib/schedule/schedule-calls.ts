import type { Result } from '#schema/result.ts';
import { scheduleFromJson, scheduleSchema, type Schedule, type ScheduleChange } from '#schema/schedule/schedule.ts';
import * as v from 'valibot';
import type { ApiFailure } from '../account/api.ts';
import { asking } from '../account/asking.ts';

export type ChangeSchedule = (change: ScheduleChange) => Promise<Result<Schedule, ApiFailure>>;

const ask = asking('/api/schedule');
const schema = v.pipe(scheduleSchema, v.transform(scheduleFromJson));

/** Answers with the whole schedule as it is then. */
export const changeSchedule: ChangeSchedule = (change) => ask('PATCH', '', { schema, body: change });

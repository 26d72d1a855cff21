import { callTimesResponseSchema } from '#schema/http/call-times.ts';
import { siteIdSchema } from '#schema/site/site-id.ts';
import { scheduleChangeSchema, scheduleSchema } from '#schema/schedule/schedule.ts';
import { answer, body, parameter, problems, signedIn } from './openapi-parts.ts';

/** Of the description of the API: when who works. */
export const schedulePaths = {
  '/api/call-times': {
    get: {
      operationId: 'readCallTimes',
      summary: 'When a visitor of a site can be called back: half hours of the next week in which somebody works',
      security: signedIn,
      parameters: [parameter('query', 'site', siteIdSchema)],
      responses: { 200: answer('When each begins', callTimesResponseSchema), ...problems(400, 401, 429) },
    },
  },
  '/api/schedule': {
    get: {
      operationId: 'readSchedule',
      summary: 'When who works, week by week, and the days off of everybody',
      security: signedIn,
      responses: { 200: answer('The schedule', scheduleSchema), ...problems(401, 403) },
    },
    patch: {
      operationId: 'changeSchedule',
      summary: 'Change the time zone, the days off, or the weeks of some people; what is absent stays as it is',
      security: signedIn,
      requestBody: body(scheduleChangeSchema),
      responses: { 200: answer('The schedule, as it is now', scheduleSchema), ...problems(400, 401, 403, 413) },
    },
  },
};

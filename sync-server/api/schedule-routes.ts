import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { scheduleChangeSchema, scheduleToJson } from '#schema/schedule/schedule.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

/** When who works. A change names what it changes; who made it stands in the log. */
export function scheduleRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { schedule, log } = deps;
  const routes = new Hono<CallerEnv>();

  routes.get('/schedule', allowed(deps, 'GET /api/schedule'), (context) =>
    context.json(scheduleToJson(schedule.current())),
  );

  routes.patch(
    '/schedule',
    bodyLimit({ maxSize: 256 * 1024, onError: (context) => problem(context, 413, 'too-large') }),
    allowed(deps, 'PATCH /api/schedule'),
    async (context) => {
      const request = await readJson(context.req.raw, scheduleChangeSchema);
      if (!request.ok) return problem(context, 400, 'invalid', request.failure);
      const { weeks, ...rules } = request.value;
      const changed = schedule.change(request.value);
      if (!changed.ok) return problem(context, 400, changed.failure);
      const people = weeks?.map(({ person }) => person);
      const { revision } = changed.value;
      log.info({ by: context.get('actor').id, ...rules, people, revision }, 'the schedule is changed');
      return context.json(scheduleToJson(changed.value));
    },
  );

  return routes;
}

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { historyRequestSchema, type HistoryPage } from '#schema/http/history.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

/** Search in conversations of any age. What was looked for is kept nowhere: it stands in the body, and no log repeats it. */
export function historyRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const routes = new Hono<CallerEnv>();

  routes.post(
    '/history',
    bodyLimit({ maxSize: 8 * 1024, onError: (context) => problem(context, 413, 'too-large') }),
    allowed(deps, 'POST /api/history'),
    async (context) => {
      const request = await readJson(context.req.raw, historyRequestSchema);
      if (!request.ok) return problem(context, 400, 'invalid', request.failure);
      return context.json((await deps.history.find(request.value)) satisfies HistoryPage);
    },
  );

  return routes;
}

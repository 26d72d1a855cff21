import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { workspaceChangeSchema, type WorkspaceSettings } from '#schema/workspace-settings.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

/** What holds for everybody here. A change names the settings that it changes. */
export function workspaceRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { workspaceSettings, log } = deps;
  const routes = new Hono<CallerEnv>();

  routes.get('/workspace', allowed(deps, 'GET /api/workspace'), (context) =>
    context.json(workspaceSettings.current() satisfies WorkspaceSettings),
  );

  routes.put(
    '/workspace',
    bodyLimit({ maxSize: 8 * 1024, onError: (context) => problem(context, 413, 'too-large') }),
    allowed(deps, 'PUT /api/workspace'),
    async (context) => {
      const request = await readJson(context.req.raw, workspaceChangeSchema);
      if (!request.ok) return problem(context, 400, 'invalid', request.failure);
      log.info({ by: context.get('actor').id, changes: request.value }, 'the settings of the workspace are changed');
      return context.json(workspaceSettings.change(request.value) satisfies WorkspaceSettings);
    },
  );

  return routes;
}

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as v from 'valibot';
import {
  setupRequestSchema,
  type peopleResponseSchema,
  type sessionResponseSchema,
  type setupStateSchema,
} from '#schema/http/contract.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

/** Who I am, who else is here, and the making of the first owner. */
export function peopleRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { people, setup } = deps;
  const routes = new Hono<CallerEnv>();

  routes.get('/session', allowed(deps, 'GET /api/session'), (context) => {
    const person = people.find(context.get('actor').id);
    if (person === null) return problem(context, 401, 'unauthorized');
    return context.json(person satisfies v.InferInput<typeof sessionResponseSchema>);
  });

  routes.get('/people', allowed(deps, 'GET /api/people'), (context) =>
    context.json({ people: [...people.all()] } satisfies v.InferInput<typeof peopleResponseSchema>),
  );

  routes.get('/setup', (context) =>
    context.json({ needed: setup.isNeeded() } satisfies v.InferInput<typeof setupStateSchema>),
  );

  routes.post('/setup', bodyLimit({ maxSize: 8 * 1024 }), async (context) => {
    const request = await readJson(context.req.raw, setupRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const claimed = await setup.claim(request.value);
    if (claimed.ok) return context.json({ needed: false } satisfies v.InferInput<typeof setupStateSchema>);
    const status = claimed.failure === 'wrong-token' ? 403 : 409;
    return problem(context, status, claimed.failure);
  });

  return routes;
}

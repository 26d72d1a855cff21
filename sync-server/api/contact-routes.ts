import { Hono } from 'hono';
import * as v from 'valibot';
import type { erasedResponseSchema } from '#schema/http/contract.ts';
import { visitorIdSchema } from '#schema/ids.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

/** Forgets a person for good, with every conversation (KEEP5). */
export function contactRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const routes = new Hono<CallerEnv>();
  routes.delete('/contacts/:visitor', allowed(deps, 'DELETE /api/contacts/:visitor'), async (context) => {
    const visitor = v.safeParse(visitorIdSchema, context.req.param('visitor'));
    if (!visitor.success) return problem(context, 404, 'not-found');
    const erased = await deps.street.erase(visitor.output, context.get('actor').id);
    if (erased.ok) return context.json(erased.value satisfies v.InferInput<typeof erasedResponseSchema>);
    return erased.failure === 'not-found'
      ? problem(context, 404, 'not-found')
      : problem(context, 503, 'retry', 'Nothing was erased yet, because the disk refused it. Try again.');
  });
  return routes;
}

import { Hono } from 'hono';
import * as v from 'valibot';
import { wordingsAddressSchema, type wordingsSchema } from '#schema/http/wordings.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

/** What stood in a message before it was edited or taken back (WORDS1). */
export function wordingsRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const routes = new Hono<CallerEnv>();
  const route = 'GET /api/wordings/:conversation/:message';
  routes.get('/wordings/:conversation/:message', allowed(deps, route), (context) => {
    const address = v.safeParse(wordingsAddressSchema, context.req.param());
    if (!address.success) return problem(context, 404, 'not-found');
    const wordings = deps.street.readWordings(address.output.conversation, address.output.message);
    if (wordings === null) return problem(context, 404, 'not-found');
    return context.json({ wordings: [...wordings] } satisfies v.InferInput<typeof wordingsSchema>);
  });
  return routes;
}

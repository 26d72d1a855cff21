import { Hono } from 'hono';
import { cors } from 'hono/cors';
import * as v from 'valibot';
import { callTimesRequestSchema, type callTimesResponseSchema } from '#schema/http/call-times.ts';
import { addressOf } from './address.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

/** When somebody can be called: from working hours, without telling whose they are (CALL7). */
export function callTimesRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { sites, street } = deps;
  const routes = new Hono<CallerEnv>();

  // A visitor's page is of any origin, and shows its token (AUTH3).
  routes.use(
    '/call-times',
    cors({ origin: '*', allowMethods: ['GET'], allowHeaders: ['authorization'], maxAge: 86_400 }),
  );
  routes.get('/call-times', allowed(deps, 'GET /api/call-times'), (context) => {
    const actor = context.get('actor');
    const address = addressOf(context, deps.settings.trustProxy) ?? '';
    if (actor.kind === 'visitor' && !deps.street.mayCall(actor.id, address))
      return problem(context, 429, 'too-many-requests');
    const request = v.safeParse(callTimesRequestSchema, context.req.query());
    if (!request.success) return problem(context, 400, 'invalid');
    const { site } = request.output;
    const isOffered = sites.settingsOf(site).callback.offer !== 'off';
    return context.json({ times: isOffered ? [...street.callTimes(site)] : [] } satisfies v.InferOutput<
      typeof callTimesResponseSchema
    >);
  });

  return routes;
}

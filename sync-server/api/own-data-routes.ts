import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type * as v from 'valibot';
import type { OwnData, ownErasureSchema } from '#schema/http/own-data.ts';
import type { VisitorId } from '#schema/ids.ts';
import { addressOf } from './address.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

const STATUS = { 'not-offered': 403, suspended: 403, 'not-found': 404, retry: 503 } as const;

/** What visitors can do themselves about what is kept of them (PRIV1, PRIV2): each with the token of their own device, from any site. */
export function ownDataRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { street, settings } = deps;
  const { ownData } = street;
  const routes = new Hono<CallerEnv>();
  for (const path of ['/own-data', '/own-data/erase']) {
    routes.use(
      path,
      cors({ origin: '*', allowMethods: ['GET', 'POST'], allowHeaders: ['authorization'], maxAge: 86_400 }),
    );
  }

  routes.get('/own-data', allowed(deps, 'GET /api/own-data'), async (context) => {
    const visitor = context.get('actor').id as VisitorId;
    if (!street.mayCall(visitor, addressOf(context, settings.trustProxy) ?? ''))
      return problem(context, 429, 'too-many-requests');
    const read = await ownData.read(visitor);
    return read.ok ? context.json(read.value satisfies OwnData) : problem(context, STATUS[read.failure], read.failure);
  });

  routes.post('/own-data/erase', allowed(deps, 'POST /api/own-data/erase'), async (context) => {
    const visitor = context.get('actor').id as VisitorId;
    if (!street.mayCall(visitor, addressOf(context, settings.trustProxy) ?? ''))
      return problem(context, 429, 'too-many-requests');
    const erased = await ownData.erase(visitor);
    return erased.ok
      ? context.json(erased.value satisfies v.InferInput<typeof ownErasureSchema>)
      : problem(context, STATUS[erased.failure], erased.failure);
  });
  return routes;
}

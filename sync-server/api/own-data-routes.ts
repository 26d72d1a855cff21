import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type * as v from 'valibot';
import { ownConfirmSchema, type ownCodeSchema, type ownErasureSchema } from '#schema/http/own-data.ts';
import type { VisitorId } from '#schema/ids.ts';
import { addressOf } from './address.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

const TOO_MANY = { busy: 429, later: 429, 'too-often': 429 } as const;
const STATUS = { 'not-offered': 403, suspended: 403, 'not-found': 404, retry: 503, ...TOO_MANY } as const;
/** In s. */
const AGAIN_AFTER = { busy: 10, later: 12 * 60, 'too-often': 5 * 3_600 } as const;
const CODE_STATUS = { 'no-address': 403, 'not-needed': 409, 'too-many': 429, 'not-sent': 503 } as const;

function refused(context: Context, failure: keyof typeof STATUS): Response {
  if (failure in AGAIN_AFTER) context.header('retry-after', String(AGAIN_AFTER[failure as keyof typeof AGAIN_AFTER]));
  return problem(context, STATUS[failure], failure);
}

/** What visitors can do themselves about what is kept of them (PRIV1, PRIV2): each with the token of their own device, from any site. */
export function ownDataRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { street, settings } = deps;
  const { ownData } = street;
  const routes = new Hono<CallerEnv>();
  const small = bodyLimit({ maxSize: 4 * 1024, onError: (context) => problem(context, 413, 'too-large') });
  for (const path of ['/own-data', '/own-data/erase', '/own-data/code', '/own-data/confirm']) {
    const allowHeaders = ['authorization', 'content-type'];
    routes.use(
      path,
      cors({
        origin: '*',
        allowMethods: ['GET', 'POST'],
        allowHeaders,
        exposeHeaders: ['retry-after'],
        maxAge: 86_400,
      }),
    );
  }
  const rare: MiddlewareHandler<CallerEnv> = async (context, next) => {
    const visitor = context.get('actor').id as VisitorId;
    if (street.mayCall(visitor, addressOf(context, settings.trustProxy) ?? '')) return next();
    return problem(context, 429, 'too-many-requests');
  };
  /** A device that came by a letter says the code from the mailbox first (PRIV5). */
  const confirmed: MiddlewareHandler<CallerEnv> = async (context, next) =>
    street.letters?.mustConfirm(context.get('actor')) ? problem(context, 403, 'confirm') : next();

  routes.get('/own-data', allowed(deps, 'GET /api/own-data'), rare, confirmed, async (context) => {
    // Nobody would read it to its end, and its place would stay taken.
    if (context.req.method === 'HEAD') return context.body(null);
    const read = await ownData.read(context.get('actor').id as VisitorId);
    if (read.ok) return context.body(read.value, 200, { 'content-type': 'application/json' });
    return refused(context, read.failure);
  });

  routes.post('/own-data/erase', allowed(deps, 'POST /api/own-data/erase'), rare, confirmed, async (context) => {
    const erased = await ownData.erase(context.get('actor').id as VisitorId);
    return erased.ok
      ? context.json(erased.value satisfies v.InferInput<typeof ownErasureSchema>)
      : refused(context, erased.failure);
  });

  routes.post('/own-data/code', allowed(deps, 'POST /api/own-data/code'), rare, async (context) => {
    const sent = await street.letters?.sendCode(context.get('actor'));
    if (sent === undefined) return problem(context, 503, 'not-sent');
    return sent.ok
      ? context.json({ to: sent.value } satisfies v.InferInput<typeof ownCodeSchema>)
      : problem(context, CODE_STATUS[sent.failure], sent.failure);
  });

  routes.post('/own-data/confirm', small, allowed(deps, 'POST /api/own-data/confirm'), rare, async (context) => {
    const request = await readJson(context.req.raw, ownConfirmSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const isRight = street.letters?.confirm(context.get('actor'), request.value.code) ?? false;
    return isRight ? context.json({}) : problem(context, 403, 'wrong-code');
  });
  return routes;
}

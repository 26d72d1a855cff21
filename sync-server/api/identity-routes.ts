import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import {
  identifyRequestSchema,
  type IdentifyProblem,
  type IdentifyResponse,
  type siteSecretsResponseSchema,
} from '#schema/http/identity.ts';
import type * as v from 'valibot';
import { visitorIdOf } from '../identity/visitor-token.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

const STATUS: { readonly [P in IdentifyProblem]: 401 | 403 | 409 | 413 } = {
  'bad-token': 403,
  expired: 403,
  'wrong-site': 403,
  'too-long': 403,
  'no-secret': 403,
  'too-large': 413,
  'other-person': 409,
  'signed-out': 401,
};

/** A token of 4 KB, and what is around it. */
const MOST_BYTES = 8 * 1024;

/**
 * Who a visitor is, as its site has signed it, and its signing out (IDENT2–IDENT8). Widgets on any site come here with their visitor's own
 * token, also with one that another has taken the place of: they ask for the answer that they did not hear.
 */
export function identifyRoutes(deps: ApiDeps): Hono {
  const routes = new Hono();
  for (const path of ['/identify', '/sign-out']) {
    const headers = { allowHeaders: ['authorization', 'content-type'], maxAge: 86_400 };
    routes.use(path, cors({ origin: '*', allowMethods: ['POST'], ...headers }));
    routes.use(path, bodyLimit({ maxSize: MOST_BYTES, onError: (context) => problem(context, 413, 'too-large') }));
  }

  routes.post('/identify', async (context) => {
    const token = await deviceOf(deps, context, 'POST /api/identify');
    if (typeof token !== 'string') return token;
    const request = await readJson(context.req.raw, identifyRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const { site, next, token: signed } = request.value;
    const identified = await deps.identifying.identify({ token, next: visitorIdOf(next), site, signed });
    if (identified.ok) return context.json(identified.value satisfies IdentifyResponse);
    const { failure } = identified;
    return failure === 'retry' ? problem(context, 503, 'retry') : problem(context, STATUS[failure], failure);
  });

  routes.post('/sign-out', async (context) => {
    const token = await deviceOf(deps, context, 'POST /api/sign-out');
    if (typeof token !== 'string') return token;
    deps.identifying.signOut(token);
    return context.json({});
  });
  return routes;
}

/** The secrets with which sites sign: for admins and owners, who copy them to their own server. Never in a log. */
export function secretRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { siteSecrets, sites, log } = deps;
  const routes = new Hono<CallerEnv>();
  type Answer = v.InferInput<typeof siteSecretsResponseSchema>;

  routes.get('/sites/:site/secrets', allowed(deps, 'GET /api/sites/:site/secrets'), (context) => {
    const site = context.req.param('site');
    if (sites.find(site) === null) return problem(context, 404, 'not-found');
    return context.json({ secrets: [...siteSecrets.of(site)] } satisfies Answer);
  });

  routes.post('/sites/:site/secrets', allowed(deps, 'POST /api/sites/:site/secrets'), (context) => {
    const site = context.req.param('site');
    if (sites.find(site) === null) return problem(context, 404, 'not-found');
    const secrets = siteSecrets.renew(site);
    log.info({ by: context.get('actor').id, site, number: secrets[0]?.number }, 'a site has a new secret');
    return context.json({ secrets: [...secrets] } satisfies Answer);
  });

  routes.delete('/sites/:site/secrets/:number', allowed(deps, 'DELETE /api/sites/:site/secrets/:number'), (context) => {
    const site = context.req.param('site');
    const number = Number(context.req.param('number'));
    if (!siteSecrets.end(site, number)) return problem(context, 404, 'not-found');
    log.info({ by: context.get('actor').id, site, number }, 'a secret of a site was ended');
    return context.json({ secrets: [...siteSecrets.of(site)] } satisfies Answer);
  });
  return routes;
}

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { siteAdditionSchema, siteEditSchema, type Site } from '#schema/site/site.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { Sighting } from '#schema/site/sighting.ts';
import type { Sightings } from '../sites/sightings.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

const STATUS = {
  'not-found': 404,
  'id-in-use': 409,
  'name-in-use': 409,
  'too-many': 409,
  'changed-meanwhile': 409,
} as const;

/** The places where the widget stands. A change names the parts that it changes, each whole; who made it stands in the log. */
export function siteRoutes(deps: ApiDeps & { readonly sightings: Sightings }): Hono<CallerEnv> {
  const { sites, avatars, sightings, log } = deps;
  const routes = new Hono<CallerEnv>();
  const limit = bodyLimit({ maxSize: 1024 * 1024, onError: (context) => problem(context, 413, 'too-large') });

  routes.get('/sites', allowed(deps, 'GET /api/sites'), (context) =>
    context.json(sites.all() satisfies readonly Site[]),
  );

  routes.get('/sites/:site/seen', allowed(deps, 'GET /api/sites/:site/seen'), (context) => {
    const site = context.req.param('site');
    if (sites.find(site) === null) return problem(context, 404, 'not-found');
    return context.json(sightings.of(site) satisfies readonly Sighting[]);
  });

  routes.post('/sites', limit, allowed(deps, 'POST /api/sites'), async (context) => {
    const request = await readJson(context.req.raw, siteAdditionSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const added = sites.add(request.value);
    if (!added.ok) return problem(context, STATUS[added.failure], added.failure);
    log.info({ by: context.get('actor').id, site: added.value.id }, 'a site is added');
    return context.json(added.value satisfies Site);
  });

  routes.patch('/sites/:site', limit, allowed(deps, 'PATCH /api/sites/:site'), async (context) => {
    const request = await readJson(context.req.raw, siteEditSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const site = context.req.param('site');
    const { avatar = '' } = request.value.settings?.look ?? {};
    // It was chosen long ago, or a colleague has let it go meanwhile.
    if (avatar !== '' && avatar !== sites.settingsOf(site).look.avatar && !avatars.isKept(avatar))
      return problem(context, 409, 'no-such-picture');
    const changed = sites.change(site, request.value);
    if (!changed.ok) return problem(context, STATUS[changed.failure], changed.failure);
    const { settings, was: _was, ...rest } = request.value;
    log.info({ by: context.get('actor').id, site, ...rest, parts: Object.keys(settings ?? {}) }, 'a site is changed');
    return context.json(changed.value satisfies Site);
  });

  return routes;
}

import { Hono } from 'hono';
import * as v from 'valibot';
import { avatarSchema } from '#schema/http/avatars.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { pictureLimit, refusePicture, sendPicture } from './small-pictures.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
/** It may be put again, s. */
const A_WHILE = 'public, max-age=60';

/** Pictures that stand for sites: put by admins, had by every page of a site, which sends nothing of its visitor along. */
export function avatarRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { avatars, log } = deps;
  const routes = new Hono<CallerEnv>();

  routes.post('/avatars', pictureLimit, allowed(deps, 'POST /api/avatars'), async (context) => {
    const put = avatars.put(new Uint8Array(await context.req.arrayBuffer()));
    if (!put.ok) return refusePicture(context, put.failure);
    log.info({ by: context.get('actor').id, avatar: put.value }, 'an avatar is put');
    return context.json({ version: put.value } satisfies v.InferOutput<typeof avatarSchema>);
  });

  routes.get('/avatars/:version', (context) => {
    const address = v.safeParse(avatarSchema, context.req.param());
    if (!address.success) return problem(context, 404, 'not-found');
    context.header('access-control-allow-origin', '*');
    context.header('cross-origin-resource-policy', 'cross-origin');
    const picture = avatars.read(address.output.version);
    if (picture !== null) return sendPicture(context, picture, FOR_EVER);
    // No error, which a browser would tell the page about: the page was open when the picture was taken away.
    context.header('cache-control', A_WHILE);
    return context.body(null, 204);
  });

  return routes;
}

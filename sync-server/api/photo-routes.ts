import { Hono } from 'hono';
import { cors } from 'hono/cors';
import * as v from 'valibot';
import { photoAddressSchema, type photoPutSchema } from '#schema/http/photos.ts';
import type { OperatorId } from '#schema/ids.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { pictureLimit, refusePicture, sendPicture } from './small-pictures.ts';
import { fileCaller, type FileEnv } from './upload-routes.ts';

const FOR_EVER = 'private, max-age=31536000, immutable';
/** A visitor is not told of a change: it is seen after so long, s. */
const A_WHILE = 'private, max-age=600';

/** One's own photo: put by oneself and nobody else. */
export function ownPhotoRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { photos, log } = deps;
  const routes = new Hono<CallerEnv>();
  routes.put('/photo', pictureLimit, allowed(deps, 'PUT /api/photo'), async (context) => {
    const { id } = context.get('actor');
    const put = photos.put(id as OperatorId, new Uint8Array(await context.req.arrayBuffer()));
    if (!put.ok) return refusePicture(context, put.failure);
    log.info({ by: id }, 'a photo is put');
    return context.json({ version: put.value } satisfies v.InferOutput<typeof photoPutSchema>);
  });
  routes.delete('/photo', allowed(deps, 'DELETE /api/photo'), (context) => {
    photos.remove(context.get('actor').id as OperatorId);
    return context.json({});
  });
  return routes;
}

/** The photos of people, for staff, and for visitors whom they answer (PHOTO3). Served as nothing that could run. */
export function photoRoutes(deps: ApiDeps): Hono<FileEnv> {
  const { photos, street } = deps;
  const routes = new Hono<FileEnv>();
  routes.use(
    cors({
      origin: '*',
      allowMethods: ['GET'],
      allowHeaders: ['authorization', 'if-none-match'],
      exposeHeaders: ['etag'],
      maxAge: 86_400,
    }),
  );
  routes.get('/:person', fileCaller(deps), (context) => {
    const address = v.safeParse(photoAddressSchema, { ...context.req.param(), ...context.req.query() });
    if (!address.success) return problem(context, 404, 'not-found');
    const { person, conversation, version } = address.output;
    const { actor } = context.var;
    const known = street.files.mayReadPhoto(actor, person, conversation ?? null) ? photos.versionOf(person) : undefined;
    const etag = `"${known ?? 'none'}"`;
    if (known !== undefined && context.req.header('if-none-match')?.includes(known)) {
      context.header('etag', etag);
      return context.body(null, 304);
    }
    const photo = known === undefined ? null : photos.read(person);
    if (photo === null) {
      // To a visitor it is no error, which a browser would tell the page about: most people have none.
      if (actor.kind !== 'visitor') return problem(context, 404, 'not-found');
      context.header('cache-control', A_WHILE);
      return context.body(null, 204);
    }
    context.header('etag', etag);
    return sendPicture(context, photo, version === photo.version ? FOR_EVER : A_WHILE);
  });
  return routes;
}

import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import * as v from 'valibot';
import { chapterAddressSchema } from '#schema/http/contract.ts';
import type { SealedChapter } from '../admit/sealed-chapters.ts';
import { ownOrigins } from '../identity/origin.ts';
import { addressOf } from './address.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

/** A year, s: what has this address is never another thing. */
const FOR_EVER = 'private, max-age=31536000, immutable';

/**
 * Sealed chapters of long conversations: a Yjs update each, which never changes while the document's epoch stays. Whoever names
 * the epoch may therefore keep it for ever; whoever does not must ask again, and is told by the ETag that nothing has changed.
 */
export function chapterRoutes(deps: ApiDeps): Hono {
  const routes = new Hono();
  // As for commands: widgets on any site, with their visitor's own token, and with nothing else.
  routes.use(
    cors({
      origin: '*',
      allowMethods: ['GET'],
      allowHeaders: ['authorization', 'if-none-match'],
      exposeHeaders: ['etag', 'retry-after'],
      maxAge: 86_400,
    }),
  );
  routes.get('/:conversation/chapters/:number', async (context) => {
    context.header('vary', 'accept-encoding, authorization, cookie, origin');
    const { headers, url } = context.req.raw;
    const origin = headers.get('origin');
    const isForeign = origin !== null && !ownOrigins(url, deps.settings.publicUrl).includes(origin);
    if (!headers.has('authorization') && isForeign) {
      return problem(context, 403, 'foreign-origin', 'A cookie is believed only from a page of this server.');
    }
    const actor = await deps.identity.identify(headers, null);
    if (actor === null) return problem(context, 401, 'unauthorized');
    if (
      actor.kind === 'visitor' &&
      !deps.street.mayCall(actor.id, addressOf(context, deps.settings.trustProxy) ?? '')
    ) {
      return problem(context, 429, 'too-many-requests');
    }
    const address = v.safeParse(chapterAddressSchema, { ...context.req.param(), ...context.req.query() });
    if (!address.success) return problem(context, 404, 'not-found');
    const { conversation, number, epoch } = address.output;
    const chapter = deps.street.readChapter(actor, conversation, number);
    if (chapter === null || (epoch !== undefined && epoch !== chapter.epoch)) return problem(context, 404, 'not-found');
    context.header('cache-control', epoch === undefined ? 'private, no-cache' : FOR_EVER);
    return answer(context, chapter);
  });
  return routes;
}

/** Nothing when the asker has it; otherwise in the form in which the disk has it, where that is understood. */
function answer(context: Context, { digest, bytes, deflated }: SealedChapter): Response {
  const [plain, packed] = [`"${digest}"`, `"${digest}-deflate"`];
  const takesPacked = context.req.header('accept-encoding')?.includes('deflate') ?? false;
  context.header('etag', takesPacked ? packed : plain);
  const known = context.req.header('if-none-match')?.split(',') ?? [];
  // Weak comparison, as RFC 9110 §13.1.2 has it.
  if (known.some((tag) => ['*', plain, packed].includes(tag.trim().replace(/^W\//, ''))))
    return context.body(null, 304);
  if (takesPacked) context.header('content-encoding', 'deflate');
  context.header('content-type', 'application/octet-stream');
  return context.body((takesPacked ? deflated : bytes) as Uint8Array<ArrayBuffer>);
}

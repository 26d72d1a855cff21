import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';
import { announcedFileSchema } from '#schema/http/files.ts';
import { commandIdSchema } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { infoOf } from '../files/file-room.ts';
import type { FileRow } from '../files/file-row.ts';
import type { UploadFailure } from '../files/uploads.ts';
import { ownOrigins } from '../identity/origin.ts';
import { addressOf } from './address.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

const VERSION = '1.0.0';
const EXTENSIONS = 'creation,expiration,termination';
const STATUS: { readonly [F in UploadFailure]: ContentfulStatusCode } = {
  conflict: 409,
  'not-found': 404,
  'too-large': 413,
  'too-many': 429,
  'type-refused': 415,
  unclean: 415,
  'no-room': 507,
  'wrong-offset': 409,
  retry: 503,
};

/** Who asks for files. */
export interface FileEnv {
  readonly Variables: { readonly actor: Actor };
}

/** Widgets on any site, with their visitor's own token, and with nothing else (DOOR3); the app with its cookie. */
export function fileCaller(deps: Pick<ApiDeps, 'identity' | 'settings' | 'street'>): MiddlewareHandler<FileEnv> {
  return async (context, next) => {
    context.header('vary', 'authorization, cookie, origin');
    const { headers, url } = context.req.raw;
    const origin = headers.get('origin');
    const isForeign = origin !== null && !ownOrigins(url, deps.settings.publicUrl).includes(origin);
    if (!headers.has('authorization') && isForeign)
      return problem(context, 403, 'foreign-origin', 'A cookie is believed only from a page of this server.');
    const actor = await deps.identity.identify(headers, null);
    if (actor === null) return problem(context, 401, 'unauthorized');
    if (actor.kind === 'visitor' && !deps.street.mayCall(actor.id, addressOf(context, deps.settings.trustProxy) ?? ''))
      return problem(context, 429, 'too-many-requests');
    context.set('actor', actor);
    return next();
  };
}

/**
 * Resumable uploads by the tus protocol 1.0.0 (tus.io/protocols/resumable-upload): core, creation, expiration, termination. The
 * device names the upload by an id of its own, so that asking twice for one makes one. A GET of a finished one tells what it became.
 */
export function uploadRoutes(deps: ApiDeps): Hono<FileEnv> {
  const { files, street } = deps;
  const routes = new Hono<FileEnv>();
  routes.use(async (context, next) => {
    if (context.req.method === 'OPTIONS') {
      context.header('tus-version', VERSION);
      context.header('tus-extension', EXTENSIONS);
    }
    return next();
  });
  routes.use(
    cors({
      origin: '*',
      allowMethods: ['POST', 'GET', 'HEAD', 'PATCH', 'DELETE'],
      allowHeaders: [
        ...['authorization', 'content-type', 'tus-resumable'],
        ...['upload-length', 'upload-offset', 'upload-metadata'],
      ],
      exposeHeaders: [
        ...['location', 'tus-resumable', 'tus-version', 'tus-extension', 'tus-max-size'],
        ...['upload-offset', 'upload-length', 'upload-expires', 'retry-after'],
      ],
      maxAge: 86_400,
    }),
  );
  routes.use(async (context, next) => {
    context.header('tus-resumable', VERSION);
    context.header('cache-control', 'no-store');
    const said = context.req.header('tus-resumable');
    if (said === undefined || said === VERSION) return next();
    context.header('tus-version', VERSION);
    return problem(context, 412, 'other-version');
  });
  routes.use(fileCaller(deps));

  const refused = (context: Context, failure: UploadFailure): Response => problem(context, STATUS[failure], failure);

  function found(context: Context<FileEnv>): FileRow | null {
    const id = v.safeParse(commandIdSchema, context.req.param('id'));
    const row = id.success ? files.find(id.output) : null;
    return row !== null && row.author === context.get('actor').id ? row : null;
  }

  function describe(context: Context, row: FileRow, offset: number): void {
    context.header('upload-offset', String(offset));
    context.header('upload-length', String(row.size));
    if (row.state === 'coming') context.header('upload-expires', new Date(files.expiresAt(row)).toUTCString());
  }

  routes.post('/', async (context) => {
    const actor = context.get('actor');
    const announced = v.safeParse(announcedFileSchema, {
      ...metadataOf(context.req.header('upload-metadata') ?? ''),
      size: context.req.header('upload-length'),
    });
    if (!announced.success) return problem(context, 400, 'invalid');
    if (!street.files.mayPut(actor, announced.output.conversation)) return problem(context, 404, 'not-found');
    const address = addressOf(context, deps.settings.trustProxy) ?? '';
    const made = await files.uploads.create(actor, announced.output, address);
    context.header('tus-max-size', String(files.mostBytes(actor)));
    if (!made.ok) return refused(context, made.failure);
    // Erased meanwhile: its name must not stay behind (KEEP5).
    if (!street.files.mayPut(actor, announced.output.conversation)) {
      await files.uploads.cancel(made.value);
      return problem(context, 404, 'not-found');
    }
    const offset = await files.uploads.offset(made.value);
    if (!offset.ok) return refused(context, offset.failure);
    describe(context, made.value, offset.value);
    context.header(
      'location',
      new URL(`/api/files/uploads/${made.value.id}`, deps.settings.publicUrl ?? context.req.url).pathname,
    );
    return context.body(null, 201);
  });

  routes.get('/uploads/:id', async (context) => {
    const row = found(context);
    if (row === null) return problem(context, 404, 'not-found');
    const offset = await files.uploads.offset(row);
    if (!offset.ok) return refused(context, offset.failure);
    const now = files.find(row.id) ?? row;
    describe(context, now, offset.value);
    if (context.req.method === 'HEAD') return context.body(null, 200);
    return now.state === 'coming' ? problem(context, 409, 'not-whole') : context.json(infoOf(now));
  });

  routes.patch('/uploads/:id', async (context) => {
    const row = found(context);
    if (row === null) return problem(context, 404, 'not-found');
    if (context.req.header('content-type') !== 'application/offset+octet-stream')
      return problem(context, 415, 'invalid');
    const from = Number(context.req.header('upload-offset') ?? 'none');
    if (!Number.isSafeInteger(from) || from < 0) return problem(context, 400, 'invalid');
    const offset = await files.uploads.append(row, from, context.req.raw.body ?? nothing());
    if (!offset.ok) return refused(context, offset.failure);
    describe(context, files.find(row.id) ?? row, offset.value);
    return context.body(null, 204);
  });

  routes.delete('/uploads/:id', async (context) => {
    const row = found(context);
    if (row === null) return problem(context, 404, 'not-found');
    await files.uploads.cancel(row);
    return context.body(null, 204);
  });
  return routes;
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A request without a body.
}

/** `key base64, key base64`; what cannot be read of it is not there. */
function metadataOf(header: string): { readonly [key: string]: string } {
  return Object.fromEntries(
    header.split(',').flatMap((pair) => {
      const [key = '', value = ''] = pair.trim().split(' ');
      return key === '' ? [] : [[key, Buffer.from(value, 'base64').toString('utf8')]];
    }),
  );
}

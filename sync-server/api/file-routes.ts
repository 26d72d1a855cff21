import { Hono } from 'hono';
import { cors } from 'hono/cors';
import * as v from 'valibot';
import { fileAddressSchema } from '#schema/http/files.ts';
import { BYTES } from '../files/sniff.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { fileCaller, type FileEnv } from './upload-routes.ts';

/** Nothing may run in it, wherever somebody manages to open it. */
const POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";
/** What is given its type: the rest is bytes to whoever gets it. */
const TYPED = /^(?:image\/(?:jpeg|png|gif|webp|avif|heic)|application\/pdf|audio\/[\w-]+|video\/[\w-]+)$/;

/** RFC 8187, §3.2.1: fewer signs stand for themselves than in an address. */
const encoded = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The bytes of files, for who may read the conversation. Never a page: always something to be saved. */
export function fileRoutes(deps: ApiDeps): Hono<FileEnv> {
  const routes = new Hono<FileEnv>();
  routes.use(
    cors({
      origin: '*',
      allowMethods: ['GET'],
      allowHeaders: ['authorization', 'if-none-match'],
      exposeHeaders: ['etag', 'content-length'],
      maxAge: 86_400,
    }),
  );
  routes.get('/:conversation/:message', fileCaller(deps), (context) => {
    const address = v.safeParse(fileAddressSchema, context.req.param());
    const { actor } = context.var;
    const file = address.success
      ? deps.street.files.read(actor, address.output.conversation, address.output.message)
      : null;
    const row = file === null ? null : deps.files.find(file.id);
    if (file === null || row === null || row.sha256 === null) return problem(context, 404, 'not-found');
    context.header('etag', `"${row.sha256}"`);
    // Asked for each time: who may have it now need not be who may have it tomorrow.
    context.header('cache-control', 'private, no-cache');
    context.header('content-security-policy', POLICY);
    context.header('content-disposition', `attachment; filename*=UTF-8''${encoded(row.name)}`);
    context.header('accept-ranges', 'none');
    if (context.req.header('if-none-match')?.includes(row.sha256)) return context.body(null, 304);
    if (!deps.files.isHere(row)) return problem(context, 404, 'not-found');
    context.header('content-type', TYPED.test(row.type) ? row.type : BYTES);
    context.header('content-length', String(row.size));
    // Nobody would read it to its end, and the file would stay open.
    if (context.req.method === 'HEAD') return context.body(null);
    return context.body(deps.files.read(row));
  });
  return routes;
}

import { Hono } from 'hono';
import { ADDRESS_HEADER } from '../identity/caller-address.ts';
import { addressOf } from './address.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

/** What of better-auth can be reached: what people do with their own sign-in, and nothing that makes or changes people. */
const OPEN = {
  POST: [
    '/sign-in/email',
    '/sign-out',
    '/revoke-session',
    '/revoke-sessions',
    '/revoke-other-sessions',
    '/change-password',
    '/two-factor/enable',
    '/two-factor/disable',
    '/two-factor/get-totp-uri',
    '/two-factor/generate-backup-codes',
    '/two-factor/verify-totp',
    '/two-factor/verify-backup-code',
  ],
  GET: ['/get-session', '/list-sessions'],
} as const;

interface Refusal {
  readonly code?: string;
  readonly message?: string;
}

/** better-auth's own shape as ours: `INVALID_PASSWORD` is `invalid-password`. */
async function asProblem(response: Response): Promise<Response> {
  const body = await response.text();
  const { code, message }: Refusal = body.startsWith('{') ? (JSON.parse(body) as Refusal) : {};
  const error = (code ?? (response.status === 429 ? 'too-many-requests' : 'refused'))
    .toLowerCase()
    .replaceAll('_', '-');
  const headers = new Headers(response.headers);
  const wait = headers.get('x-retry-after');
  if (wait !== null) headers.set('retry-after', wait);
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  return new Response(JSON.stringify({ error, ...(message !== undefined && { detail: message }) }), {
    status: response.status,
    headers,
  });
}

export function authRoutes({ auth, settings }: Pick<ApiDeps, 'auth' | 'settings'>): Hono {
  const routes = new Hono();
  for (const method of ['POST', 'GET'] as const) {
    routes.on(method, [...OPEN[method]], async (context) => {
      const { raw } = context.req;
      const headers = new Headers(raw.headers);
      headers.set(ADDRESS_HEADER, addressOf(context, settings.trustProxy) ?? '');
      const body = method === 'POST' ? await context.req.text() : null;
      const response = await auth.handle(new Request(raw.url, { method, headers, body }));
      return response.ok ? response : asProblem(response);
    });
  }
  return routes.all('*', (context) => problem(context, 404, 'not-found'));
}

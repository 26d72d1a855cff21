import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The caller's network address; null when there is no connection, as in tests. Behind a proxy, the one the proxy wrote last. */
export function addressOf(context: Context, trustProxy: boolean): string | null {
  if (trustProxy) {
    const last = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (last !== undefined && last !== '') return last;
  }
  const bindings = context.env as { readonly incoming?: unknown } | undefined;
  return bindings?.incoming === undefined ? null : (getConnInfo(context).remote.address ?? null);
}

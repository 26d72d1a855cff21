import type { Context } from 'hono';
import type { VisitorId } from '#schema/ids.ts';
import { mayCall, type ROUTE_POLICY } from '#schema/policy/policy.ts';
import { bearerOf } from '../identity/bearer.ts';
import { isVisitorToken, visitorIdOf } from '../identity/visitor-token.ts';
import { addressOf } from './address.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

/**
 * For routes that a visitor's device calls with its own token and nothing else: who it would be by itself, also where the token speaks for
 * somebody, or for nobody any more; else why it may not call.
 */
export async function deviceOf(
  { identity, street, settings }: Pick<ApiDeps, 'identity' | 'street' | 'settings'>,
  context: Context,
  route: keyof typeof ROUTE_POLICY,
): Promise<VisitorId | Response> {
  const { headers } = context.req.raw;
  const bearer = bearerOf(headers);
  if (bearer === null || !isVisitorToken(bearer)) {
    const actor = await identity.identify(headers, null);
    return actor === null ? problem(context, 401, 'unauthorized') : problem(context, 403, 'forbidden');
  }
  const id = visitorIdOf(bearer);
  if (!mayCall({ kind: 'visitor', id, name: '' }, route)) return problem(context, 403, 'forbidden');
  const isServed = street.mayCall(id, addressOf(context, settings.trustProxy) ?? '');
  return isServed ? id : problem(context, 429, 'too-many-requests');
}

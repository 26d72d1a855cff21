import type { MiddlewareHandler } from 'hono';
import { mayCall, type ROUTE_POLICY } from '#schema/policy/policy.ts';
import type { Actor } from '#schema/words.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';

/** A route behind `allowed` knows who calls. */
export interface CallerEnv {
  readonly Variables: { readonly actor: Actor };
}

/** Lets through whom the policy table lets call this route (POL1). */
export const allowed =
  ({ identity }: Pick<ApiDeps, 'identity'>, route: keyof typeof ROUTE_POLICY): MiddlewareHandler<CallerEnv> =>
  async (context, next) => {
    const actor = await identity.identify(context.req.raw.headers, null);
    if (actor === null) return problem(context, 401, 'unauthorized');
    if (!mayCall(actor, route)) return problem(context, 403, 'forbidden');
    context.set('actor', actor);
    return next();
  };

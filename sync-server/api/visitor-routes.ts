import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { visitorIdSchema } from '#schema/ids.ts';
import type { Duty, InvitedVisitor } from '#schema/http/visitors.ts';
import { invitationRequestSchema } from '#schema/live/watch-frames.ts';
import { authorOf } from '#schema/words.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

const STATUS = { 'not-here': 404, invited: 409, declined: 409, 'has-conversation': 409, suspended: 409 } as const;
/** As long as the answer holds for a page that asked, s. */
const DUTY_HOLDS = 15;

/** For pages whose button shows only while somebody is on duty, and for operators who invite one that is on the site. */
export function visitorRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { street } = deps;
  const routes = new Hono<CallerEnv>();
  const limit = bodyLimit({ maxSize: 4 * 1024, onError: (context) => problem(context, 413, 'too-large') });

  // Of any site's pages, who send nothing of themselves along; the same for everybody, so that it may be kept on the way.
  routes.get('/sites/:site/duty', (context) => {
    context.header('access-control-allow-origin', '*');
    context.header('cross-origin-resource-policy', 'cross-origin');
    context.header('cache-control', `public, max-age=${DUTY_HOLDS}`);
    return context.json({ on: !street.isUnattended(context.req.param('site')) } satisfies Duty);
  });

  routes.post(
    '/visitors/:visitor/invitation',
    limit,
    allowed(deps, 'POST /api/visitors/:visitor/invitation'),
    async (context) => {
      const request = await readJson(context.req.raw, invitationRequestSchema);
      if (!request.ok) return problem(context, 400, 'invalid', request.failure);
      const visitor = v.safeParse(visitorIdSchema, context.req.param('visitor'));
      if (!visitor.success) return problem(context, 404, 'not-here');
      const invited = street.watch.invite(visitor.output, authorOf(context.get('actor')), request.value.text);
      if (!invited.ok) return problem(context, STATUS[invited.failure], invited.failure);
      const { at, text } = invited.value;
      return context.json({ visitor: visitor.output, at, text } satisfies InvitedVisitor);
    },
  );

  return routes;
}

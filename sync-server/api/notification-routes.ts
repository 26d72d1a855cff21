import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as v from 'valibot';
import {
  subscriptionSchema,
  testRequestSchema,
  unsubscribeSchema,
  type notificationsSchema,
  type TestAnswer,
} from '#schema/http/notifications.ts';
import type { OperatorId } from '#schema/ids.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

/** How browsers ask to be called while no page of the app is open (NOTIFY8, NOTIFY9). */
export function notificationRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { push, auth } = deps;
  const routes = new Hono<CallerEnv>();
  const small = bodyLimit({ maxSize: 4 * 1024, onError: (context) => problem(context, 413, 'too-large') });

  routes.get('/notifications', allowed(deps, 'GET /api/notifications'), (context) =>
    context.json({ publicKey: push.publicKey() } satisfies v.InferOutput<typeof notificationsSchema>),
  );

  routes.put(
    '/notifications/subscription',
    small,
    allowed(deps, 'PUT /api/notifications/subscription'),
    async (context) => {
      const request = await readJson(context.req.raw, subscriptionSchema);
      if (!request.ok) return problem(context, 400, 'invalid', request.failure);
      const session = await auth.sessionOf(context.req.raw.headers);
      if (session === null) return problem(context, 401, 'unauthorized');
      const isTaken = push.subscribe(context.get('actor').id as OperatorId, session, request.value);
      return isTaken ? context.json({}) : problem(context, 400, 'invalid', 'This is no address of a push service.');
    },
  );

  routes.post(
    '/notifications/unsubscribe',
    small,
    allowed(deps, 'POST /api/notifications/unsubscribe'),
    async (context) => {
      const request = await readJson(context.req.raw, unsubscribeSchema);
      if (!request.ok) return problem(context, 400, 'invalid', request.failure);
      push.unsubscribe(context.get('actor').id as OperatorId, request.value.endpoint);
      return context.json({});
    },
  );

  routes.post('/notifications/test', small, allowed(deps, 'POST /api/notifications/test'), async (context) => {
    const request = await readJson(context.req.raw, testRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const { endpoint, id } = request.value;
    const answer = await push.test(context.get('actor').id as OperatorId, endpoint, id);
    if (answer === 'just-tested') return problem(context, 429, 'too-many');
    return context.json(answer satisfies TestAnswer);
  });

  return routes;
}

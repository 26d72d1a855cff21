import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import {
  letterArriveRequestSchema,
  letterOpenRequestSchema,
  onwardRequestSchema,
  type LetterOpened,
  type Onward,
  type ReturnFailure,
} from '#schema/http/letters.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Result } from '#schema/result.ts';
import { addressOf } from './address.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { stopPage } from './letters/stop-page.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

const STATUS: { readonly [F in ReturnFailure]: 403 | 410 | 429 } = {
  expired: 410,
  gone: 410,
  'other-visitor': 403,
  suspended: 403,
  'too-many': 429,
};

/** What the links of letters lead to: back into a conversation (MAIL7), and to no more letters (MAIL6). */
export function letterRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { street, settings } = deps;
  const routes = new Hono<CallerEnv>();
  const small = bodyLimit({ maxSize: 4 * 1024, onError: (context) => problem(context, 413, 'too-large') });

  // The widget comes from pages of any site, each with its visitor's own token and nothing else.
  const headers = { allowHeaders: ['authorization', 'content-type'], maxAge: 86_400 };
  routes.use('/letters/arrive', cors({ origin: '*', allowMethods: ['POST'], ...headers }));

  function entered(context: Context, opened: Result<LetterOpened, ReturnFailure> | undefined): Response {
    if (opened === undefined) return problem(context, 404, 'not-found');
    if (opened.ok) return context.json(opened.value satisfies LetterOpened);
    return problem(context, STATUS[opened.failure], opened.failure);
  }

  routes.post('/letters/open', small, async (context) => {
    const token = await deviceOf(deps, context, 'POST /api/letters/open');
    if (typeof token !== 'string') return token;
    const request = await readJson(context.req.raw, letterOpenRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    return entered(context, street.letters?.open(request.value.ticket, token));
  });

  routes.post('/letters/arrive', small, async (context) => {
    const token = await deviceOf(deps, context, 'POST /api/letters/arrive');
    if (typeof token !== 'string') return token;
    const request = await readJson(context.req.raw, letterArriveRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const { ticket, site } = request.value;
    return entered(
      context,
      street.letters?.arrive(ticket, { token, site, origin: context.req.header('origin') ?? null }),
    );
  });

  // Not for other sites: it is asked for on the page that a letter leads to.
  routes.post('/letters/onward', small, allowed(deps, 'POST /api/letters/onward'), async (context) => {
    const visitor = context.get('actor').id as VisitorId;
    if (!street.mayCall(visitor, addressOf(context, settings.trustProxy) ?? ''))
      return problem(context, 429, 'too-many');
    const request = await readJson(context.req.raw, onwardRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const url = street.letters?.onward(request.value.conversation, visitor) ?? null;
    return url === null ? problem(context, 404, 'not-found') : context.json({ url } satisfies Onward);
  });

  const addressKeyOf = (context: Context): string | null =>
    street.letters?.addressOf(context.req.query('t') ?? '') ?? null;

  // Looking changes nothing: machines open every link of a letter before its reader does.
  routes.get('/letters/stop', (context) => {
    const key = addressKeyOf(context);
    return stopPage(context, key === null ? 'unknown' : street.letters?.isStopped(key) ? 'stopped' : 'asks');
  });

  // A mail program says `List-Unsubscribe=One-Click` (RFC 8058), the page above `again` or nothing.
  routes.post('/letters/stop', small, async (context) => {
    const key = addressKeyOf(context);
    if (key === null) return stopPage(context, 'unknown');
    const isStopped = !(await context.req.text()).includes('again=1');
    const isDone = await street.letters?.stop(key, isStopped);
    return stopPage(context, isDone ? (isStopped ? 'stopped' : 'again') : 'retry');
  });

  return routes;
}

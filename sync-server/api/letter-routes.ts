import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { letterOpenRequestSchema, type LetterOpened, type ReturnFailure } from '#schema/http/letters.ts';
import { mayCall } from '#schema/policy/policy.ts';
import { bearerOf } from '../identity/bearer.ts';
import { isVisitorToken, visitorIdOf } from '../identity/visitor-token.ts';
import { addressOf } from './address.ts';
import type { ApiDeps } from './deps.ts';
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
export function letterRoutes(deps: ApiDeps): Hono {
  const { street, settings } = deps;
  const routes = new Hono();
  const small = bodyLimit({ maxSize: 4 * 1024, onError: (context) => problem(context, 413, 'too-large') });

  routes.post('/letters/open', small, async (context) => {
    const bearer = bearerOf(context.req.raw.headers);
    if (bearer === null || !isVisitorToken(bearer)) {
      const actor = await deps.identity.identify(context.req.raw.headers, null);
      return actor === null ? problem(context, 401, 'unauthorized') : problem(context, 403, 'forbidden');
    }
    const id = visitorIdOf(bearer);
    if (!mayCall({ kind: 'visitor', id, name: '' }, 'POST /api/letters/open'))
      return problem(context, 403, 'forbidden');
    if (!street.mayCall(id, addressOf(context, settings.trustProxy) ?? '')) return problem(context, 429, 'too-many');
    const request = await readJson(context.req.raw, letterOpenRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const opened = street.letters?.open(request.value.ticket, id);
    if (opened === undefined) return problem(context, 404, 'not-found');
    if (opened.ok) return context.json(opened.value satisfies LetterOpened);
    return problem(context, STATUS[opened.failure], opened.failure);
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

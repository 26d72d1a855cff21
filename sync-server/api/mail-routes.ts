import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import {
  mailRequestSchema,
  mailTestRequestSchema,
  type MailResponse,
  type MailTestResponse,
} from '#schema/http/mail.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

const WHY = {
  'by-environment': 'The mail server is set where this server is started.',
  'password-needed': 'The password is asked for anew where the mail server or the account changes.',
  'not-protected': 'A password is said to a mail server only on a protected line.',
} as const;

/** How letters leave (MAIL1, MAIL2). */
export function mailRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { mail, log, settings } = deps;
  const routes = new Hono<CallerEnv>();
  const small = bodyLimit({ maxSize: 8 * 1024, onError: (context) => problem(context, 413, 'too-large') });
  const told = (context: Context): Response =>
    context.json({ ...mail.settings.told(), ...mail.standing() } satisfies MailResponse);

  routes.get('/mail', allowed(deps, 'GET /api/mail'), told);

  routes.put('/mail', small, allowed(deps, 'PUT /api/mail'), async (context) => {
    const request = await readJson(context.req.raw, mailRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const { server, password } = request.value;
    const origin = settings.publicUrl ?? context.req.header('origin') ?? new URL(context.req.url).origin;
    const changed = mail.settings.change(server, password, origin);
    if (!changed.ok)
      return problem(context, changed.failure === 'by-environment' ? 409 : 400, changed.failure, WHY[changed.failure]);
    log.info({ by: context.get('actor').id, host: server?.host ?? null }, 'how letters leave is changed');
    return told(context);
  });

  routes.post('/mail/test', small, allowed(deps, 'POST /api/mail/test'), async (context) => {
    const request = await readJson(context.req.raw, mailTestRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const { to, language } = request.value;
    const answer = await mail.test(context.get('actor').id, to, language);
    if (answer === 'just-tested') return problem(context, 429, 'too-many');
    return context.json(answer satisfies MailTestResponse);
  });

  return routes;
}

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import * as v from 'valibot';
import { commandSchema } from '#schema/commands/command.ts';
import type { commandsResponseSchema } from '#schema/http/contract.ts';
import { COMMANDS_PER_REQUEST, STAFF_FRAME_BYTES } from '#schema/limits.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Actor } from '#schema/words.ts';
import { ownOrigins } from '../identity/origin.ts';
import { addressOf } from './address.ts';
import type { ApiDeps } from './deps.ts';
import { readJson, sayIssue } from './read-json.ts';
import { problem } from './problem.ts';

/**
 * The second door for commands, for a service worker and for pages that are going. The envelope is checked as a whole; each
 * command by itself, so that one that cannot be read does not keep the others on the device.
 */

const envelope = v.object({
  commands: v.pipe(
    v.array(v.looseObject({ id: v.pipe(v.string(), v.maxLength(100)) })),
    v.minLength(1),
    v.maxLength(COMMANDS_PER_REQUEST),
  ),
});

type Envelope = v.InferOutput<typeof envelope>;

async function submit({ street }: Pick<ApiDeps, 'street'>, actor: Actor, given: Envelope['commands'][number]) {
  const command = v.safeParse(commandSchema, given);
  if (command.success) return street.submit(actor, command.output);
  const rejection = { reason: 'invalid', detail: sayIssue(command.issues[0]) } as const;
  return { status: 'rejected', rejection } satisfies CommandResult;
}

/** What keeps its order, as at the other door (listen/order-gate.ts). */
function thingOf({ payload }: Envelope['commands'][number]): string {
  const of = typeof payload === 'object' && payload !== null && 'conversation' in payload ? payload.conversation : null;
  return typeof of === 'string' ? of : '';
}

export function commandRoutes(deps: ApiDeps): Hono {
  const routes = new Hono();
  // Widgets on any site come here with their visitor's own token. Without credentials: no cookie of ours is believed there.
  routes.use(
    cors({
      origin: '*',
      allowMethods: ['POST'],
      allowHeaders: ['authorization', 'content-type'],
      exposeHeaders: ['retry-after'],
      maxAge: 86_400,
    }),
  );
  routes.use(bodyLimit({ maxSize: STAFF_FRAME_BYTES, onError: (context) => problem(context, 413, 'too-large') }));
  routes.post('/', async (context) => {
    const { headers, url } = context.req.raw;
    const actor = await deps.identity.identify(headers, null);
    if (actor === null) return problem(context, 401, 'unauthorized');
    const mayCall = (commands?: number): boolean => {
      if (actor.kind !== 'visitor') return true;
      const address = addressOf(context, deps.settings.trustProxy) ?? '';
      return deps.street.mayCall(actor.id, address, headers.get('user-agent') ?? undefined, commands);
    };
    if (!mayCall()) return problem(context, 429, 'too-many-requests');
    const withCookie = !headers.has('authorization');
    if (withCookie && !ownOrigins(url, deps.settings.publicUrl).includes(headers.get('origin') ?? '')) {
      return problem(context, 403, 'foreign-origin', 'A cookie is believed only from a page of this server.');
    }
    const request = await readJson(context.req.raw, envelope);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    // The request itself was one.
    if (!mayCall(request.value.commands.length - 1)) return problem(context, 429, 'too-many-requests');

    const results: v.InferInput<typeof commandsResponseSchema>['results'] = [];
    const waits = new Map<string, CommandResult>();
    for (const command of request.value.commands) {
      // What comes after one that has to wait, in the same conversation, waits too: their order is their author's (OUT3).
      const thing = thingOf(command);
      const result: CommandResult = waits.get(thing) ?? (await submit(deps, actor, command));
      if (result.status === 'retry') waits.set(thing, result);
      results.push({ id: command.id, result: result as (typeof results)[number]['result'] });
    }
    return context.json({ results, serverTime: deps.clock.now() } satisfies v.InferInput<
      typeof commandsResponseSchema
    >);
  });
  return routes;
}

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import {
  blockAddressSchema,
  blockEffectRequestSchema,
  type BlockAddresses,
  type BlockEffect,
} from '#schema/http/blocks.ts';
import { authorOf } from '#schema/words.ts';
import { addressOf } from './address.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

/** Addresses that are blocked, for those who may see them. No address stands in the log. */
export function blockRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { log } = deps;
  const { blocks } = deps.street;
  const routes = new Hono<CallerEnv>();
  const limit = bodyLimit({ maxSize: 4 * 1024, onError: (context) => problem(context, 413, 'too-large') });

  routes.get('/blocks', allowed(deps, 'GET /api/blocks'), (context) =>
    context.json({ addresses: [...blocks.addresses()] } satisfies BlockAddresses),
  );

  routes.post('/blocks', limit, allowed(deps, 'POST /api/blocks'), async (context) => {
    const request = await readJson(context.req.raw, blockAddressSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const actor = context.get('actor');
    const added = blocks.add(request.value, authorOf(actor), addressOf(context, deps.settings.trustProxy));
    if (!added.ok) return problem(context, 400, added.failure);
    const { id, until } = added.value;
    log.info({ by: actor.id, block: id, until }, 'an address is blocked');
    return context.json({ id });
  });

  routes.post('/blocks/effect', limit, allowed(deps, 'POST /api/blocks/effect'), async (context) => {
    const request = await readJson(context.req.raw, blockEffectRequestSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const effect = blocks.effectOf(request.value.address, addressOf(context, deps.settings.trustProxy));
    return effect.ok ? context.json(effect.value satisfies BlockEffect) : problem(context, 400, effect.failure);
  });

  routes.delete('/blocks/:block', allowed(deps, 'DELETE /api/blocks/:block'), (context) => {
    const block = context.req.param('block');
    if (!blocks.remove(block)) return problem(context, 404, 'not-found');
    log.info({ by: context.get('actor').id, block }, 'an address is blocked no more');
    return context.json({ ok: true });
  });

  return routes;
}

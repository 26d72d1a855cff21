import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { addSchemas, changeSchemas, listNameSchema, orderSchema } from '#schema/http/lists.ts';
import type { Result } from '#schema/result.ts';
import type { ListName, WorkspaceLists } from '#schema/workspace-lists.ts';
import type { ListFailure } from '../lists/workspace-lists.ts';
import { allowed, type CallerEnv } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

const STATUS = { 'not-found': 404, 'name-in-use': 409, 'no-name': 400, 'unknown-person': 400 } as const;

const answer = (context: Context, lists: WorkspaceLists): Response => context.json(lists);

/** The workspace's own lists: departments, tags, categories. Who changed what stands in the log by the name of the change. */
export function listRoutes(deps: ApiDeps): Hono<CallerEnv> {
  const { workspaceLists, log } = deps;
  const routes = new Hono<CallerEnv>();
  const limit = bodyLimit({ maxSize: 64 * 1024, onError: (context) => problem(context, 413, 'too-large') });

  /** The list that the address names, for whoever the policy lets call this route. */
  const listOf = (context: Context): ListName | null => {
    const parsed = v.safeParse(listNameSchema, context.req.param('list'));
    return parsed.success ? parsed.output : null;
  };

  function told(
    context: Context<CallerEnv>,
    change: `${ListName}.${'add' | 'change' | 'archive' | 'restore' | 'order'}`,
    item: string | null,
    changed: Result<WorkspaceLists, ListFailure>,
  ): Response {
    if (!changed.ok) return problem(context, STATUS[changed.failure], changed.failure);
    const { revision } = changed.value;
    log.info({ by: context.get('actor').id, change, item, revision }, 'a list of the workspace is changed');
    return answer(context, changed.value);
  }

  routes.get('/lists', allowed(deps, 'GET /api/lists'), (context) => answer(context, workspaceLists.current()));

  routes.post('/lists/:list', limit, allowed(deps, 'POST /api/lists/:list'), async (context) => {
    const list = listOf(context);
    if (list === null) return problem(context, 404, 'not-found');
    const request = await readJson(context.req.raw, addSchemas[list]);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    return told(context, `${list}.add`, null, workspaceLists.add(list, request.value));
  });

  routes.patch('/lists/:list/:item', limit, allowed(deps, 'PATCH /api/lists/:list/:item'), async (context) => {
    const list = listOf(context);
    if (list === null) return problem(context, 404, 'not-found');
    const request = await readJson(context.req.raw, changeSchemas[list]);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const item = context.req.param('item');
    return told(context, `${list}.change`, item, workspaceLists.change(list, item, request.value));
  });

  routes.delete('/lists/:list/:item', allowed(deps, 'DELETE /api/lists/:list/:item'), (context) => {
    const list = listOf(context);
    if (list === null) return problem(context, 404, 'not-found');
    const item = context.req.param('item');
    return told(context, `${list}.archive`, item, workspaceLists.archive(list, item));
  });

  routes.post('/lists/:list/:item/restore', allowed(deps, 'POST /api/lists/:list/:item/restore'), (context) => {
    const list = listOf(context);
    if (list === null) return problem(context, 404, 'not-found');
    const item = context.req.param('item');
    return told(context, `${list}.restore`, item, workspaceLists.restore(list, item));
  });

  routes.put('/lists/:list/order', limit, allowed(deps, 'PUT /api/lists/:list/order'), async (context) => {
    const list = listOf(context);
    if (list === null) return problem(context, 404, 'not-found');
    const request = await readJson(context.req.raw, orderSchema);
    if (!request.ok) return problem(context, 400, 'invalid', request.failure);
    const changed = workspaceLists.order(list, request.value.items);
    return told(context, `${list}.order`, null, { ok: true, value: changed });
  });

  return routes;
}

import { listsSchema, type ListAddition, type ListChange } from '#schema/http/lists.ts';
import type { Result } from '#schema/result.ts';
import type { ListName, WorkspaceLists } from '#schema/workspace-lists.ts';
import type { ApiFailure } from '../account/api.ts';
import { asking } from '../account/asking.ts';

/** Why a list is as it was. `not-found`: somebody else has archived it meanwhile. */
export type ListFailure = ApiFailure | 'name-in-use' | 'not-found';
type Answer = Promise<Result<WorkspaceLists, ListFailure>>;

/** Changes of the workspace's lists; each answers with all of them. */
export const listCalls = {
  add: <List extends ListName>(list: List, item: ListAddition[List]): Answer => ask('POST', `/${list}`, item),
  change: <List extends ListName>(list: List, id: string, change: ListChange[List]): Answer =>
    ask('PATCH', `/${list}/${encodeURIComponent(id)}`, change),
  archive: (list: ListName, id: string): Answer => ask('DELETE', `/${list}/${encodeURIComponent(id)}`),
  restore: (list: ListName, id: string): Answer => ask('POST', `/${list}/${encodeURIComponent(id)}/restore`),
  order: (list: ListName, items: readonly string[]): Answer => ask('PUT', `/${list}/order`, { items }),
};

export type ListCalls = typeof listCalls;

const asked = asking('/api/lists', ['name-in-use', 'not-found']);
const ask = (method: string, path: string, body: object = {}): Answer =>
  asked(method, path, { schema: listsSchema, body });

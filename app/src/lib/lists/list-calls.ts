import * as v from 'valibot';
import { listsSchema, type ListAddition, type ListChange } from '#schema/http/lists.ts';
import { problemSchema } from '#schema/http/contract.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { ListName, WorkspaceLists } from '#schema/workspace-lists.ts';
import { answerOf, type ApiFailure } from '../account/api.ts';

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

async function ask(method: string, path: string, body: object = {}): Answer {
  const response = await answerOf(`/api/lists${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (response === null || response.status >= 500) return fail('no-network');
  if (response.status === 401) return fail('unauthorized');
  let json: unknown;
  try {
    json = await response.json();
  } catch {
    return fail('broken');
  }
  if (response.ok) {
    const lists = v.safeParse(listsSchema, json);
    return lists.success ? ok(lists.output) : fail('broken');
  }
  const problem = v.safeParse(problemSchema, json);
  const error = problem.success ? problem.output.error : '';
  return fail(error === 'name-in-use' || error === 'not-found' ? error : 'refused');
}

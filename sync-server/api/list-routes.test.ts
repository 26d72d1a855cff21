import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WorkspaceLists } from '#schema/workspace-lists.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeEach(async () => {
  api = await openTemporaryApi();
});
afterEach(() => api.close());

async function ask(method: string, path: string, body?: unknown, headers = {}): Promise<Response> {
  return api.ask(`/api/lists${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(await api.as('admin')), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
}
const read = async (): Promise<WorkspaceLists> => (await ask('GET', '')).json() as Promise<WorkspaceLists>;

test('LIST1 LIST4 a tag is added, renamed, coloured, archived and brought back; every answer has all lists', async () => {
  const added = (await (
    await ask('POST', '/tags', { name: '  Very\n important ', colour: 2 })
  ).json()) as WorkspaceLists;
  expect(added.tags).toEqual([{ id: expect.any(String) as string, name: 'Very important', order: 0, colour: 2 }]);
  const [{ id = '' } = {}] = added.tags;
  const renamed = await ask('PATCH', `/tags/${id}`, { name: 'VIP', colour: 7 });
  expect(await renamed.json()).toMatchObject({ tags: [{ id, name: 'VIP', colour: 7 }], categories: [{}, {}, {}, {}] });
  expect(((await (await ask('DELETE', `/tags/${id}`)).json()) as WorkspaceLists).tags).toMatchObject([
    { archived: true },
  ]);
  expect((await ask('POST', `/tags/${id}/restore`)).status).toBe(200);
  expect((await read()).tags).toEqual([{ id, name: 'VIP', order: 0, colour: 7 }]);
});

test('LIST4 who changed what stands in the log, by the name of the change', async () => {
  await ask('PUT', '/categories/order', { items: ['spam'] });
  const { id } = api.workspace.people.all().find(({ role }) => role === 'admin') ?? {};
  const line = api.workspace.logLines.map((text) => JSON.parse(text) as object).at(-1);
  expect(line).toMatchObject({ by: id, change: 'categories.order', revision: 2 });
  expect((await read()).categories.map((category) => category.id)).toEqual(['spam', 'lead', 'client', 'other']);
});

test.each([
  ['no name', 'POST', '/tags', { name: ' \n ', colour: 1 }, 400, 'invalid'],
  ['a ninth colour', 'POST', '/tags', { name: 'VIP', colour: 8 }, 400, 'invalid'],
  ['a name that is too long', 'POST', '/tags', { name: 'x'.repeat(41), colour: 0 }, 400, 'invalid'],
  ['a field of another list', 'POST', '/categories', { name: 'x', colour: 0 }, 400, 'invalid'],
  [
    'somebody twice',
    'POST',
    '/departments',
    { name: 'x', members: Array(2).fill(`0190${'0'.repeat(4)}-0000-7000-8000-${'0'.repeat(12)}`) },
    400,
    'invalid',
  ],
  [
    'a stranger',
    'POST',
    '/departments',
    { name: 'x', members: ['01900000-0000-7000-8000-000000000000'] },
    400,
    'unknown-person',
  ],
  ['no list', 'POST', '/teams', { name: 'x' }, 404, 'not-found'],
  ['no item', 'PATCH', '/tags/lead', { name: 'x' }, 404, 'not-found'],
  ['a taken name', 'PATCH', '/categories/lead', { name: 'complaint' }, 409, 'name-in-use'],
  ['a name that is taken away', 'PATCH', '/categories/mine', { name: '' }, 400, 'no-name'],
  ['too much', 'PUT', '/tags/order', { items: ['x'.repeat(70_000)] }, 413, 'too-large'],
])('LIST5 %s is refused, and nothing changes', async (_what, method, path, body, status, error) => {
  await ask('POST', '/categories', { name: 'Complaint' });
  const before = await read();
  const mine = before.categories.find(({ name }) => name === 'Complaint')?.id ?? '';
  const response = await ask(method, path.replace('mine', mine), body);
  expect([response.status, ((await response.json()) as { readonly error: string }).error]).toEqual([status, error]);
  expect(await read()).toEqual(before);
});

test('LIST4 AUTH3 a page of another site changes nothing, with whatever cookie', async () => {
  const before = await read();
  const foreign = { origin: 'http://evil.test' };
  expect((await ask('DELETE', '/categories/lead', undefined, foreign)).status).toBe(401);
  expect(await read()).toEqual(before);
});

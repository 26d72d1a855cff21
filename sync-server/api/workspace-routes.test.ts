import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_WORKSPACE_SETTINGS } from '#schema/workspace-settings.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());

const put = async (body: unknown, headers = {}) =>
  api.ask('/api/workspace', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...(await api.as('admin')), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const read = async (): Promise<unknown> => (await api.ask('/api/workspace', { headers: await api.as('owner') })).json();

test('SET1 an admin changes some settings, and everybody who may read them gets them as they are', async () => {
  expect(await read()).toEqual(DEFAULT_WORKSPACE_SETTINGS);
  const response = await put({ offerOnAfterSeconds: 30, packAfterDays: null });
  expect(response.status).toBe(200);
  const changed = { ...DEFAULT_WORKSPACE_SETTINGS, offerOnAfterSeconds: 30, packAfterDays: null };
  expect(await response.json()).toEqual(changed);
  expect(await read()).toEqual(changed);
});

test.each([
  ['not JSON', '{', 'the body is not JSON'],
  ['out of range', { offerOnAfterSeconds: 4 }, 'offerOnAfterSeconds: >=5 is needed'],
  ['no whole number', { backupsKept: 1.5 }, 'backupsKept: integer is needed'],
  ['not a number', { packAfterDays: '90' }, 'packAfterDays: number is needed'],
  ['no setting', { colour: 'red' }, 'colour: never is needed'],
])('SET1 %s is refused with the place, and nothing changes', async (_what, body, detail) => {
  const before = await read();
  const response = await put(body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: 'invalid', detail });
  expect(await read()).toEqual(before);
});

test('SET1 AUTH3 a page of another site changes nothing, with whatever cookie', async () => {
  const before = await read();
  expect((await put({ backupsKept: 1 }, { origin: 'http://evil.test' })).status).toBe(401);
  expect(await read()).toEqual(before);
});

test('SET1 a body that is too large is a problem', async () => {
  expect((await put(`{"a":"${'x'.repeat(9_000)}"}`)).status).toBe(413);
});

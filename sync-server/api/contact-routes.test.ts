import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTE_POLICY } from '#schema/policy/policy.ts';
import type { Role } from '#schema/words.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
const erased: string[] = [];
beforeAll(async () => {
  api = await openTemporaryApi();
  api.setErase((visitor) => {
    erased.push(visitor);
    return Promise.resolve({ ok: true, value: { conversations: 3 } });
  });
});
afterAll(() => api.close());

const VISITOR = `v${'a'.repeat(22)}`;
const erase = async (role: Role | null, visitor = VISITOR, headers = {}) =>
  api.ask(`/api/contacts/${visitor}`, {
    method: 'DELETE',
    headers: { ...(role === null ? {} : await api.as(role)), ...headers },
  });

test.each((['visitor', 'observer', 'operator', 'admin', 'owner'] as const).map((role) => [role]))(
  'POL1 KEEP5 %s erases a person as the policy table says',
  async (role) => {
    erased.length = 0;
    const isAllowed = ROUTE_POLICY['DELETE /api/contacts/:visitor'][role] === 'any';
    const response = await erase(role);
    expect(response.status).toBe(isAllowed ? 200 : 403);
    expect(erased).toEqual(isAllowed ? [VISITOR] : []);
    if (isAllowed) expect(await response.json()).toEqual({ conversations: 3 });
  },
);

test('KEEP5 AUTH3 nobody, a page of another site and a name that is none erase nothing', async () => {
  erased.length = 0;
  expect((await erase(null)).status).toBe(401);
  expect((await erase('owner', VISITOR, { origin: 'http://evil.test' })).status).toBe(401);
  expect((await erase('owner', 'somebody')).status).toBe(404);
  expect(erased).toEqual([]);
});

test('KEEP5 a person who is not known and a disk that refuses are told apart', async () => {
  api.setErase((visitor) => Promise.resolve({ ok: false, failure: visitor === VISITOR ? 'retry' : 'not-found' }));
  expect((await erase('owner')).status).toBe(503);
  expect((await erase('owner', `v${'b'.repeat(22)}`)).status).toBe(404);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTE_POLICY } from '#schema/policy/policy.ts';
import type { Role } from '#schema/words.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
  api.setWordings((_conversation, message) => (message === MESSAGE ? [{ at: 1, text: 'Monday' }] : null));
});
afterAll(() => api.close());

const CONVERSATION = '01936f00-0000-7000-8000-000000000001';
const MESSAGE = '01936f00-0000-7000-8000-000000000002';
const read = async (role: Role | null, message = MESSAGE) =>
  api.ask(`/api/wordings/${CONVERSATION}/${message}`, { headers: role === null ? {} : await api.as(role) });

test.each((['visitor', 'observer', 'operator', 'admin', 'owner'] as const).map((role) => [role]))(
  'POL1 WORDS1 %s reads earlier wordings as the policy table says',
  async (role) => {
    const isAllowed = ROUTE_POLICY['GET /api/wordings/:conversation/:message'][role] === 'any';
    const response = await read(role);
    expect(response.status).toBe(isAllowed ? 200 : 403);
    if (isAllowed) expect(await response.json()).toEqual({ wordings: [{ at: 1, text: 'Monday' }] });
    else expect(await response.text()).not.toContain('Monday');
  },
);

test('WORDS1 nobody is told nothing; a message that is not there or has no name is not found', async () => {
  expect((await read(null)).status).toBe(401);
  expect((await read('owner', MESSAGE.replace(/2$/, '3'))).status).toBe(404);
  expect((await read('owner', 'somebody')).status).toBe(404);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '#schema/words.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeEach(async () => {
  api = await openTemporaryApi();
});
afterEach(() => api.close());

const OFFICE = '203.0.113.7';

async function ask(method: string, path = '', body?: unknown, role: Role = 'admin'): Promise<Response> {
  return api.ask(`/api/blocks${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(await api.as(role)) },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

test('BLOCK6 BLOCK8 an admin adds an address, sees it and takes it off; it stands in no log', async () => {
  const added = await ask('POST', '', { address: ` ${OFFICE} `, until: null, reason: ' floods us ' });
  const { id } = (await added.json()) as { readonly id: string };
  expect(await (await ask('GET')).json()).toEqual({ addresses: [{ id, address: OFFICE }] });
  for (let twice = 0; twice < 2; twice += 1) expect((await ask('DELETE', `/${id}`)).status).toBe(200);
  expect(await (await ask('GET')).json()).toEqual({ addresses: [] });
  const log = api.workspace.logLines.join('\n');
  expect(log).toContain(id);
  expect(log).not.toContain(OFFICE);
});

test('BLOCK10 what a range would do is told before, changes nothing, and stands in no log', async () => {
  const effect = await ask('POST', '/effect', { address: '203.0.113.9/24' });
  expect(await effect.json()).toEqual({ address: '203.0.113.0/24', visitors: 0, isOwn: false });
  expect(await (await ask('POST', '/effect', { address: '0.0.0.0/0' })).json()).toMatchObject({
    error: 'not-an-address',
  });
  expect((await ask('POST', '/effect', { address: '203.0.113.9/24' }, 'operator')).status).toBe(403);
  expect(await (await ask('GET')).json()).toEqual({ addresses: [] });
  expect(api.workspace.logLines.join('\n')).not.toContain('203.0.113');
});

test.each<Role>(['visitor', 'observer', 'operator'])('BLOCK6 POL1 no address is shown to a role: %s', async (role) => {
  await ask('POST', '', { address: OFFICE, until: null });
  for (const [method, path] of [
    ['GET', ''],
    ['POST', ''],
    ['DELETE', '/hand:1'],
  ] as const) {
    const response = await ask(method, path, method === 'POST' ? { address: OFFICE, until: null } : undefined, role);
    expect([response.status, await response.text()]).toEqual([403, expect.not.stringContaining(OFFICE)]);
  }
  expect(await (await ask('GET')).json()).toMatchObject({ addresses: [{}] });
});

test.each([
  ['a name', { address: 'example.com', until: null }, 'not-an-address'],
  ['this machine', { address: '127.0.0.1', until: null }, 'not-an-address'],
  ['what is over', { address: OFFICE, until: 1 }, 'is-over'],
  ['nothing', { address: ' ', until: null }, 'invalid'],
  ['a time that is none', { address: OFFICE, until: 'noon' }, 'invalid'],
  ['too many words', { address: OFFICE, until: null, reason: 'x'.repeat(201) }, 'invalid'],
])('BLOCK8 %s is refused', async (_, body, error) => {
  const response = await ask('POST', '', body);
  expect([response.status, await response.json()]).toMatchObject([400, { error }]);
  expect(await (await ask('GET')).json()).toEqual({ addresses: [] });
});

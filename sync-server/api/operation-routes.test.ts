import { afterAll, beforeAll, expect, test } from 'vitest';
import * as v from 'valibot';
import { operationSchema } from '#schema/http/operation.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());

test.each(['admin', 'owner'] as const)(
  'OPS2 OPS7 POL1 an %s begins a backup and a round of the doctor',
  async (role) => {
    api.begun.length = 0;
    const cookie = await api.as(role);
    for (const path of ['/api/operation/backup', '/api/operation/doctor']) {
      const response = await api.post(path, '', cookie);
      expect(response.status).toBe(200);
      expect(v.is(operationSchema, await response.json())).toBe(true);
    }
    expect(api.begun).toEqual(['button', 'doctor']);
  },
);

test.each(['visitor', 'observer', 'operator'] as const)(
  'OPS2 OPS7 POL1 an %s learns nothing and begins nothing',
  async (role) => {
    api.begun.length = 0;
    const cookie = await api.as(role);
    expect((await api.ask('/api/operation', { headers: cookie })).status).toBe(403);
    for (const path of ['/api/operation/backup', '/api/operation/doctor']) {
      expect((await api.post(path, '', cookie)).status).toBe(403);
    }
    expect(api.begun).toEqual([]);
  },
);

test('OPS2 AUTH3 a page of another site begins nothing, with whatever cookie', async () => {
  api.begun.length = 0;
  const response = await api.post('/api/operation/backup', '', {
    ...(await api.as('owner')),
    origin: 'http://evil.test',
  });
  expect(response.status).toBe(401);
  expect(api.begun).toEqual([]);
});

test('OPS2 no route gives a backup out', async () => {
  api.write('backups/holdline-2026-01-01T00-00-00Z.db', 'everything');
  const cookie = await api.as('owner');
  for (const path of [
    '/backups/holdline-2026-01-01T00-00-00Z.db',
    '/api/operation/backup/holdline-2026-01-01T00-00-00Z.db',
    '/api/operation/backup',
    '/api/operation/../../backups/holdline-2026-01-01T00-00-00Z.db',
  ]) {
    const text = await (await api.ask(path, { headers: cookie })).text();
    expect(text).not.toContain('everything');
  }
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALLBACK } from '#schema/site/parts/callback.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
  const person = api.workspace.people.all().find(({ role }) => role === 'operator')?.id;
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: 0, to: 0 }));
  api.workspace.schedule.change({ zone: 'UTC', weeks: [{ person: person as never, week }] });
});
afterAll(() => api.close());

const ask = async (query: string, headers: Record<string, string>) => api.ask(`/api/call-times${query}`, { headers });
const times = async (response: Response) => ((await response.json()) as { readonly times: readonly number[] }).times;

test('CALL7 CALL8 a visitor of a site that offers calls is told half hours, of any other site none, and not whose they are', async () => {
  const visitor = await api.as('visitor');
  expect(await times(await ask('?site=default', visitor))).toEqual([]);
  api.workspace.sites.change('default', { settings: { callback: { ...CALLBACK.byDefault, offer: 'always' } } });
  const response = await ask('?site=default', { ...visitor, origin: 'https://shop.example' });
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const body = (await response.json()) as { readonly times: readonly number[] };
  expect(Object.keys(body)).toEqual(['times']);
  expect(body.times.length).toBeGreaterThan(300);
  expect(body.times.every((at) => at % 1_800_000 === 0)).toBe(true);
});

test('CALL7 POL1 nobody asks without saying who they are, nor for what is no site', async () => {
  expect((await ask('?site=default', {})).status).toBe(401);
  expect((await ask('?site=No%20site', await api.as('visitor'))).status).toBe(400);
});

test('CALL7 POL1 everybody who may ask is told the same', async () => {
  api.workspace.sites.change('default', { settings: { callback: { ...CALLBACK.byDefault, offer: 'always' } } });
  const told = await Promise.all(
    (['visitor', 'observer', 'operator', 'admin', 'owner'] as const).map(async (role) =>
      times(await ask('?site=default', await api.as(role))),
    ),
  );
  for (const each of told) expect(each).toEqual(told[0]);
  expect(told[0]?.length).toBeGreaterThan(300);
});

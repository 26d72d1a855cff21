import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeEach(async () => {
  api = await openTemporaryApi();
});
afterEach(() => api.close());

async function ask(method: string, body?: unknown, headers = {}): Promise<Response> {
  return api.ask('/api/schedule', {
    method,
    headers: { 'content-type': 'application/json', ...(await api.as('admin')), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
}
const idOf = (role: string) => api.workspace.people.all().find((one) => one.role === role)?.id ?? '';
const WEEK = [{ day: 6, from: 1_320, to: 360 }];
const read = async (): Promise<unknown> => (await ask('GET')).json();

test('SCHED5 every answer has the whole schedule, and who changed it stands in the log', async () => {
  const weeks = [{ person: idOf('operator'), week: WEEK }];
  const changed = await ask('PATCH', { zone: 'Europe/Warsaw', weeks });
  const schedule = { revision: 1, zone: 'Europe/Warsaw', daysOff: [], weeks };
  expect([changed.status, await changed.json(), await read()]).toEqual([200, schedule, schedule]);
  const line = api.workspace.logLines.map((text) => JSON.parse(text) as object).at(-1);
  expect(line).toMatchObject({ by: idOf('admin'), zone: 'Europe/Warsaw', people: [idOf('operator')], revision: 1 });
  expect(await (await ask('PATCH', { daysOff: [{ day: '2026-12-25', name: ' Christmas ' }] })).json()).toEqual({
    ...schedule,
    revision: 2,
    daysOff: [{ day: '2026-12-25', name: 'Christmas' }],
  });
});

test.each([
  ['a zone that nobody knows', { zone: 'Mars/Olympus' }, 400, 'invalid'],
  ['a week without a zone', { weeks: 'operator' }, 400, 'no-zone'],
  ['the week of an observer', { zone: 'UTC', weeks: 'observer' }, 400, 'unknown-person'],
  ['too much', { zone: 'x'.repeat(300_000) }, 413, 'too-large'],
])('SCHED5 %s is refused, and nothing changes', async (_what, given, status, error) => {
  const before = await read();
  const weeks = 'weeks' in given ? { weeks: [{ person: idOf(given.weeks), week: WEEK }] } : {};
  const response = await ask('PATCH', { ...given, ...weeks });
  expect([response.status, await response.json()]).toMatchObject([status, { error }]);
  expect(await read()).toEqual(before);
});

test('SCHED5 AUTH3 a page of another site changes nothing, with whatever cookie', async () => {
  const before = await read();
  expect((await ask('PATCH', { zone: 'UTC' }, { origin: 'http://evil.test' })).status).toBe(401);
  expect(await read()).toEqual(before);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import * as v from 'valibot';
import { historyResponseSchema } from '#schema/http/history.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());

const ask = async (body: unknown): Promise<Response> => api.post('/api/history', body, await api.as('observer'));

test('HIST1 the answer is what the contract says, also of an empty house', async () => {
  const response = await ask({ words: 'teapot' });
  expect(response.status).toBe(200);
  expect(v.parse(historyResponseSchema, await response.json())).toEqual({
    conversations: [],
    ofVisitors: [],
    next: null,
    lookedTo: null,
    sites: [],
  });
});

test.each([
  ['words that never end', { words: 'a'.repeat(201) }],
  ['another order', { sort: 'loudest' }],
  ['a state that is none', { state: 'lost' }],
  ['an operator that is none', { operator: 'anna' }],
  ['too many at once', { limit: 51 }],
  ['a place that is none', { after: "t.1'; DROP TABLE entries" }],
  ['a time that is none', { from: -1 }],
  ['no object', 'null'],
])('HIST4 %s is a problem', async (_what, body) => {
  const response = await ask(body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: 'invalid' });
});

test('HIST4 a place that was never given is one without anything behind it, or the first', async () => {
  for (const after of ['t.ffffffffffffffff.0', 'l.zz', 'q.1.2', 't.0.0', 'r.0.5', 'l.0.0']) {
    for (const words of ['', 'teapot']) expect([200, 400]).toContain((await ask({ words, after })).status);
  }
});

test('WIRE5 what somebody looked for is in no address and in no log, also when the search breaks', async () => {
  await ask({ words: 'zqxprivate' });
  await ask({ words: 'zqxprivate', sort: 'loudest' });
  api.workspace.database.exec('ALTER TABLE searchable RENAME TO away');
  expect((await ask({ words: 'zqxprivate' })).status).toBe(500);
  api.workspace.database.exec('ALTER TABLE away RENAME TO searchable');
  expect(api.workspace.logLines.join('\n')).not.toContain('zqxprivate');
});

test('a question of more than 8 KB is a problem', async () => {
  expect((await ask(' '.repeat(9_000))).status).toBe(413);
});

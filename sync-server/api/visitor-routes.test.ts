import { afterAll, beforeAll, expect, test } from 'vitest';
import { fail } from '#schema/result.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());

const VERA = `v${'a'.repeat(22)}`;
const PATH = `/api/visitors/${VERA}/invitation`;

test('START3 any site’s page may ask whether somebody is on duty; the answer names nobody, sets nothing and may be kept for seconds', async () => {
  for (const on of [false, true]) {
    api.setUnattended(!on);
    const response = await api.ask('/api/sites/default/duty', { headers: { origin: 'https://shop.example' } });
    expect(await response.json()).toEqual({ on });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toBe('public, max-age=15');
    expect(response.headers.get('set-cookie')).toBe(null);
  }
});

test('INVITE5 an operator invites with words of their own; who comes second is told so', async () => {
  const headers = await api.as('operator');
  const invited: unknown[] = [];
  api.setInvite((visitor, by, text) => {
    invited.push([visitor, by.name, text]);
    return fail('invited');
  });
  const answer = await api.post(PATH, { text: '  May I help? ' }, headers);
  expect([answer.status, await answer.json()]).toEqual([409, { error: 'invited' }]);
  expect(invited).toEqual([[VERA, expect.any(String), 'May I help?']]);
  api.setInvite(() => fail('not-here'));
  expect((await api.post(PATH, { text: 'x' }, headers)).status).toBe(404);
  expect((await api.post('/api/visitors/me/invitation', { text: 'x' }, headers)).status).toBe(404);
  for (const body of [{}, { text: ' ' }, { text: 'x'.repeat(301) }, { text: 'x', more: 1 }])
    expect((await api.post(PATH, body, headers)).status).toBe(400);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHOTO_SIDE } from '#schema/photo.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';
import { pngOf } from '../testing/test-picture.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());

const idOf = (role: string) => api.workspace.people.all().find((one) => one.role === role)?.id ?? '';
const put = async (role: 'operator' | 'observer', bytes: Uint8Array, headers = {}) =>
  api.ask('/api/photo', {
    method: 'PUT',
    headers: { ...(await api.as(role)), origin: 'http://chat.test', ...headers },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
const get = async (path: string, role: 'visitor' | 'operator' = 'operator', headers = {}) =>
  api.ask(path, { headers: { ...(await api.as(role)), ...headers } });

test('PHOTO1 PHOTO3 a person puts their own photo; it is cleaned, served as nothing that could run, and kept by its version', async () => {
  const answer = await put('operator', pngOf(PHOTO_SIDE, PHOTO_SIDE, 'taken at home'));
  expect(answer.status).toBe(200);
  const { version } = (await answer.json()) as { readonly version: string };
  const photo = await get(`/api/photos/${idOf('operator')}?version=${version}`);
  expect(Object.fromEntries(photo.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox') as string,
    'cache-control': expect.stringContaining('immutable') as string,
  });
  const bytes = Buffer.from(await photo.arrayBuffer());
  expect(bytes.equals(Buffer.from(pngOf(PHOTO_SIDE, PHOTO_SIDE)))).toBe(true);
  const old = await get(`/api/photos/${idOf('operator')}?version=other`);
  expect(old.headers.get('cache-control')).not.toContain('immutable');
  const again = await get(`/api/photos/${idOf('operator')}`, 'operator', { 'if-none-match': `"${version}"` });
  expect(again.status).toBe(304);
  const removed = await api.ask('/api/photo', {
    method: 'DELETE',
    headers: { ...(await api.as('operator')), origin: 'http://chat.test' },
  });
  expect([removed.status, (await get(`/api/photos/${idOf('operator')}`)).status]).toEqual([200, 404]);
});

test.each([
  ['another size', pngOf(PHOTO_SIDE, PHOTO_SIDE + 1), 400, 'wrong-size'],
  ['no picture', Buffer.from('<svg onload="alert(1)"/>'), 400, 'no-picture'],
  ['half a picture', pngOf(PHOTO_SIDE, PHOTO_SIDE).subarray(0, 60), 400, 'no-picture'],
  ['too much', new Uint8Array(70_000), 413, 'too-large'],
])('PHOTO1 %s is refused', async (_what, bytes, status, error) => {
  const answer = await put('observer', bytes);
  expect([answer.status, await answer.json()]).toMatchObject([status, { error }]);
});

test('PHOTO2 AUTH3 nobody puts one from another site, nor a visitor at all', async () => {
  expect((await put('operator', pngOf(96, 96), { origin: 'http://evil.test' })).status).toBe(401);
  const visitor = await api.as('visitor');
  expect((await api.ask('/api/photo', { method: 'PUT', headers: visitor, body: 'x' })).status).toBe(403);
  // Nobody has one, or it is not theirs to see: to a visitor that is the same, and no error on its page.
  expect((await get(`/api/photos/${idOf('operator')}`, 'visitor')).status).toBe(204);
  expect((await api.ask(`/api/photos/${idOf('operator')}`)).status).toBe(401);
});

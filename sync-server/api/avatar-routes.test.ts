import { afterAll, beforeAll, expect, test } from 'vitest';
import { AVATAR_SIDE } from '#schema/photo.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';
import { pngOf } from '../testing/test-picture.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
  api.write('build/widget/widget.js', 'start();');
});
afterAll(() => api.close());

const { look } = siteSettingsFrom(null);
const put = async (bytes: Uint8Array, headers = {}) =>
  api.ask('/api/avatars', {
    method: 'POST',
    headers: { ...(await api.as('admin')), origin: 'http://chat.test', ...headers },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
const name = async (avatar: string, more = {}) =>
  api.ask('/api/sites/default', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', ...(await api.as('admin')) },
    body: JSON.stringify({ settings: { look: { ...look, avatar, ...more } } }),
  });
/** As a page of anybody's asks for it. */
const get = (version: string) => api.ask(`/api/avatars/${version}`, { headers: { origin: 'https://shop.example' } });

test('AVATAR1 AVATAR2 AVATAR3 an admin’s picture is cleaned, named by the settings, told to the site’s pages, and served to them as nothing that could run, for ever', async () => {
  const answer = await put(pngOf(AVATAR_SIDE, AVATAR_SIDE, 'drawn at home'));
  const { version } = (await answer.json()) as { readonly version: string };
  expect([answer.status, (await name(version)).status]).toEqual([200, 200]);
  expect(await (await api.ask('/widget.js')).text()).toContain(`"avatar":"${version}"`);
  const picture = await get(version);
  expect(Object.fromEntries(picture.headers)).toMatchObject({
    'content-type': 'image/png',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox') as string,
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(picture.headers.has('set-cookie')).toBe(false);
  expect(Buffer.from(await picture.arrayBuffer()).equals(Buffer.from(pngOf(AVATAR_SIDE, AVATAR_SIDE)))).toBe(true);
  await name('');
  expect(await (await api.ask('/widget.js')).text()).not.toContain('avatar');
  const gone = await get(version);
  expect([gone.status, gone.headers.get('cache-control')]).toEqual([204, 'public, max-age=60']);
});

test('AVATAR4 settings cannot name a picture that is not kept, and say which way out there is; what they name already keeps nothing else back', async () => {
  const { version } = (await (await put(pngOf(AVATAR_SIDE, AVATAR_SIDE))).json()) as { readonly version: string };
  const refused = await name('aB3_-aB3_-aB3_-x');
  expect([refused.status, await refused.json()]).toMatchObject([409, { error: 'no-such-picture' }]);
  expect((await name('x.png')).status).toBe(400);
  await name(version);
  api.workspace.database.exec('DELETE FROM site_avatars');
  expect((await name(version, { size: 60 })).status).toBe(200);
  expect((await get(version)).status).toBe(204);
});

test.each([
  ['a photo’s size', pngOf(96, 96), 400, 'wrong-size'],
  [
    'a drawing that can run',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    400,
    'no-picture',
  ],
  ['half a picture', pngOf(AVATAR_SIDE, AVATAR_SIDE).subarray(0, 60), 400, 'no-picture'],
  ['too much', new Uint8Array(70_000), 413, 'too-large'],
])('AVATAR2 %s is refused', async (_what, bytes, status, error) => {
  const answer = await put(bytes);
  expect([answer.status, await answer.json()]).toMatchObject([status, { error }]);
});

test('AVATAR2 AUTH3 nobody puts one from another site, and an address that is none is not there', async () => {
  expect((await put(pngOf(AVATAR_SIDE, AVATAR_SIDE), { origin: 'http://evil.test' })).status).toBe(401);
  for (const path of ['x', '..%2F..%2Fsecrets00', `${'a'.repeat(16)}.svg`]) expect((await get(path)).status).toBe(404);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AVATAR_SIDE } from '#schema/photo.ts';
import { ROUTE_POLICY } from '#schema/policy/policy.ts';
import { pngOf } from '#sync-server/testing/test-picture.ts';
import { newVisitor, type Caller } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { hireCast, ROLES, type Cast } from './roles.ts';

let server: ServerProcess;
let cast: Cast;
beforeAll(async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  cast = await hireCast(server);
}, 60_000);
afterAll(() => server.dispose());

const PICTURE = new Uint8Array(pngOf(AVATAR_SIDE, AVATAR_SIDE));
const put = (caller: Caller | null, body: Uint8Array<ArrayBuffer> = PICTURE): Promise<Response> =>
  fetch(`${server.origin}/api/avatars`, {
    method: 'POST',
    ...(caller !== null && { headers: { authorization: `Bearer ${caller.token}` } }),
    body,
  });

describe('POL1 AVATAR2 AVATAR3 the picture of a site, for every role', () => {
  test.each(ROLES)('putting one: %s', async (role) => {
    const isVisitor = role === 'visitor' || role === 'stranger';
    const answer = await put(isVisitor ? newVisitor() : cast.staff[role]);
    expect(answer.status).toBe(ROUTE_POLICY['POST /api/avatars'][isVisitor ? 'visitor' : role] === 'any' ? 200 : 403);
  });

  test('nobody we know puts none, and has any whose name they have, without a word of who they are', async () => {
    expect((await put(null)).status).toBe(401);
    const { version } = (await (await put(cast.staff.admin)).json()) as { readonly version: string };
    const picture = await fetch(`${server.origin}/api/avatars/${version}`);
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('set-cookie')]).toEqual([
      200,
      'image/png',
      null,
    ]);
    expect(picture.headers.get('content-security-policy')).toContain('sandbox');
  });

  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a picture in name', `\x89PNG\r\n\x1a\n<script>alert(1)</script>`],
    ['nothing', ''],
  ])('%s is kept of nobody, whatever the role', async (_what, text) => {
    const answer = await put(cast.staff.owner, new Uint8Array(Buffer.from(text, 'latin1')));
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'no-picture' }]);
  });
});

import { expect, test } from 'vitest';
import { SecretRoom } from './secret-room.svelte.ts';

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

test('IDENT1 the page asks for the secrets of its site, renews and ends them, and says why it could not', async () => {
  const asked: string[] = [];
  const secrets = [{ number: 2, secret: 'hs_two', at: 5 }];
  let next: Response | null = answer(200, { secrets: [] });
  const room = new SecretRoom('my shop', (path, request) => {
    asked.push(`${request?.method} ${path}`);
    return Promise.resolve(next);
  });
  expect(room.secrets).toBeNull();
  await room.load();
  expect([room.secrets, room.told]).toEqual([[], null]);
  next = answer(200, { secrets });
  await room.renew();
  expect([room.secrets, room.told]).toEqual([secrets, 'made']);
  next = null;
  await room.end(2);
  expect([room.secrets, room.told, room.failure]).toEqual([secrets, null, 'no-network']);
  next = answer(403, { error: 'forbidden' });
  await room.end(2);
  expect(room.failure).toBe('refused');
  next = answer(200, { something: 'else' });
  await room.load();
  expect(room.failure).toBe('broken');
  expect(asked).toEqual([
    'GET /api/sites/my%20shop/secrets',
    'POST /api/sites/my%20shop/secrets',
    'DELETE /api/sites/my%20shop/secrets/2',
    'DELETE /api/sites/my%20shop/secrets/2',
    'GET /api/sites/my%20shop/secrets',
  ]);
});

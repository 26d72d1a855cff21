import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTE_POLICY } from '#schema/policy/policy.ts';
import type { Role } from '#schema/words.ts';
import { startPushService, type PushService } from '../../tests/support/push-service.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
let service: PushService;
beforeAll(async () => {
  api = await openTemporaryApi();
  service = await startPushService();
});
afterAll(async () => {
  api.close();
  await service.close();
});

const ROLES = ['visitor', 'observer', 'operator', 'admin', 'owner'] as const;
const ROUTES = {
  'GET /api/notifications': null,
  'PUT /api/notifications/subscription': 'subscription',
  'POST /api/notifications/unsubscribe': 'endpoint',
  'POST /api/notifications/test': 'test',
} as const;
type Route = keyof typeof ROUTES;

async function ask(route: Route, role: Role | null, body: unknown, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = route.split(' ');
  return api.ask(path, {
    method,
    headers: {
      'content-type': 'application/json',
      origin: 'http://chat.test',
      ...(role === null ? {} : await api.as(role)),
      ...headers,
    },
    ...(method !== 'GET' && { body: JSON.stringify(body) }),
  });
}
const bodyFor = ({ endpoint, keys }: ReturnType<PushService['subscribe']>, kind: (typeof ROUTES)[Route]): unknown =>
  kind === 'subscription'
    ? { endpoint, keys, language: 'en' }
    : kind === 'test'
      ? { endpoint, id: 'a-test' }
      : { endpoint };

const cells = ROLES.flatMap((role) => (Object.keys(ROUTES) as Route[]).map((route) => [role, route] as const));
test.each(cells)('POL1 NOTIFY9 %s: %s as the policy table says', async (role, route) => {
  const response = await ask(route, role, bodyFor(service.subscribe(), ROUTES[route]));
  expect(response.status).toBe(ROUTE_POLICY[route][role] === 'any' ? 200 : 403);
  expect((await ask(route, null, {})).status).toBe(401);
});

test('NOTIFY8 NOTIFY10 the key is one and the same, also after a restart; a browser that subscribed with it reads the test push', async () => {
  const { publicKey } = (await (await ask('GET /api/notifications', 'owner', null)).json()) as { publicKey: string };
  expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65);
  expect(api.workspace.open().push.publicKey()).toBe(publicKey);
  const browser = service.subscribe(publicKey);
  expect((await ask('PUT /api/notifications/subscription', 'owner', bodyFor(browser, 'subscription'))).status).toBe(
    200,
  );
  api.workspace.pass(10_000);
  const tested = await ask('POST /api/notifications/test', 'owner', { endpoint: browser.endpoint, id: 'abc' });
  expect(await tested.json()).toEqual({ kind: 'answered', status: 201 });
  expect(browser.received[0]?.message).toEqual({ t: 'test', id: 'abc', language: 'en' });
  expect((await ask('POST /api/notifications/test', 'owner', { endpoint: browser.endpoint, id: 'x' })).status).toBe(
    429,
  );
  // Another's subscription is as if it were not there.
  const foreign = await ask('POST /api/notifications/test', 'admin', { endpoint: browser.endpoint, id: 'x' });
  expect(await foreign.json()).toEqual({ kind: 'unknown' });
  await ask('POST /api/notifications/unsubscribe', 'admin', { endpoint: browser.endpoint });
  api.workspace.pass(10_000);
  service.answerWith(() => ({ status: 410 }));
  const gone = await ask('POST /api/notifications/test', 'owner', { endpoint: browser.endpoint, id: 'y' });
  expect(await gone.json()).toEqual({ kind: 'answered', status: 410 });
  service.answerWith(() => ({ status: 201 }));
  api.workspace.pass(10_000);
  const forgotten = await ask('POST /api/notifications/test', 'owner', { endpoint: browser.endpoint, id: 'z' });
  expect(await forgotten.json()).toEqual({ kind: 'unknown' });
});

test('NOTIFY9 what is no address of a push service, no key or too long is refused, and no secret is in any answer or log', async () => {
  const good = bodyFor(service.subscribe(), 'subscription') as {
    endpoint: string;
    keys: { p256dh: string; auth: string };
  };
  const refused = async (change: object): Promise<number> =>
    (await ask('PUT /api/notifications/subscription', 'operator', { ...good, ...change })).status;
  expect(await refused({ endpoint: 'http://10.0.0.1/push' })).toBe(400);
  expect(await refused({ endpoint: 'https://localhost/push' })).toBe(400);
  expect(await refused({ endpoint: `https://push.example.com/${'x'.repeat(2_000)}` })).toBe(400);
  expect(await refused({ keys: { ...good.keys, auth: 'AAAA' } })).toBe(400);
  expect(await refused({ keys: { ...good.keys, p256dh: Buffer.alloc(65, 4).toString('base64url') } })).toBe(400);
  expect(await refused({ language: 'english' })).toBe(400);
  expect(await refused({ endpoint: 'x'.repeat(5_000) })).toBe(413);
  const { value } = api.workspace.database.prepare(`SELECT value FROM settings WHERE key = 'vapid'`).get() as {
    value: string;
  };
  const { privateKey } = JSON.parse(value) as { privateKey: string };
  expect(api.workspace.logLines.join('\n')).not.toContain(privateKey);
});

test('NOTIFY8 AUTH4 a subscription goes with the session that told it, when that signs out or is revoked, and with no other', async () => {
  const count = (): number =>
    (api.workspace.database.prepare('SELECT count(*) AS n FROM push_subscriptions').get() as { n: number }).n;
  const before = count();
  const signIn = await api.post('/api/auth/sign-in/email', {
    email: 'operator@example.com',
    password: 'correct horse battery',
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .join('; ');
  const browser = service.subscribe();
  const told = await ask('PUT /api/notifications/subscription', null, bodyFor(browser, 'subscription'), { cookie });
  expect([told.status, count()]).toEqual([200, before + 1]);
  expect(api.workspace.push.standing().devices).toBe(before + 1);
  await api.post('/api/auth/sign-out', {}, { cookie });
  expect([count(), api.workspace.push.standing().devices]).toEqual([before, before]);
});

import { createECDH } from 'node:crypto';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OTHER_ROUTES } from '#schema/policy/other-routes.ts';
import { ROUTE_POLICY } from '#schema/policy/policy.ts';
import type { Role } from '#schema/words.ts';
import { signIdentity } from '../testing/sign-identity.ts';
import { pngOf } from '../testing/test-picture.ts';
import { AVATAR_SIDE, PHOTO_SIDE } from '#schema/photo.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

/** As a browser makes them. */
const KEYS = {
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: 'A'.repeat(22),
};
/** What is asked of routes that take more than an empty body. */
const PUSHED = 'https://push.example.com/x';
const BODIES = new Map<string, (role: Role) => string | Uint8Array<ArrayBuffer>>([
  ['PUT /api/photo', () => new Uint8Array(pngOf(PHOTO_SIDE, PHOTO_SIDE))],
  ['POST /api/avatars', () => new Uint8Array(pngOf(AVATAR_SIDE, AVATAR_SIDE))],
  ['POST /api/lists/:list', (role: Role) => `{"name":"Complaint of ${role}"}`],
  ['PUT /api/lists/:list/order', () => `{"items":[]}`],
  ['POST /api/sites', (role: Role) => `{"id":"site-of-${role}","name":"Site of ${role}"}`],
  [
    'POST /api/identify',
    () => {
      const [secret] = api.siteSecrets.renew('default');
      const exp = api.workspace.clock.now() / 1_000 + 60;
      const token = signIdentity(secret?.secret ?? '', { aud: 'default', sub: '7', exp });
      return JSON.stringify({ site: 'default', next: `v1_${'B'.repeat(43)}`, token });
    },
  ],
  ['POST /api/visitors/:visitor/invitation', () => `{"text":"May I help?"}`],
  ['POST /api/blocks', () => `{"address":"203.0.113.7","until":null}`],
  ['POST /api/blocks/effect', () => `{"address":"203.0.113.0/24"}`],
  ['PUT /api/notifications/subscription', () => JSON.stringify({ endpoint: PUSHED, keys: KEYS, language: 'en' })],
  ['POST /api/letters/open', () => `{"ticket":"${'a'.repeat(71)}"}`],
  ['POST /api/letters/arrive', () => `{"ticket":"${'a'.repeat(43)}","site":"default"}`],
  ['POST /api/letters/onward', () => '{"conversation":"01936f00-0000-7000-8000-000000000001"}'],
  ['POST /api/own-data/confirm', () => '{"code":"12345678"}'],
  ['PUT /api/mail', () => '{"server":null}'],
  ['POST /api/mail/test', () => '{"to":"a@example.com","language":"en"}'],
  ['POST /api/notifications/unsubscribe', () => JSON.stringify({ endpoint: PUSHED })],
  // Of an address that nobody has told.
  ['POST /api/notifications/test', () => JSON.stringify({ endpoint: `${PUSHED}/y`, id: 'id' })],
]);
const ROLES: readonly Role[] = ['visitor', 'observer', 'operator', 'admin', 'owner'];

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());

describe('routes', () => {
  test('POL1 every route of /api stands in the policy, and every line of the policy is a route', () => {
    const routes = api.app.routes.filter(
      ({ path, method }) => path.startsWith('/api/') && !path.startsWith('/api/auth') && method !== 'ALL',
    );
    const names = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    expect([...names].sort()).toEqual([...Object.keys(ROUTE_POLICY), ...OTHER_ROUTES].sort());
  });

  const table = Object.entries(ROUTE_POLICY).flatMap(([route, row]) =>
    ROLES.map((role) => [role, route, row[role] === 'any' ? 200 : 403] as const),
  );
  test.each(table)('POL1 %s %s: %i', async (role, route, status) => {
    const [method = '', path = ''] = route.split(' ');
    const body = method === 'GET' ? null : (BODIES.get(route)?.(role) ?? '{}');
    const address = path
      .replace(':visitor', `v${'a'.repeat(22)}`)
      .replace(':list', 'categories')
      .replace(':item', 'lead')
      .replace(':site', 'default')
      .replace(':number', String(api.siteSecrets.of('default')[0]?.number))
      .replace(':conversation', '01936f00-0000-7000-8000-000000000001')
      .replace(':message', '01936f00-0000-7000-8000-000000000002');
    const response = await api.ask(address, { method, body, headers: await api.as(role) });
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toEqual({ error: 'forbidden' });
  });

  test.each(Object.keys(ROUTE_POLICY))('POL1 nobody we know: %s is 401', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const response = await api.ask(path, { method });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: 'unauthorized' });
  });

  test('a person sees itself and everybody', async () => {
    const headers = await api.as('operator');
    const me: unknown = await (await api.ask('/api/session', { headers })).json();
    const { id } = api.workspace.people.all().find(({ role }) => role === 'operator') ?? {};
    expect(me).toEqual({ id, name: 'The operator', email: 'operator@example.com', role: 'operator' });
    const { people } = (await (await api.ask('/api/people', { headers })).json()) as { people: unknown[] };
    expect(people).toHaveLength(4);
    expect(people).toContainEqual(me);
  });

  test('what is not there is a problem, never the page of the app', async () => {
    for (const path of [
      '/api',
      '/api/nothing',
      '/api/auth/nothing',
      '/_app/immutable/gone.js',
      '/widget/gone.js',
      '/demo/gone',
    ]) {
      const response = await api.ask(path);
      expect(response.status, path).toBe(404);
      expect(await response.json(), path).toEqual({ error: 'not-found' });
    }
    expect((await api.ask('/somewhere', { method: 'DELETE' })).status).toBe(404);
    expect((await api.ask('/sync')).status).toBe(426);
  });
});

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .filter((line) => !line.includes('Max-Age=0'))
    .map((line) => line.split(';')[0])
    .join('; ');

/** What a code app shows now (RFC 6238) for the address that it was given. */
function totp(address: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const secret = new URL(address).searchParams.get('secret') ?? '';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

describe('sign-in over HTTP', () => {
  const account = { email: 'operator@example.com', password: 'correct horse battery' };

  test('the right password gives a cookie that is a session', async () => {
    const response = await api.post('/api/auth/sign-in/email', account);
    expect(response.status).toBe(200);
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await api.ask('/api/session', { headers: { cookie } })).status).toBe(200);
    expect((await api.post('/api/auth/sign-out', {}, { cookie })).status).toBe(200);
    expect((await api.ask('/api/session', { headers: { cookie } })).status).toBe(401);
  });

  test('a wrong password is a problem', async () => {
    const response = await api.post('/api/auth/sign-in/email', { ...account, password: 'wrong horse battery' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid-email-or-password' });
  });

  test('what is not JSON is a problem', async () => {
    const response = await api.post('/api/auth/sign-in/email', '{');
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty('error');
  });

  test('AUTH3 a page of another site cannot sign anybody out', async () => {
    const { cookie = '' } = await api.as('admin');
    const response = await api.post('/api/auth/sign-out', {}, { cookie, origin: 'http://evil.test' });
    expect(response.status).toBe(403);
    expect((await api.ask('/api/session', { headers: { cookie } })).status).toBe(200);
  });

  test.each([
    '/sign-up/email',
    '/update-user',
    '/change-email',
    '/delete-user',
    '/request-password-reset',
    '/sign-in/social',
  ])('nothing that makes or changes people is open: %s', async (path) => {
    const headers = await api.as('owner');
    const body = { name: 'Eve', email: 'eve@example.com', password: 'a password of eve' };
    expect((await api.post(`/api/auth${path}`, body, headers)).status).toBe(404);
    expect(api.workspace.people.all()).toHaveLength(4);
  });

  test('AUTH1 with a second factor, the password alone makes no session', async () => {
    const { cookie = '' } = await api.as('observer');
    const enabled = await api.post('/api/auth/two-factor/enable', { password: account.password }, { cookie });
    const { totpURI } = (await enabled.json()) as { readonly totpURI: string };
    const wrong = await api.post('/api/auth/two-factor/verify-totp', { code: '000000' }, { cookie });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ error: 'invalid-code' });
    const code = totp(totpURI);
    expect((await api.post('/api/auth/two-factor/verify-totp', { code }, { cookie })).status).toBe(200);

    const half = await api.post('/api/auth/sign-in/email', { ...account, email: 'observer@example.com' });
    expect(await half.json()).toMatchObject({ twoFactorRedirect: true });
    const waiting = cookiesOf(half);
    expect((await api.ask('/api/session', { headers: { cookie: waiting } })).status).toBe(401);
    const whole = await api.post('/api/auth/two-factor/verify-totp', { code }, { cookie: waiting });
    expect(whole.status).toBe(200);
    expect((await api.ask('/api/session', { headers: { cookie: cookiesOf(whole) } })).status).toBe(200);
  });
});

describe('set-up over HTTP', () => {
  test('RUN4 there is an owner: nothing to set up, and no token is right', async () => {
    expect(await (await api.ask('/api/setup')).json()).toEqual({ needed: false });
    const body = { token: 'x'.repeat(32), name: 'Eve', email: 'eve@example.com', password: 'a password of eve' };
    const response = await api.post('/api/setup', body);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ error: 'wrong-token' });
  });

  test.each([
    ['not JSON', '{"token":', 'the body is not JSON'],
    ['too little', {}, 'token is missing'],
    [
      'a short password',
      { token: 'x'.repeat(32), name: 'E', email: 'e@example.com', password: 'short' },
      'password: >=10 is needed',
    ],
  ])('%s is a problem that says where', async (_what, body, detail) => {
    const response = await api.post('/api/setup', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid', detail });
  });
});

describe('health', () => {
  test('alive, ready, counted', async () => {
    expect((await api.ask('/healthz')).status).toBe(200);
    expect((await api.ask('/readyz')).status).toBe(200);
    api.setReady(false);
    expect((await api.ask('/readyz')).status).toBe(503);
    expect((await api.ask('/healthz')).status).toBe(200);
    api.setReady(true);
    const metrics = await api.ask('/metrics');
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(await metrics.text()).toMatch(/holdline_http_responses_total\{status="503"\} 1/);
  });

  test('with METRICS_TOKEN the counters need it', async () => {
    const guarded = await openTemporaryApi({ metricsToken: 'abcdefghijklmnop' });
    expect((await guarded.ask('/metrics')).status).toBe(401);
    expect((await guarded.ask('/metrics', { headers: { authorization: 'Bearer abcdefghijklmnoq' } })).status).toBe(401);
    expect((await guarded.ask('/metrics', { headers: { authorization: 'Bearer abcdefghijklmnop' } })).status).toBe(200);
    guarded.close();
  });
});

test('every answer tells browsers to be careful with it; https is asked for only where there is some', async () => {
  const headers = (await api.ask('/api/session')).headers;
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('strict-transport-security')).toBeNull();
  const secure = await openTemporaryApi({ publicUrl: 'https://chat.test' });
  expect((await secure.ask('/healthz')).headers.get('strict-transport-security')).toContain('max-age=');
  secure.close();
});

test('the OpenAPI document names every route of ours, and its references lead somewhere', async () => {
  const response = await api.ask('/api/openapi.json');
  const document = (await response.json()) as {
    readonly openapi: string;
    readonly paths: { readonly [path: string]: { readonly [method: string]: { readonly responses: object } } };
    readonly components: { readonly responses: object };
  };
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  const itself = 'GET /api/openapi.json';
  expect([...operations, itself].sort()).toEqual([...Object.keys(ROUTE_POLICY), ...OTHER_ROUTES].sort());
  const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
  expect(new Set(references)).toEqual(new Set(['"$ref":"#/components/responses/problem"']));
  expect(document.components.responses).toHaveProperty('problem');
  expect(JSON.stringify(document)).toContain('"const":"message.send"');
});

test('WIRE5 a defect is a problem without details, and its words stay out of the log', async () => {
  api.answerWith(() => {
    throw new Error('hello, said the visitor');
  });
  const command = {
    id: '01936f00-0000-7000-8000-000000000001',
    type: 'conversation.take',
    writtenAt: 1,
    payload: { conversation: '01936f00-0000-7000-8000-000000000002' },
  };
  const response = await api.post('/api/commands', { commands: [command] }, await api.as('operator'));
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ error: 'defect' });
  const log = api.workspace.logLines.join('');
  expect(log).toContain('a request failed: Error');
  expect(log).not.toContain('said the visitor');
});

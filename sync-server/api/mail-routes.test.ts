import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailResponse, MailTestResponse } from '#schema/http/mail.ts';
import { ROUTE_POLICY } from '#schema/policy/policy.ts';
import { startMailServer, type MailServerProcess } from '../../tests/support/mail-server.ts';
import { createMailKey } from '../mail/mail-key.ts';
import { createMailSettings } from '../mail/mail-settings.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
let mailServer: MailServerProcess;
beforeAll(async () => {
  api = await openTemporaryApi();
  mailServer = await startMailServer({ password: 'hush-hush-pass' });
});
afterAll(async () => {
  api.close();
  await mailServer.close();
});

const server = () => ({
  ...{ host: '127.0.0.1', port: mailServer.port, security: 'none' as const, user: 'shop' },
  ...{ from: 'chat@shop.example', name: 'Shop' },
});

async function ask(method: string, path: string, body?: unknown, role: Parameters<typeof api.as>[0] = 'admin') {
  return api.ask(`/api/mail${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: 'http://chat.test', ...(await api.as(role)) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const put = (body: unknown) => ask('PUT', '', body);

const ROLES = ['visitor', 'observer', 'operator', 'admin', 'owner'] as const;
test.each(ROLES)('POL1 MAIL1 %s: as the policy table says', async (role) => {
  const to = { to: 'a@example.com', language: 'en' };
  for (const [route, method, path, body] of [
    ['GET /api/mail', 'GET', '', undefined],
    ['PUT /api/mail', 'PUT', '', { server: null }],
    ['POST /api/mail/test', 'POST', '/test', to],
  ] as const) {
    const { status } = await ask(method, path, body, role);
    const expected = ROUTE_POLICY[route][role] === 'any' ? 200 : 403;
    expect(status, route).toBe(expected);
  }
});

test('MAIL1 the password is written and never told again: not in an answer, a log or a row that can be read', async () => {
  const answered = await put({ server: server(), password: 'hush-hush-pass' });
  expect(answered.status).toBe(200);
  const told = (await answered.json()) as MailResponse;
  expect(told).toMatchObject({ server: server(), password: 'kept', address: 'http://chat.test', waiting: 0 });
  const row = api.workspace.database.prepare("SELECT value FROM settings WHERE key = 'mail'").get() as {
    value: string;
  };
  for (const text of [JSON.stringify(told), row.value, api.workspace.logLines.join('')])
    expect(text).not.toContain('hush-hush-pass');
  // As after a restart.
  expect(api.workspace.open().mail.settings.current()?.password).toBe('hush-hush-pass');
});

test('MAIL1 a password is for one account: who changes the server cannot have it sent to another', async () => {
  const elsewhere = await put({ server: { ...server(), host: 'evil.example' } });
  expect([elsewhere.status, await elsewhere.json()]).toMatchObject([400, { error: 'password-needed' }]);
  expect((await put({ server: { ...server(), port: 2525 } })).status).toBe(400);
  expect((await put({ server: { ...server(), name: 'Other name' } })).status).toBe(200);
  expect(api.workspace.mail.settings.current()?.password).toBe('hush-hush-pass');
});

test('MAIL1 a password is not said on an open line, but to this machine', async () => {
  const open = await put({ server: { ...server(), host: 'mail.example.com' }, password: 'x' });
  expect([open.status, await open.json()]).toMatchObject([400, { error: 'not-protected' }]);
  expect((await put({ server: { ...server(), from: 'not an address' } })).status).toBe(400);
});

test('MAIL2 the test letter goes at once, and tells how far it came', async () => {
  const to = { to: 'ada@example.com', language: 'ru' };
  const answer = (await (await ask('POST', '/test', to)).json()) as MailTestResponse;
  expect(answer).toEqual({ failure: null, said: '250 Queued as 1' });
  expect(mailServer.letters[0]).toMatchObject({ to: ['ada@example.com'] });
  expect(mailServer.letters[0]?.text).toContain('Это пробное письмо от http://chat.test.');
  expect((await ask('POST', '/test', to)).status).toBe(429);

  api.workspace.pass(10_000);
  await put({ server: server(), password: 'wrong' });
  const failed = (await (await ask('POST', '/test', to)).json()) as MailTestResponse;
  expect(failed.failure).toMatchObject({ hop: 'signed-in' });
  expect(api.workspace.mail.standing().failure).toMatchObject({ hop: 'signed-in' });
  expect(api.workspace.logLines.join('')).not.toContain('wrong');
});

test('MAIL1 who has only the database has no password, and is told so; the environment comes before all', async () => {
  await put({ server: server(), password: 'hush-hush-pass' });
  const key = join(api.workspace.dataDir, 'mail-key');
  const kept = readFileSync(key);
  rmSync(key);
  const { mail } = api.workspace.open();
  expect(mail.settings.told().password).toBe('unreadable');
  expect(mail.settings.current()).toBeNull();
  expect(mail.settings.change(server(), undefined, '')).toEqual({ ok: false, failure: 'password-needed' });
  expect(kept.length).toBeGreaterThan(40);

  const given = { server: { ...server(), host: 'smtp.example.com' }, password: 'from outside' };
  const settings = createMailSettings({
    store: { read: () => null, write: () => undefined, counts: () => ({ waiting: 0, sent: 0, failed: 0 }) },
    key: createMailKey(api.workspace.dataDir),
    given,
    publicUrl: 'https://chat.example.com',
  });
  expect(settings.current()).toEqual({ ...given, address: 'https://chat.example.com' });
  expect(settings.told()).toMatchObject({ isByEnvironment: true, password: 'kept' });
  expect(settings.change(null, undefined, '')).toEqual({ ok: false, failure: 'by-environment' });
});

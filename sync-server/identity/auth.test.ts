import { getSchema } from 'better-auth/db';
import { getTableColumns, getTableName, is, type Column, type Table } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import * as tables from '#schema/tables/people.ts';
import { credentials, people, secondFactors, sessions, verifications } from '#schema/tables/people.ts';
import { drizzleOver } from '../people/drizzle-store.ts';
import {
  addEveryRole,
  authCall,
  openTemporaryWorkspace,
  ORIGIN,
  PASSWORD,
  signIn,
  trySignIn,
  type TemporaryWorkspace,
} from '../testing/temporary-workspace.ts';
import { authOptions } from './better-auth.ts';

async function withEveryRole(settings?: Parameters<typeof openTemporaryWorkspace>[0]): Promise<TemporaryWorkspace> {
  const workspace = openTemporaryWorkspace(settings);
  onTestFinished(workspace.close);
  await addEveryRole(workspace);
  return workspace;
}

describe('the tables', () => {
  const workspace = openTemporaryWorkspace();
  afterAll(workspace.close);

  test('are those that better-auth asks for, field by field', () => {
    const asked = getSchema(
      authOptions({
        drizzle: drizzleOver(workspace.database),
        settings: { publicUrl: null, limitSignIn: true },
        secret: 'x',
        clock: workspace.clock,
        newId: () => 'id',
        log: workspace.log,
        onSessionEnded: () => undefined,
      }),
    );
    const ours: { readonly [model: string]: Table } = {
      user: people,
      session: sessions,
      account: credentials,
      verification: verifications,
      twoFactor: secondFactors,
    };
    expect(Object.keys(asked).sort()).toEqual(Object.keys(ours).sort());
    for (const [model, { fields }] of Object.entries(asked)) {
      const columns = getTableColumns(ours[model] as Table);
      expect(Object.keys(columns).sort(), model).toEqual(['id', ...Object.keys(fields)].sort());
      for (const [field, { required, unique }] of Object.entries(fields)) {
        expect(columns[field]?.notNull, `${model}.${field} is required`).toBe(required !== false);
        if (unique) expect(columns[field]?.isUnique, `${model}.${field} is unique`).toBe(true);
      }
    }
  });

  test('are in the file as they are in the definitions', () => {
    const definitions = Object.values(tables).filter((table) => is(table, SQLiteTable));
    for (const table of definitions) {
      const name = getTableName(table);
      const rows = workspace.database.prepare(
        `SELECT name, type, "notnull" AS needed, pk FROM pragma_table_info('${name}')`,
      );
      const inFile = (rows.all() as { name: string; type: string; needed: number; pk: number }[]).map(
        (row) => `${row.name} ${row.type.toLowerCase()} ${row.needed === 1 || row.pk === 1}`,
      );
      const defined = Object.values<Column>(getTableColumns(table)).map(
        (column) => `${column.name} ${column.getSQLType()} ${column.notNull}`,
      );
      expect(inFile.sort(), name).toEqual(defined.sort());
    }
  });
});

describe('sign-in', () => {
  test('AUTH1 the right password makes a session, in a cookie that scripts cannot read', async () => {
    const workspace = await withEveryRole();
    const response = await trySignIn(workspace, 'Operator@example.com');
    expect(response.status).toBe(200);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^holdline\.session_token=/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
  });

  test('behind an https address the cookie is for https only', async () => {
    const workspace = await withEveryRole({ publicUrl: 'https://chat.test' });
    const origin = 'https://chat.test';
    const response = await trySignIn(workspace, 'operator@example.com', PASSWORD, { origin });
    expect(response.headers.get('set-cookie')).toMatch(/^__Secure-holdline\.session_token=.*; Secure/);
  });

  test.each([
    ['a wrong password', 'operator@example.com', 'wrong horse battery'],
    ['an unknown person', 'nobody@example.com', 'correct horse battery'],
  ])('%s is refused, in the same words', async (_what, email, password) => {
    const workspace = await withEveryRole();
    const response = await trySignIn(workspace, email, password);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD' });
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('AUTH2 an account that was tried ten times has to wait, whoever tries; others do not', async () => {
    const workspace = await withEveryRole({ limitSignIn: true });
    for (let index = 0; index < 10; index += 1)
      await trySignIn(workspace, 'owner@example.com', `wrong ${index} password`);
    const refused = await trySignIn(workspace, 'OWNER@example.com');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await trySignIn(workspace, 'operator@example.com')).status).toBe(200);
    workspace.pass(10 * 60_000);
    expect((await trySignIn(workspace, 'owner@example.com')).status).toBe(200);
  });

  test('AUTH1 nobody signs up', async () => {
    const workspace = await withEveryRole();
    const response = await authCall(workspace, '/sign-up/email', '', {
      name: 'Eve',
      email: 'eve@example.com',
      password: 'a password of eve',
      role: 'owner',
    });
    expect(response.status).toBe(400);
    expect(workspace.open().people.all()).toHaveLength(4);
  });

  test('WIRE5 neither password, token nor address of a person gets into the log', async () => {
    const workspace = await withEveryRole();
    const { token, cookie } = await signIn(workspace, 'operator');
    await trySignIn(workspace, 'operator@example.com', 'wrong horse battery');
    await trySignIn(workspace, 'stranger@example.com', 'wrong horse battery');
    await authCall(workspace, '/revoke-sessions', cookie);
    const log = workspace.logLines.join('');
    for (const secret of [token, 'horse', 'operator@', 'stranger@', 'session_token']) expect(log).not.toContain(secret);
  });
});

describe('identity', () => {
  const host = { host: 'chat.test' };

  test('a session is its person, by cookie and by token', async () => {
    const workspace = await withEveryRole();
    const { token, cookie } = await signIn(workspace, 'admin');
    const actor = { kind: 'operator', name: 'The admin', role: 'admin' };
    expect(await workspace.identity.identify(new Headers({ ...host, cookie }), null)).toMatchObject(actor);
    expect(await workspace.identity.identify(new Headers(host), token)).toMatchObject(actor);
    expect(
      await workspace.identity.identify(new Headers({ ...host, authorization: `Bearer ${token}` }), null),
    ).toMatchObject(actor);
  });

  test('AUTH3 who shows a token is never taken for whom a cookie says', async () => {
    const workspace = await withEveryRole();
    const { cookie } = await signIn(workspace, 'admin');
    expect(await workspace.identity.identify(new Headers({ ...host, cookie }), 'made-up')).toBeNull();
    expect(
      await workspace.identity.identify(new Headers({ ...host, cookie, authorization: 'Basic YTpi' }), null),
    ).toBeNull();
  });

  test("AUTH3 another site's page cannot use the cookie", async () => {
    const workspace = await withEveryRole();
    const { cookie } = await signIn(workspace, 'admin');
    const from = (origin: string) => workspace.identity.identify(new Headers({ ...host, cookie, origin }), null);
    expect(await from('http://evil.test')).toBeNull();
    expect(await from('null')).toBeNull();
    expect(await from(ORIGIN)).not.toBeNull();
  });

  test('ID3 a visitor is whom its token says, and nothing is stored for it', async () => {
    const workspace = await withEveryRole();
    const changes = () => workspace.database.prepare('SELECT total_changes()').raw().get();
    const before = changes();
    const actor = await workspace.identity.identify(new Headers(host), `v1_${'A'.repeat(43)}`);
    expect(actor).toMatchObject({ kind: 'visitor', name: '' });
    expect(changes()).toEqual(before);
  });

  test.each([
    ['no sign of who it is', {}, null],
    ['a made-up cookie', { cookie: 'holdline.session_token=made.up' }, null],
    ['a made-up token', {}, 'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDEy'],
    ['an empty token', {}, ''],
  ])('%s is nobody', async (_what, headers, bearer) => {
    const workspace = await withEveryRole();
    expect(await workspace.identity.identify(new Headers({ ...host, ...headers }), bearer)).toBeNull();
  });

  test('AUTH4 a revoked session is nobody, and those who hold its sockets are told', async () => {
    const workspace = await withEveryRole();
    const told: string[] = [];
    const stop = workspace.identity.onRevoked((person) => told.push(person));
    const first = await signIn(workspace, 'operator');
    const second = await signIn(workspace, 'operator');
    const actor = await workspace.identity.identify(new Headers(host), first.token);
    expect((await authCall(workspace, '/revoke-session', second.cookie, { token: first.token })).status).toBe(200);
    expect(told).toEqual([actor?.id]);
    expect(await workspace.identity.identify(new Headers(host), first.token)).toBeNull();
    expect(await workspace.identity.identify(new Headers({ ...host, cookie: first.cookie }), null)).toBeNull();
    expect(await workspace.identity.identify(new Headers(host), second.token)).toEqual(actor);

    stop();
    await authCall(workspace, '/sign-out', second.cookie);
    expect(told).toHaveLength(1);
    expect(await workspace.identity.identify(new Headers(host), second.token)).toBeNull();
  });

  test('AUTH4 a changed password ends every older session, and who changed it stays signed in', async () => {
    const workspace = await withEveryRole();
    const told: string[] = [];
    workspace.identity.onRevoked((person) => told.push(person));
    const stolen = await signIn(workspace, 'operator');
    const own = await signIn(workspace, 'operator');
    const changed = await authCall(workspace, '/change-password', own.cookie, {
      currentPassword: PASSWORD,
      newPassword: 'another long password',
      revokeOtherSessions: false,
    });
    expect(changed.status).toBe(200);
    expect(told.length).toBeGreaterThan(0);
    expect(await workspace.identity.identify(new Headers(host), stolen.token)).toBeNull();
    const cookie = changed.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    expect(await workspace.identity.identify(new Headers({ ...host, cookie: cookie.join('; ') }), null)).not.toBeNull();
  });

  test('AUTH4 a session of 30 days ends', async () => {
    const workspace = await withEveryRole();
    const { token } = await signIn(workspace, 'operator');
    workspace.pass(29 * 24 * 3_600_000);
    expect(await workspace.identity.identify(new Headers(host), token)).not.toBeNull();
    workspace.pass(2 * 24 * 3_600_000);
    expect(await workspace.identity.identify(new Headers(host), token)).toBeNull();
  });

  test('people, sessions and credentials have ids of our kind', async () => {
    const workspace = await withEveryRole();
    await signIn(workspace, 'operator');
    const ids = workspace.database.prepare('SELECT id FROM people UNION ALL SELECT id FROM sessions').all();
    for (const { id } of ids as { id: string }[]) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(ids).toHaveLength(5);
  });
});

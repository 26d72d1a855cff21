import { expect, onTestFinished, test } from 'vitest';
import { openTemporaryWorkspace, PASSWORD, trySignIn } from '../testing/temporary-workspace.ts';

function temporary() {
  const workspace = openTemporaryWorkspace();
  onTestFinished(workspace.close);
  return workspace;
}

const owner = { name: 'Olga', email: 'olga@example.com', password: PASSWORD };

test('RUN4 the link of the start makes the first owner, once', async () => {
  const workspace = temporary();
  const token = (await workspace.setup.prepare(null)) ?? '';
  expect(workspace.setup.isNeeded()).toBe(true);
  expect(await workspace.setup.claim({ ...owner, token })).toMatchObject({ ok: true, value: { role: 'owner' } });
  expect(workspace.setup.isNeeded()).toBe(false);
  const again = { ...owner, email: 'eve@example.com', token };
  expect(await workspace.setup.claim(again)).toEqual({ ok: false, failure: 'wrong-token' });
  expect((await trySignIn(workspace, owner.email)).status).toBe(200);
  expect(await workspace.open().setup.prepare(null)).toBeNull();
});

test('RUN4 of two who use the link at once, one becomes the owner', async () => {
  const workspace = temporary();
  const token = (await workspace.setup.prepare(null)) ?? '';
  const results = await Promise.all([
    workspace.setup.claim({ ...owner, token }),
    workspace.setup.claim({ ...owner, email: 'eve@example.com', token }),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(workspace.people.all()).toHaveLength(1);
});

test('RUN4 a guessed token, and the token of an earlier start, are refused', async () => {
  const workspace = temporary();
  const earlier = (await workspace.setup.prepare(null)) ?? '';
  const restarted = workspace.open();
  const token = (await restarted.setup.prepare(null)) ?? '';
  for (const wrong of [earlier, 'x'.repeat(32), '']) {
    expect(await restarted.setup.claim({ ...owner, token: wrong })).toEqual({ ok: false, failure: 'wrong-token' });
  }
  expect((await restarted.setup.claim({ ...owner, token })).ok).toBe(true);
});

test('WIRE5 the token itself is not in the database', async () => {
  const workspace = temporary();
  const token = (await workspace.setup.prepare(null)) ?? '';
  const rows = JSON.stringify(workspace.database.prepare('SELECT * FROM settings').all());
  expect(rows).toContain('setup-token-hash');
  expect(rows).not.toContain(token);
});

test('RUN4 two settings make the owner without a link, and change nothing later', async () => {
  const workspace = temporary();
  expect(await workspace.setup.prepare({ email: owner.email, password: PASSWORD })).toBeNull();
  expect(workspace.people.all()).toMatchObject([{ name: 'olga', email: owner.email, role: 'owner' }]);
  expect(await workspace.open().setup.prepare({ email: owner.email, password: 'another password' })).toBeNull();
  expect((await trySignIn(workspace, owner.email)).status).toBe(200);
  expect((await trySignIn(workspace, owner.email, 'another password')).status).toBe(401);
});

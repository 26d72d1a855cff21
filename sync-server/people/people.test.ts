import { expect, onTestFinished, test } from 'vitest';
import { openTemporaryWorkspace, PASSWORD, trySignIn } from '../testing/temporary-workspace.ts';

function temporary() {
  const workspace = openTemporaryWorkspace();
  onTestFinished(workspace.close);
  return workspace;
}

const olga = { name: 'Olga', email: 'Olga@Example.com', role: 'operator', password: PASSWORD } as const;

test('a person who was added is found, told of, can sign in, and is there after a restart', async () => {
  const workspace = temporary();
  const told: unknown[] = [];
  const stop = workspace.people.onAdded((person) => told.push(person));
  const person = await workspace.people.add(olga);
  expect(person).toMatchObject({ name: 'Olga', email: 'olga@example.com', role: 'operator' });
  expect(told).toEqual([person]);
  expect(workspace.people.all()).toEqual([person]);
  expect((await trySignIn(workspace, 'olga@example.com')).status).toBe(200);
  const restarted = workspace.open();
  expect(restarted.people.all()).toEqual([person]);
  expect((await trySignIn(restarted, 'olga@example.com')).status).toBe(200);
  stop();
  await workspace.people.add({ ...olga, email: 'second@example.com' });
  expect(told).toHaveLength(1);
});

test('an address in use is refused, also when two come at once', async () => {
  const workspace = temporary();
  const results = await Promise.all([
    workspace.people.add(olga),
    workspace.people.add({ ...olga, email: 'OLGA@example.com', name: 'Another' }),
  ]);
  expect(results.filter((result) => result === 'address-in-use')).toHaveLength(1);
  expect(workspace.people.all()).toHaveLength(1);
  expect(workspace.open().people.all()).toHaveLength(1);
});

test('the password stands nowhere in the database', async () => {
  const workspace = temporary();
  await workspace.people.add(olga);
  const rows = workspace.database.prepare('SELECT * FROM people, credentials').all();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(PASSWORD);
});

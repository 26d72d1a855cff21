import { afterEach, beforeEach, expect, test } from 'vitest';
import * as v from 'valibot';
import { operationSchema, type Operation } from '#schema/http/operation.ts';
import { newCommand, newVisitor, post, signIn, type Staff } from '../support/people.ts';
import { playScene } from '../support/scene.ts';
import { runCommand } from '../support/run-command.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

let server: ServerProcess;
let owner: Staff;
beforeEach(async () => {
  server = await startServer();
  owner = await signIn(server);
}, 60_000);
afterEach(() => server.dispose());

async function operation(path = '', method = 'GET'): Promise<Operation> {
  const response = await fetch(`${server.origin}/api/operation${path}`, {
    method,
    headers: { authorization: `Bearer ${owner.token}` },
  });
  return v.parse(operationSchema, await response.json());
}

test('OPS7 npm run doctor: one line a check, what it means and what to do, and a code that says the worst', async () => {
  await playScene(server, { operator: owner });
  const given = { PORT: String(server.port) };
  const alone = await runCommand('doctor', server.dataDir, [], given);
  // PUBLIC_URL is not set, and there is no backup yet; a disk that is busy with others may be worse than that.
  expect(alone.code).toBe(/^broken/m.test(alone.output) ? 2 : 1);
  expect(alone.output).not.toMatch(/^broken {8}(?!sync )/m);
  expect(alone.output).toMatch(/^look at this {2}address .*PUBLIC_URL/m);
  expect(alone.output).toMatch(/^ok {12}socket .*opens in \d+ ms/m);
  expect(alone.output).toMatch(/^look at this {2}backups .*no backup yet/m);
  expect(alone.output).toMatch(/^not set up {4}mail/m);
  expect(alone.output).toMatch(/^ok {12}documents {2}All \d+ rows/m);
  expect(alone.output).toContain('→ ');

  await runCommand('backup', server.dataDir);
  const set = await runCommand('doctor', server.dataDir, [], { ...given, PUBLIC_URL: server.origin });
  expect(set.output).toMatch(/^ok {12}address .*this machine itself/m);
  expect(set.output).toMatch(/^ok {12}clock/m);
  expect(set.output).toMatch(/^ok {12}backups/m);

  await server.stop();
  const stopped = await runCommand('doctor', server.dataDir, [], given);
  expect(stopped.code).toBe(2);
  expect(stopped.output).toMatch(/^broken {8}address .*No server answers/m);
});

test('OPS2 OPS7 an owner has a backup made and the machine looked at while people write', async () => {
  await operation('/backup', 'POST');
  await operation('/doctor', 'POST');
  const visitor = newVisitor();
  await until('both are done', async () => {
    await post(server, visitor, newCommand('contact.update', { name: 'Somebody' }));
    const { backups, doctor } = await operation();
    return backups.running === null && backups.list.length === 1 && doctor.checkedAt !== null;
  });
  const { backups, doctor } = await operation();
  expect(backups.list[0]).toMatchObject({ reason: 'button', program: '0.1.0' });
  // How quick the disk is, is this machine's affair.
  expect(doctor.findings.filter(({ check, verdict }) => check !== 'sync' && verdict === 'broken')).toEqual([]);
  expect(doctor.findings.find(({ check }) => check === 'socket')).toMatchObject({ verdict: 'ok' });
});

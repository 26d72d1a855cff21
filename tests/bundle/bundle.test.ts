import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mustPost, newCommand, newConversationId, newVisitor, signIn } from '../support/people.ts';
import { OWNER, startServer, type ServerProcess } from '../support/server-process.ts';

/** What `npm start` runs, by itself. */
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(() => server.dispose());

/** A conversation with one message, through the writer's thread to the disk. */
async function write(): Promise<void> {
  const conversation = newConversationId();
  const visitor = newVisitor();
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'default' }));
  await mustPost(server, visitor, newCommand('message.send', { conversation, text: 'Hello', lastSeen: 0 }));
}

const megabytes = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid()}/status`, 'utf8'))?.[1]) / 1024;

// The budget and a tenth, for how much of Node's own file a system maps at once differs.
test('RUN5 an idle server is small', async () => {
  await expect.poll(megabytes, { timeout: 10_000 }).toBeLessThan(110);
  expect(megabytes()).toBeGreaterThan(10);
});

test('RUN1 the built server finds its files, signs its owner in and commits', async () => {
  await write();
  await signIn(server, OWNER);
  expect((await fetch(`${server.origin}/demo`)).status).toBe(200);
  expect((await fetch(`${server.origin}/api/openapi.json`)).status).toBe(200);
});

test('RUN3 the built server drains, ends with 0 within ten seconds, and starts again on its data', async () => {
  const started = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
  await server.start();
  await write();
});

test('WID14 nothing of the widget that comes late is imported before it was fetched', () => {
  const folder = join(import.meta.dirname, '../../build/widget');
  const late = ['widget.js', ...readdirSync(join(folder, 'widget')).map((name) => `widget/${name}`)]
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  expect(late.length).toBeGreaterThan(20);
  expect(late.filter(([, code]) => /\bimport\(["'`]/.test(code)).map(([name]) => name)).toEqual([]);
});

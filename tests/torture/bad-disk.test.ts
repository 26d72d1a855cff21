import { DatabaseFile } from '#sync-server/store/database-file.ts';
import { closeSync, openSync, readFileSync, truncateSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { ConversationId } from '#schema/ids.ts';
import { mustPost, newCommand, newVisitor, post, postCommands, signIn, type Caller } from '../support/people.ts';
import { openLine } from '../support/raw-line.ts';
import { readBytes, readEntries } from '../support/read-server.ts';
import { playScene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { pause } from '../support/until.ts';

let server: ServerProcess | null = null;
afterEach(() => server?.dispose());

const say = (conversation: ConversationId, text: string) =>
  newCommand('message.send', { conversation, text, lastSeen: 0 });

const PAGE = 4096;

/** Overwrites a page of the file that holds entries with these words and no others; there must be several such pages. */
function spoilPageOf(words: string, file: string): void {
  const bytes = readFileSync(file);
  const pages = new Set<number>();
  for (let at = bytes.indexOf(words); at !== -1; at = bytes.indexOf(words, at + 1)) pages.add(Math.floor(at / PAGE));
  const inside = [...pages].find((page) => pages.has(page - 1) && pages.has(page + 1));
  if (inside === undefined) throw new Error('the words do not fill pages');
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(PAGE, 0xff), 0, PAGE, inside * PAGE);
  closeSync(handle);
}

test('DISK4 DOC3 DOOR1 a page of the file that cannot be read costs one conversation and nobody else, and the server lives', async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  const owner = await signIn(server);
  const [ann, ben] = [newVisitor(), newVisitor()];
  const spoilt = (await playScene(server, { visitor: ann })).conversation;
  for (let n = 0; n < 24; n += 1) await mustPost(server, ann, say(spoilt, `unhappy words ${'x'.repeat(1_300)} ${n}`));
  const sound = (await playScene(server, { visitor: ben, operator: owner })).conversation;
  await server.stop();
  spoilPageOf('"kind":"said","text":"unhappy words', join(server.dataDir, 'holdline.db'));

  await server.start();
  const line = await openLine(server, owner);
  expect(await line.open(conversationDocument(spoilt))).toMatchObject({ code: CLOSE_CODES.overloaded.code });
  expect(await line.open(conversationDocument(sound))).toMatchObject({ t: 'opened' });
  expect(await line.open('inbox/all')).toMatchObject({ t: 'opened' });
  line.end();
  expect(await post(server, ann, say(spoilt, 'and now?'))).toMatchObject({ status: 'retry' });
  expect(await post(server, ben, say(sound, 'all is well'))).toMatchObject({ status: 'accepted' });
  const both = await postCommands(server, owner, [say(spoilt, 'one'), say(sound, 'two')]);
  expect(both.map(({ result }) => result.status)).toEqual(['retry', 'accepted']);
  await playScene(server, { operator: owner });
  expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
  expect((await readBytes(server, owner, conversationDocument(sound))).length).toBeGreaterThan(100);
  expect(await server.stop()).toBe(0);
});

test('RUN7 a file that lacks its end is refused with one line, and stays what it is', async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  const visitor = newVisitor();
  const { conversation } = await playScene(server, { visitor });
  for (let n = 0; n < 60; n += 1) await mustPost(server, visitor, say(conversation, `${n} ${'x'.repeat(2_000)}`));
  await server.stop();
  const file = join(server.dataDir, 'holdline.db');
  const size = Math.floor(statSync(file).size / 2 / PAGE) * PAGE;
  truncateSync(file, size);
  const before = readFileSync(file);
  const from = server.output().length;
  await expect(server.start()).rejects.toThrow('stopped at its start');
  const lines = server.output().slice(from).trim().split('\n');
  expect(lines).toEqual([expect.stringMatching(/^The server does not start: the database in .* is damaged/)]);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('COMMIT3 CMD1 DISK1 a foreign process that holds the write lock for seven seconds delays what is written, loses nothing and stops no reader', async () => {
  server = await startServer({ VISITOR_LIMIT: 'off' });
  const owner = await signIn(server);
  const visitor = newVisitor();
  const { conversation } = await playScene(server, { visitor, operator: owner });
  const document = conversationDocument(conversation);
  const here: ServerProcess = server;
  const foreign = new DatabaseFile(join(server.dataDir, 'holdline.db'));
  foreign.exec('BEGIN IMMEDIATE');
  const began = performance.now();
  const commands = ['one', 'two', 'three'].map((text) => say(conversation, text));
  const insist = async (caller: Caller): Promise<void> => {
    for (const command of commands) {
      for (;;) {
        const result = await post(here, caller, command);
        if (result.status !== 'retry') {
          expect(result.status).toBe('accepted');
          break;
        }
        await pause(200);
      }
    }
  };
  const insisting = insist(visitor);
  const reading = performance.now();
  await readBytes(server, owner, document);
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  expect(performance.now() - reading).toBeLessThan(3_000);
  expect(readEntries(server).filter(({ id }) => commands.some((command) => command.id === id))).toEqual([]);
  await pause(7_000 - (performance.now() - began));
  foreign.exec('COMMIT');
  foreign.close();
  await insisting;
  const entries = readEntries(server).filter((entry) => entry.document === document);
  expect(entries.filter(({ id }) => commands.some((command) => command.id === id)).map(({ id }) => id)).toEqual(
    commands.map(({ id }) => id),
  );
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
}, 40_000);

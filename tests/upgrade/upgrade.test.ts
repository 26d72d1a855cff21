import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DatabaseFile } from '#sync-server/store/database-file.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { contactDocument, conversationDocument } from '#schema/docs/document-name.ts';
import { MIGRATIONS } from '#schema/tables/migrations.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { mustPost, newCommand, signIn } from '../support/people.ts';
import { readBytes } from '../support/read-server.ts';
import { runCommand } from '../support/run-command.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { countRows, readDraft, readEverything, type Fixture } from './fixture.ts';

/** Roots by name, with what stands in them. */
type Content = readonly (readonly [root: string, content: unknown])[];

const folder = import.meta.dirname;
const versions = readdirSync(folder)
  .flatMap((name) => /^version-(\d+)\.db\.gz$/.exec(name)?.[1] ?? [])
  .sort((one, other) => Number(one) - Number(other));
const unpacked = (name: string): Buffer => gunzipSync(readFileSync(join(folder, name)));

let server: ServerProcess | null = null;
afterEach(async () => {
  await server?.dispose();
  server = null;
});

test('OPS1 there are populated databases of earlier versions', () => {
  expect(versions.map(Number)).toContain(3);
  for (const version of versions) expect(Number(version)).toBeLessThanOrEqual(MIGRATIONS.length);
});

test('OPS1 the newest of them holds every kind of document that is kept', () => {
  const newest = Math.max(...versions.map(Number));
  const dataDir = mkdtempSync(join(tmpdir(), 'holdline-upgrade-'));
  try {
    const path = join(dataDir, 'holdline.db');
    writeFileSync(path, unpacked(`version-${newest}.db.gz`));
    for (const table of ['chapters', 'packs', 'staff_updates', 'staff_writers', 'erasures', 'gone', 'snapshots'])
      expect([table, countRows(path, table)]).toEqual([table, expect.toSatisfy((rows: number) => rows > 0)]);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});

describe.each(versions)('OPS1 a populated database of version %s', (version) => {
  const fixture = JSON.parse(unpacked(`version-${version}.json.gz`).toString()) as Fixture;

  test('opens, holds what it held, and takes commands', async () => {
    server = await startServer({}, null, (dataDir) => {
      writeFileSync(join(dataDir, 'holdline.db'), unpacked(`version-${version}.db.gz`));
      writeFileSync(join(dataDir, 'auth-secret'), fixture.secret, { mode: 0o600 });
    });
    const owner = await signIn(server, fixture.owner);
    const operator = await signIn(server, fixture.operator);
    const read = await readEverything(server, { owner, conversations: fixture.conversations });
    for (const [index, before] of fixture.conversations.entries()) {
      const [held, now] = [before, read[index]].map((one) => JSON.parse(one?.conversation ?? 'null') as object);
      expect(now).toMatchObject(held ?? {});
      expect(JSON.parse(read[index]?.notes ?? '')).toEqual(JSON.parse(before.notes));
    }

    for (const { document, by, content } of fixture.drafts ?? []) {
      const then = JSON.parse(content) as Content;
      const now = JSON.parse(await readDraft(server, by === 'owner' ? owner : operator, document)) as Content;
      // A kind of document may have more roots by now than it had then.
      const isKnown = ([root]: Content[number]): boolean => then.some(([known]) => known === root);
      expect(now.filter(isKnown), document).toEqual(then);
    }
    if (fixture.erased !== undefined) {
      const { conversation, visitor, word } = fixture.erased;
      await expect(readBytes(server, owner, conversationDocument(conversation))).rejects.toThrow('closed with 4404');
      // Whoever came back has an empty card.
      const card = await readBytes(server, owner, contactDocument(visitorIdOf(visitor.token)));
      expect(card).toEqual(Uint8Array.of(0, 0));
      expect(unpacked(`version-${version}.db.gz`).includes(word)).toBe(false);
    }

    const [first] = fixture.conversations;
    if (first === undefined) throw new Error('nobody talked');
    const { id: conversation, visitor } = first;
    await mustPost(server, visitor, newCommand('message.send', { conversation, text: 'still here', lastSeen: 0 }));
    await mustPost(server, operator, newCommand('conversation.take', { conversation }));
    await mustPost(server, operator, newCommand('note.add', { conversation, text: 'came back' }));
    const [after] = await readEverything(server, { owner, conversations: [first] });
    expect(after?.conversation).toContain('still here');
    expect(after?.notes).toContain('came back');
    expect(server.output()).not.toContain('"level":50');
  });
});

describe('a start on data of another version', () => {
  const [oldest = ''] = versions;
  const place = (dataDir: string, change: (database: DatabaseFile) => void = () => undefined): void => {
    const path = join(dataDir, 'holdline.db');
    writeFileSync(path, unpacked(`version-${oldest}.db.gz`));
    const database = new DatabaseFile(path);
    change(database);
    database.close();
  };
  const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  const temporary: string[] = [];
  const folderWith = (change: (database: DatabaseFile) => void): string => {
    const dataDir = mkdtempSync(join(tmpdir(), 'holdline-upgrade-'));
    temporary.push(dataDir);
    place(dataDir, change);
    return dataDir;
  };
  afterEach(() => {
    for (const path of temporary.splice(0)) rmSync(path, { recursive: true });
  });
  /** Starts a server that is expected to end by itself. */
  const refusedStart = (dataDir: string): Promise<{ readonly code: number | null; readonly said: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['sync-server/main.ts'], {
        env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
      });
      let said = '';
      child.stderr.on('data', (part: Buffer) => (said += String(part)));
      child.on('close', (code) => resolve({ code, said }));
    });

  test('OPS4 an upgrade makes a backup of the data as it was, which can be restored', async () => {
    server = await startServer({}, null, (dataDir) => place(dataDir));
    const [backup = ''] = readdirSync(join(server.dataDir, 'backups')).filter((name) => name.endsWith('.db'));
    const kept = new DatabaseFile(join(server.dataDir, 'backups', backup), { readonly: true });
    expect(kept.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: Number(oldest) });
    kept.close();
    await server.stop();
    const { code, output } = await runCommand('restore', server.dataDir, [backup]);
    expect([code, output]).toEqual([0, expect.stringContaining('The backup of')]);
    await server.start();
  });

  test('OPS4 when one migration fails the start is refused with the reason, and the file is byte for byte what it was', async () => {
    // Something stands in the way of a later migration.
    const dataDir = folderWith((database) => database.exec('CREATE TABLE branches (id TEXT) STRICT'));
    const path = join(dataDir, 'holdline.db');
    const before = hashOf(path);
    const { code, said } = await refusedStart(dataDir);
    expect(code).toBe(1);
    expect(said).toMatch(/^The data could not be brought to this version and was left as it is \(.*branches.*\)\.$/m);
    expect(hashOf(path)).toBe(before);
    // Also a second time, and what was backed up before stays.
    expect((await refusedStart(dataDir)).code).toBe(1);
    expect(hashOf(path)).toBe(before);
  });

  test('OPS4 data of a newer program is refused in one line, and left alone', async () => {
    const dataDir = folderWith((database) => database.exec('PRAGMA user_version = 1000'));
    const before = hashOf(join(dataDir, 'holdline.db'));
    const { code, said } = await refusedStart(dataDir);
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toEqual([expect.stringMatching(/newer version \(1000\) than this program/)]);
    expect(hashOf(join(dataDir, 'holdline.db'))).toBe(before);
  });
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '#schema/tables/migrations.ts';
import { mustPost, newCommand, signIn } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { readEverything, type Fixture } from './fixture.ts';

const folder = import.meta.dirname;
const versions = readdirSync(folder).flatMap((name) => /^version-(\d+)\.db\.gz$/.exec(name)?.[1] ?? []);
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

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { startCheckpointThread } from './checkpoint-thread.ts';

test('COMMIT1 the thread takes the log into the file beside the writer, who lets it begin again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdline-checkpoint-'));
  const path = join(folder, 'holdline.db');
  const connection = openDatabase(path);
  connection.exec('PRAGMA wal_autocheckpoint = 0; CREATE TABLE words (word TEXT)');
  const insert = connection.prepare('INSERT INTO words VALUES (?)');
  const fill = (): void => {
    for (let n = 0; n < 50; n += 1) insert.run('x'.repeat(20_000));
  };
  let heard: (pages: number | null) => void = () => undefined;
  let died: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (died = resolve));
  const thread = startCheckpointThread(
    path,
    (pages) => heard(pages),
    () => died(),
  );
  const take = (): Promise<number | null> =>
    new Promise((resolve) => {
      heard = resolve;
      thread.take();
    });
  fill();
  const inFile = statSync(path).size;
  const pages = await take();
  expect(pages).toBeGreaterThan(250);
  expect(statSync(path).size).toBeGreaterThan(inFile + 1_000_000);
  // All of it is in the file: the next write begins the log again.
  insert.run('y');
  expect(await take()).toBeLessThan(10);
  thread.end();
  await end;
  expect(connection.prepare<{ n: number }>('SELECT count(*) AS n FROM words').one()?.n).toBe(51);
  connection.close();
  rmSync(folder, { recursive: true });
});

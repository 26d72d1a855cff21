import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { queryPlans } from '../testing/query-plans.ts';
import { createFileStore } from './file-store.ts';

let dataDir: string;
let connection: Connection;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdline-file-store-'));
  connection = openDatabase(join(dataDir, 'holdline.db'));
  migrate(connection);
});
afterEach(() => {
  connection.close();
  rmSync(dataDir, { recursive: true });
});

test('FILE6 FILE7 nothing that is asked of the files reads all of them: only those that were not sent, a piece, or those of one conversation', () => {
  const plans = queryPlans(connection);
  createFileStore(plans.connection);
  const all = plans.of(/FROM files/);
  expect(all.length).toBeGreaterThan(6);
  for (const plan of all) expect(plan).not.toMatch(/SCAN (files|documents)(?! USING INDEX files_author)/);
});

test('FILE6 FILE7 what of visitors waits, what is unsettled, and pieces of all: each as it is', () => {
  connection.exec("INSERT INTO documents (key, name, epoch) VALUES (1, 'conversation/talk', 'e')");
  const row = connection.prepare(
    `INSERT INTO files (id, conversation, author, name, type, size, state, created_at, changed_at)
     VALUES (?, ?, ?, 'a', '', ?, ?, 1, ?)`,
  );
  row.run('f1', 'talk', 'vann', 1, 'sent', 10);
  row.run('f2', 'talk', 'vann', 2, 'coming', 20);
  row.run('f3', 'none', 'vbob', 4, 'whole', 30);
  row.run('f4', 'talk', 'vbob', 8, 'asked', 5);
  row.run('f5', 'talk', 'vbob', 16, 'gone', 6);
  row.run('f6', 'talk', '0anna', 32, 'whole', 7);
  row.run('f7', 'none', 'vbob', 64, 'sent', 50);
  const store = createFileStore(connection);
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();
  expect(store.waitingOfVisitors()).toBe(2 + 4 + 8);
  expect(ids(store.unsettled())).toEqual(['f2', 'f3', 'f4', 'f5', 'f6']);
  expect([store.piece('', 3), store.piece('f3', 3), store.piece('f6', 3), store.piece('f7', 3)]).toEqual([
    { last: 'f3', newestChange: 30 },
    { last: 'f6', newestChange: 7 },
    { last: 'f7', newestChange: 50 },
    null,
  ]);
  expect(ids(store.changedSince(20, '', 'f3' as never))).toEqual(['f2', 'f3']);
  expect(ids(store.strays('', 'f3' as never))).toEqual(['f3']);
  expect(ids(store.strays('f3', 'f7' as never))).toEqual(['f7']);
});

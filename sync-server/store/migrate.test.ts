import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIGRATIONS } from '#schema/tables/migrations.ts';
import { inTransaction, openDatabase, type Connection } from './database.ts';
import { migrate } from './migrate.ts';

let folder: string;
let connection: Connection;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdline-store-'));
  connection = openDatabase(join(folder, 'a', 'holdline.db'));
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

test('RUN3 migrations run once each, in order, and a start on migrated data changes nothing', () => {
  migrate(connection);
  migrate(connection);
  const version = connection.prepare<{ user_version: number }>('PRAGMA user_version').one();
  expect(version?.user_version).toBe(MIGRATIONS.length);
  const extra = [
    ...MIGRATIONS,
    { name: 'one more', sql: 'CREATE TABLE more (id INTEGER) STRICT; INSERT INTO more VALUES (1);' },
  ];
  migrate(connection, extra);
  migrate(connection, extra);
  expect(connection.prepare('SELECT id FROM more').all()).toHaveLength(1);
});

test('a migration that fails leaves nothing of itself', () => {
  migrate(connection);
  const bad = [...MIGRATIONS, { name: 'bad', sql: 'CREATE TABLE half (id INTEGER) STRICT; SELECT nonsense;' }];
  expect(() => migrate(connection, bad)).toThrow(/nonsense/);
  expect(connection.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").all()).toEqual([]);
});

test('data of a newer program is refused in one line', () => {
  connection.exec('PRAGMA user_version = 1000');
  expect(() => migrate(connection)).toThrow(/newer version/);
});

test('a commit is fsynced, and a boolean is refused before it can end the process', () => {
  expect(connection.prepare<{ journal_mode: string }>('PRAGMA journal_mode').one()?.journal_mode).toBe('wal');
  expect(connection.prepare<{ synchronous: number }>('PRAGMA synchronous').one()?.synchronous).toBe(2);
  expect(() => connection.prepare('SELECT ?').one(true as never)).toThrow(TypeError);
});

test('a transaction that throws is rolled back', () => {
  connection.exec('CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT');
  const insert = connection.prepare('INSERT INTO things VALUES (?)');
  expect(() =>
    inTransaction(connection, () => {
      insert.run(1);
      insert.run(1);
    }),
  ).toThrow(/UNIQUE/);
  expect(connection.prepare('SELECT id FROM things').all()).toEqual([]);
});

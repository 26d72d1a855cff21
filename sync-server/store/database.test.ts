import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';

describe('a connection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdline-'));
  const connection = openDatabase(join(folder, 'test.db'));
  afterAll(() => {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('DOC3 gives bytes back as bytes, in one row and in many', () => {
    connection.exec('CREATE TABLE blobs (id INTEGER PRIMARY KEY, bytes BLOB, text TEXT)');
    const insert = connection.prepare('INSERT INTO blobs (bytes, text) VALUES (?, ?)');
    insert.run(new Uint8Array([1, 2, 255]), 'a');
    insert.run(null, 'b');
    const query = connection.prepare<{ bytes: Uint8Array | null; text: string }>(
      'SELECT bytes, text FROM blobs ORDER BY id',
    );
    const [first, second] = query.all();
    expect([...(first?.bytes ?? [])]).toEqual([1, 2, 255]);
    expect([...(query.one()?.bytes ?? [])]).toEqual([1, 2, 255]);
    expect(second).toEqual({ bytes: null, text: 'b' });
  });

  test('COMMIT1 waits for the disk at every commit', () => {
    expect(connection.prepare<{ synchronous: number }>('PRAGMA synchronous').one()?.synchronous).toBe(2);
    expect(connection.prepare<{ journal_mode: string }>('PRAGMA journal_mode').one()?.journal_mode).toBe('wal');
  });
});

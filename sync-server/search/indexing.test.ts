import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareWrites } from '../commit/write-statements.ts';
import { openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { QUIET_SLICE, SLICE } from './indexer.ts';

let folder: string;
let connection: Connection;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdline-indexing-'));
  connection = openDatabase(join(folder, 'holdline.db'));
  migrate(connection);
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

/** Messages of one conversation, each with twelve words that no other has. */
function fill(writes: ReturnType<typeof prepareWrites>, messages: number): void {
  const entries = Array.from({ length: messages }, (_, n) => {
    const id = `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const text = Array.from({ length: 12 }, (_word, k) => `w${String((n * 12 + k) * 7919)}`).join(' ');
    const by = { kind: 'visitor', id: 'vAAAAAAAAAAAAAAAAAAAAAA', name: '' };
    return [1, n + 1, n, id, 0, JSON.stringify(by), JSON.stringify({ kind: 'said', text }), null];
  });
  writes.commit({
    generation: 0,
    firstRow: 1,
    documents: [1, 'conversation/01900000-0000-7000-8000-000000000001', 'epoch'],
    entries: entries.flat(),
    unchanged: [],
  });
}

test.each([
  ['small', SLICE],
  ['large', QUIET_SLICE],
])('HIST6 what was taken in by %s slices is merged as it goes: no slice has many pieces to merge', (_, size) => {
  const writes = prepareWrites(connection);
  fill(writes, size * 50);
  const pieces = connection.prepare<{ n: number }>('SELECT COUNT(DISTINCT segid) AS n FROM searchable_words_idx');
  let most = 0;
  while (writes.index(size) === size) most = Math.max(most, pieces.one()?.n ?? Infinity);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(12);
});

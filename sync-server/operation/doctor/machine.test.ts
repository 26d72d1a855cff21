import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { lookAtMachine } from './machine.ts';
import { say } from './words.ts';

test('OPS7 STAFF7 the doctor tells of drafts that were found damaged and put aside, until they are gone', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdline-doctor-'));
  const connection = openDatabase(join(dataDir, 'holdline.db'));
  migrate(connection);
  const drafts = () => lookAtMachine(dataDir).filter(({ check }) => check === 'drafts');
  try {
    expect(drafts()).toEqual([{ check: 'drafts', verdict: 'ok', code: 'whole', values: {} }]);
    const insert = connection.prepare(
      `INSERT INTO staff_quarantine (name, epoch, kind, n, at, bytes, checksum, quarantined_at, reason)
       VALUES (?, 'e', 'update', ?, 1, x'00', 0, ?, ?)`,
    );
    for (const n of [1, 2]) insert.run('draft/one', n, Date.UTC(2026, 1, 3), 'row 2 is damaged');
    insert.run('draft/two', 1, Date.UTC(2026, 1, 4), 'the beginning is missing');
    const [finding, ...others] = drafts();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      verdict: 'look',
      code: 'put-aside',
      values: { count: 2, first: 'draft/two', day: '2026-02-04', reason: 'the beginning is missing' },
    });
    expect(finding && say(finding).what).toContain('2 drafts were found damaged');
    connection.exec('DELETE FROM staff_quarantine');
    expect(drafts()[0]?.verdict).toBe('ok');
    connection.exec('DROP TABLE staff_quarantine');
    expect(drafts()[0]).toMatchObject({ verdict: 'broken', code: 'failed' });
  } finally {
    connection.close();
    rmSync(dataDir, { recursive: true });
  }
});

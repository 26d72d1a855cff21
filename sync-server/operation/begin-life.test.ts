import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeWhole, openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { beginLife } from './begin-life.ts';
import { keepLifeFile } from './keep-life-file.ts';
import { createLifeStore } from './life-store.ts';
import { makeBackup } from './make-backup.ts';
import { manualTime } from '../testing/manual-time.ts';

let folder: string;
let ids = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdline-life-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (): string => join(folder, 'holdline.db');
const withData = <Value>(work: (connection: Connection) => Value): Value => {
  const connection = openDatabase(path());
  migrate(connection);
  try {
    return work(connection);
  } finally {
    closeWhole(connection);
  }
};

/** One start, so many entries, and an end; `note`: an orderly one. */
const live = (entries: number, { note = true } = {}): string | null =>
  withData((connection) => {
    const setBack = beginLife({ connection, dataDir: folder, now: () => 5, newId: () => `id-${++ids}` });
    const next = connection.prepare<{ n: number | null }>('SELECT max(id) AS n FROM entries').one()?.n ?? 0;
    connection.exec(`INSERT OR IGNORE INTO documents (key, name, epoch) VALUES (1, 'a', 'first')`);
    for (let row = next + 1; row <= next + entries; row += 1) {
      connection.exec(
        `INSERT INTO entries (id, document, seq, at, command, fingerprint, author, effect) VALUES (${row}, 1, ${row}, 1, x'${row.toString(16).padStart(32, '0')}', 0, '{}', '{}')`,
      );
    }
    if (note) {
      keepLifeFile({
        dataDir: folder,
        life: createLifeStore(connection).lives().at(-1)?.id ?? null,
        newestRow: () => next + entries,
        timers: manualTime().timers,
        log: { error: () => undefined } as never,
      });
    }
    return setBack;
  });

const epoch = (): string =>
  withData((c) => c.prepare<{ epoch: string }>('SELECT epoch FROM documents').one()?.epoch ?? '');
const copy = (to: string): void => cpSync(path(), join(folder, to));
const putBack = (from: string): void => cpSync(join(folder, from), path());

test('OPS5 data that nobody touched goes on under its epochs, also after a crash at any place of the start', () => {
  expect(live(3)).toBe(null);
  const before = epoch();
  expect(live(2)).toBe(null);
  // The file was written, the database not yet.
  const file = JSON.parse(readFileSync(join(folder, 'holdline.life'), 'utf8')) as { life: string; row: number };
  writeFileSync(join(folder, 'holdline.life'), JSON.stringify({ ...file, next: 'never-began' }));
  expect(live(1)).toBe(null);
  // The database was written, the file not yet.
  const last = withData((connection) => createLifeStore(connection).lives().at(-1)?.id);
  const earlier = withData((connection) => createLifeStore(connection).lives().at(-2)?.id);
  writeFileSync(join(folder, 'holdline.life'), JSON.stringify({ life: earlier, row: 3, next: last }));
  expect(live(0)).toBe(null);
  expect(epoch()).toBe(before);
});

test('OPS5 a copy of an earlier life in its place gives every document a new epoch, once', () => {
  live(3);
  copy('old.db');
  live(2);
  const before = epoch();
  putBack('old.db');
  expect(live(0)).toBe('an older copy');
  const after = epoch();
  expect(after).not.toBe(before);
  expect(live(1)).toBe(null);
  expect(epoch()).toBe(after);
});

test('OPS5 a copy of the same life that does not reach as far is found out by its rows', () => {
  live(3);
  copy('half.db');
  withData((connection) => {
    connection.exec(
      `INSERT INTO entries (id, document, seq, at, command, fingerprint, author, effect) VALUES (4, 1, 4, 1, x'ff', 0, '{}', '{}')`,
    );
    const time = manualTime();
    let row = 3;
    keepLifeFile({
      dataDir: folder,
      life: createLifeStore(connection).lives().at(-1)?.id ?? null,
      newestRow: () => row,
      timers: time.timers,
      log: { error: () => undefined } as never,
    });
    row = 4;
    time.pass(60_000);
  });
  putBack('half.db');
  expect(live(0)).toBe('an older copy');
});

test('OPS5 data without its file, or with one that cannot be read, is taken for a copy', () => {
  live(3);
  rmSync(join(folder, 'holdline.life'));
  expect(live(0)).toBe('a copy from elsewhere');
  writeFileSync(join(folder, 'holdline.life'), '{');
  expect(live(0)).toBe('a copy from elsewhere');
  expect(live(0)).toBe(null);
});

test('OPS5 a backup that is used as the database as it is brings its files along and new epochs', () => {
  live(3);
  writeFileSync(join(folder, 'auth-secret'), 'the secret of then, long enough to be one');
  const made = makeBackup({ dataDir: folder, reason: 'command', program: '1', kept: 3, now: Date.UTC(2026, 0, 1) });
  if (!made.ok) throw new Error(made.failure);
  writeFileSync(join(folder, 'auth-secret'), 'another secret, of a new installation ...');
  const before = epoch();
  putBack(`backups/${made.value.file}`);
  expect(live(0)).toBe('a backup');
  expect(epoch()).not.toBe(before);
  expect(readFileSync(join(folder, 'auth-secret'), 'utf8')).toBe('the secret of then, long enough to be one');
  expect(readFileSync(join(folder, 'auth-secret.until-5'), 'utf8')).toContain('another secret');
  expect(live(0)).toBe(null);
});

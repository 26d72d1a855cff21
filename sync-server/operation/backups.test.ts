import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_WORKSPACE_SETTINGS } from '#schema/workspace-settings.ts';
import { createLog } from '../log.ts';
import { lockFile } from '../store/data-lock.ts';
import { openAsItIs, openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { manualTime } from '../testing/manual-time.ts';
import { readLabel } from './backup-label.ts';
import { createBackups } from './backups.ts';
import { makeBackup } from './make-backup.ts';
import { readManifest } from './manifest.ts';
import { backupsToKeep, readWishes } from './workspace-wishes.ts';

const HOUR = 3_600_000;
let dataDir: string;
let connection: Connection;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdline-backup-'));
  connection = openDatabase(join(dataDir, 'holdline.db'));
  migrate(connection);
  writeFileSync(join(dataDir, 'auth-secret'), 'the secret of the installation');
});
afterEach(() => {
  connection.close();
  rmSync(dataDir, { recursive: true });
});

let row = 0;
const write = (): void => {
  row += 1;
  connection.exec(
    `INSERT INTO entries (id, document, seq, at, command, fingerprint, author, effect)
     VALUES (${row}, 1, ${row}, ${row * 10}, x'${row.toString(16).padStart(32, '0')}', 0, '{}', '{}')`,
  );
};
const order = (given: Partial<Parameters<typeof makeBackup>[0]> = {}) => ({
  dataDir,
  reason: 'command' as const,
  program: '1.2.3',
  kept: 3,
  now: Date.UTC(2026, 0, 1),
  ...given,
});
const folder = (): string => join(dataDir, 'backups');
const files = (): string[] => readdirSync(folder()).filter((name) => name.startsWith('holdline-'));

test('OPS2 a backup holds one moment of the data, what a restore needs beside it, and its line in the manifest', () => {
  row = 0;
  write();
  write();
  const made = makeBackup(order());
  write();
  if (!made.ok) throw new Error(made.failure);
  const [line] = readManifest(dataDir);
  expect(line).toEqual(made.value);
  expect(line).toMatchObject({ reason: 'command', program: '1.2.3', entries: 2, newest: { row: 2, at: 20 } });
  const path = join(folder(), made.value.file);
  expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(line?.sha256);
  expect(statSync(path).size).toBe(line?.bytes);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const copy = openAsItIs(path);
  expect(copy.prepare('SELECT id FROM entries').all()).toHaveLength(2);
  expect(readLabel(copy)?.files).toEqual({ 'auth-secret': 'the secret of the installation' });
  copy.close();
});

test('OPS2 a write that is under way while the copy is made is either wholly in it or not at all', () => {
  row = 0;
  write();
  connection.exec('BEGIN IMMEDIATE');
  write();
  const during = makeBackup(order());
  connection.exec('COMMIT');
  expect(during.ok && during.value.entries).toBe(1);
  const after = makeBackup(order());
  expect(after.ok && after.value.entries).toBe(2);
});

test('OPS2 the oldest go, and two of one second have names of their own', () => {
  const made = [1, 1, 2, 3, 4].map((day) => makeBackup(order({ now: Date.UTC(2026, 0, day) })));
  const names = made.map((one) => (one.ok ? one.value.file : ''));
  expect(new Set(names).size).toBe(5);
  expect(readManifest(dataDir).map(({ file }) => file)).toEqual(names.slice(2).reverse());
  expect(files().sort()).toEqual(names.slice(2).sort());
});

test('OPS2 the one just made stays, though a clock that was ahead has made others', () => {
  for (const day of [1, 2, 3]) makeBackup(order({ now: Date.UTC(2027, 0, day) }));
  const made = makeBackup(order());
  const name = made.ok ? made.value.file : 'none';
  expect(readManifest(dataDir)[0]?.file).toBe(name);
  expect(files()).toContain(name);
});

test('OPS2 what a crash left half done is cleared away, and a backup that cannot be made leaves nothing', () => {
  mkdirSync(folder());
  writeFileSync(join(folder(), 'holdline-2025-01-01T00-00-00Z.db.part'), 'half');
  writeFileSync(join(folder(), 'holdline-2025-01-01T00-00-00Z.db.part-journal'), 'half');
  const first = makeBackup(order());
  expect(first.ok).toBe(true);
  expect(files()).toHaveLength(1);
  // A page of the truth is damaged: the copy is not whole, so it is none.
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.exec('PRAGMA writable_schema = ON');
  connection.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'UNIQUE', 'UNIQU') WHERE name = 'entries'`);
  const failed = makeBackup(order());
  expect(failed).toMatchObject({ ok: false, failure: expect.stringMatching(/^The backup failed: /) as string });
  expect(files()).toHaveLength(1);
  expect(readManifest(dataDir)).toHaveLength(1);
});

test('OPS2 one at a time, over all processes', () => {
  mkdirSync(folder());
  const lock = lockFile(join(folder(), 'backup.lock'), 0);
  expect(lockFile(join(folder(), 'backup.lock'), 0)).toBe(null);
  lock?.release();
  expect(makeBackup(order()).ok).toBe(true);
});

test('OPS2 a manifest that was damaged is begun anew, and the files stay', () => {
  makeBackup(order());
  writeFileSync(join(folder(), 'manifest.json'), '{');
  expect(readManifest(dataDir)).toEqual([]);
  makeBackup(order({ now: Date.UTC(2026, 0, 2) }));
  expect(readManifest(dataDir)).toHaveLength(1);
  expect(files()).toHaveLength(2);
});

test('OPS2 a server makes them by its schedule, in a thread, as often as the workspace wishes', async () => {
  const time = manualTime();
  const settings = { backupEveryHours: 24 as number | null, backupsKept: 2 };
  let isSure = true;
  const backups = createBackups({
    dataDir,
    program: '1',
    settings: { current: () => settings, isSure: () => isSure },
    ...time,
    log: createLog('silent'),
  });
  const passes = async (hours: number): Promise<number> => {
    time.pass(hours * HOUR);
    if (backups.running() !== null) await backups.make('button');
    return backups.list().length;
  };
  backups.watch();
  // There is none yet.
  expect(await passes(0.1)).toBe(1);
  expect(backups.list()[0]?.reason).toBe('schedule');
  expect(await passes(23)).toBe(1);
  expect(await passes(1)).toBe(2);
  settings.backupEveryHours = null;
  expect(await passes(240)).toBe(2);
  settings.backupEveryHours = 1;
  expect(await passes(0.1)).toBe(2);
  expect(backups.list()[0]?.madeAt).toBeGreaterThan(backups.list()[1]?.madeAt ?? Infinity);
  // Whoever asks while one is being made gets that one.
  const [one, other] = await Promise.all([backups.make('button'), backups.make('button')]);
  expect(one).toEqual(other);
  expect(backups.running()).toBe(null);
  expect(backups.list()).toHaveLength(2);
  isSure = false;
  await backups.make('button');
  expect(backups.list()).toHaveLength(3);
});

test('OPS2 none goes while it cannot be read how many shall stay', () => {
  const DAY = 24 * HOUR;
  let day = 0;
  const backUp = (kept: number): number => {
    day += 1;
    expect(makeBackup(order({ kept, now: day * DAY })).ok).toBe(true);
    return files().length;
  };
  const wish = (value: string): number => {
    connection.prepare("INSERT OR REPLACE INTO settings (key, value) VALUES ('workspace', ?)").run(value);
    return backupsToKeep(readWishes(dataDir));
  };
  expect(backupsToKeep(readWishes(dataDir))).toBe(DEFAULT_WORKSPACE_SETTINGS.backupsKept);
  while (day < DEFAULT_WORKSPACE_SETTINGS.backupsKept) backUp(Infinity);
  // Half a row, another thing, more than this version knows.
  expect(backUp(wish('{"backupsKept": 30, "pa'))).toBe(day);
  expect(backUp(wish('null'))).toBe(day);
  expect(backUp(wish('{"backupsKept": 5000}'))).toBe(day);
  connection.exec('ALTER TABLE settings RENAME TO elsewhere');
  expect(backUp(backupsToKeep(readWishes(dataDir)))).toBe(day);
  connection.exec('ALTER TABLE elsewhere RENAME TO settings');
  expect(backUp(wish('{"backupsKept": 2}'))).toBe(2);
  expect(readWishes(join(dataDir, 'nowhere'))).toEqual({ settings: DEFAULT_WORKSPACE_SETTINGS, isSure: false });
});

test('OPS2 a schedule that fails says so and tries again later, not at once', async () => {
  const time = manualTime();
  const backups = createBackups({
    dataDir: join(dataDir, 'nowhere'),
    program: '1',
    settings: { current: () => ({ backupEveryHours: 24, backupsKept: 2 }), isSure: () => true },
    ...time,
    log: createLog('silent'),
  });
  backups.watch();
  time.pass(60_000);
  await backups.make('schedule');
  expect(backups.lastFailure()?.detail).toContain('There is no database');
  time.pass(10 * 60_000);
  expect(backups.running()).toBe(null);
  time.pass(25 * 60_000);
  expect(backups.running()).not.toBe(null);
  await backups.make('schedule');
  expect(existsSync(join(dataDir, 'nowhere', 'backups'))).toBe(false);
});

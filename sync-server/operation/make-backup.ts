import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '#schema/result.ts';
import { lockFile } from '../store/data-lock.ts';
import { openAsItIs, type Connection } from '../store/database.ts';
import { dataVersion } from '../store/migrate.ts';
import { fileBytesIn, packFiles } from './backup-files.ts';
import { filesBeside, removeLabel, writeLabel } from './backup-label.ts';
import { syncFolder } from './life-file.ts';
import { backupsFolder, readManifest, writeManifest, type Backup } from './manifest.ts';

export interface BackupOrder {
  readonly dataDir: string;
  readonly reason: Backup['reason'];
  /** Of the program, for people. */
  readonly program: string;
  /** How many backups stay, this one counted. */
  readonly kept: number;
  /** ms since 1970. */
  readonly now: number;
}

/** How long one backup waits for another, ms. */
const WAIT_FOR_ANOTHER = 60_000;
const PART = '.part';

/**
 * Makes a backup while the server goes on: a copy of one moment of the database (`VACUUM INTO` reads a snapshot and keeps nobody from
 * writing), looked through, labelled, fsynced, and only then given its name and a line in the manifest. Synchronous, so it runs
 * in a thread or a process of its own. Fails with one line of reason and leaves nothing behind.
 */
export function makeBackup(order: BackupOrder): Result<Backup, string> {
  const folder = backupsFolder(order.dataDir);
  const source = join(order.dataDir, 'holdline.db');
  if (!existsSync(source)) return fail(`There is no database in ${order.dataDir}.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFile(join(folder, 'backup.lock'), WAIT_FOR_ANOTHER);
  if (lock === null) return fail('Another backup is being made and does not end.');
  try {
    // What a crash left half done.
    for (const name of readdirSync(folder)) if (name.includes(PART)) rmSync(join(folder, name));
    const needed = sizeOf(source) + sizeOf(`${source}-wal`) + fileBytesIn(order.dataDir);
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < needed * 1.05) {
      return fail(
        `There is no room for a backup: it needs ${megabytes(needed)}, and ${megabytes(bavail * bsize)} are free.`,
      );
    }
    return ok(copyAndCheck(order, source, folder));
  } catch (error) {
    return fail(`The backup failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    for (const name of readdirSync(folder)) if (name.includes(PART)) rmSync(join(folder, name));
    lock.release();
  }
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

function copyAndCheck(order: BackupOrder, source: string, folder: string): Backup {
  const started = performance.now();
  const file = nameFor(folder, order.now);
  const part = join(folder, `${file}${PART}`);
  const original = openAsItIs(source);
  try {
    original.exec(`VACUUM INTO '${part.replaceAll("'", "''")}'`);
  } finally {
    original.close();
  }
  chmodSync(part, 0o600);
  const copy = openAsItIs(part);
  let facts: ReturnType<typeof factsOf>;
  try {
    removeLabel(copy);
    writeLabel(copy, { madeAt: order.now, files: filesBeside(order.dataDir) });
    packFiles(copy, order.dataDir);
    facts = factsOf(copy);
    checkWhole(copy);
  } finally {
    copy.close();
  }
  const sha256 = hashAndSync(part);
  const backup: Backup = {
    file,
    madeAt: order.now,
    reason: order.reason,
    program: order.program,
    ...facts,
    bytes: statSync(part).size,
    sha256,
    seconds: Math.round(performance.now() - started) / 1000,
  };
  renameSync(part, join(folder, file));
  syncFolder(folder);
  prune(order, [backup, ...readManifest(order.dataDir)], folder);
  return backup;
}

function nameFor(folder: string, now: number): string {
  const moment = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  for (let n = 1; ; n += 1) {
    const name = `holdline-${moment}Z${n === 1 ? '' : `-${n}`}.db`;
    if (!existsSync(join(folder, name))) return name;
  }
}

function factsOf(copy: Connection): Pick<Backup, 'dataVersion' | 'entries' | 'documents' | 'newest'> {
  const count = (table: string): number =>
    copy.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one()?.n ?? 0;
  const newest = copy.prepare<{ row: number; at: number }>(
    'SELECT id AS row, at FROM entries ORDER BY id DESC LIMIT 1',
  );
  const found = newest.one();
  return {
    dataVersion: dataVersion(copy),
    entries: count('entries'),
    documents: count('documents'),
    newest: found === null ? null : { row: found.row, at: found.at },
  };
}

/** Throws when SQLite finds anything wrong in the file. */
export function checkWhole(connection: Connection): void {
  const [first] = connection.prepare<{ integrity_check: string }>('PRAGMA integrity_check(1)').all();
  if (first?.integrity_check !== 'ok') throw new Error(`the file is damaged: ${first?.integrity_check ?? 'no answer'}`);
}

/** The SHA-256 of a file, in hex; the file is on the disk afterwards. */
export function hashAndSync(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  const file = openSync(path, 'r+');
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      hash.update(buffer.subarray(0, read));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** The manifest first: a file that it does not name is only in the way, one that it names must be there. */
function prune({ dataDir, kept }: BackupOrder, backups: readonly Backup[], folder: string): void {
  // The one just made first, whatever a clock that was once ahead has written on the others.
  const [made, ...others] = backups;
  const ordered = made === undefined ? [] : [made, ...others.sort((one, other) => other.madeAt - one.madeAt)];
  writeManifest(dataDir, ordered.slice(0, kept));
  for (const { file } of ordered.slice(kept)) rmSync(join(folder, file), { force: true });
}

import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MIGRATIONS } from '#schema/tables/migrations.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { applyErasures } from '../keep/apply-erasures.ts';
import { readErasures } from '../keep/erasure-ledger.ts';
import { lockData } from '../store/data-lock.ts';
import { closeWhole, openAsItIs, type Connection } from '../store/database.ts';
import { dataVersion, tryMigrate } from '../store/migrate.ts';
import { keepFilesAside } from './backup-files.ts';
import { hasLabel, readLabel, writeLabel } from './backup-label.ts';
import { syncFolder } from './life-file.ts';
import { checkWhole, hashAndSync } from './make-backup.ts';
import { readManifest } from './manifest.ts';

export interface RestoreOrder {
  readonly dataDir: string;
  /** The backup, or a copy of a database. It is only read. */
  readonly file: string;
  /** ms since 1970. */
  readonly now: number;
}

export interface Restored {
  /** ms since 1970; null when the file does not say, because it is a plain copy of a database. */
  readonly madeAt: number | null;
  readonly entries: number;
  /** The folder that holds the data of before; null when there was none. */
  readonly aside: string | null;
}

/** Of the data, kept when another takes its place. */
const PRESENT = ['holdline.db', 'holdline.db-wal', 'holdline.db-shm', 'holdline.life', 'auth-secret'];

/**
 * Puts a backup in the place of the data (OPS3). Everything that can go wrong with the backup is found out on a copy of it, before
 * anything of the present data is touched; the present data is kept aside, whole. The next start finds the label of the backup
 * and gives every document a new epoch (begin-life.ts). Fails with one line of reason, and then nothing has changed.
 */
export function restore(order: RestoreOrder): Result<Restored, string> {
  const { dataDir, file } = order;
  if (!existsSync(file)) return fail(`There is no file ${file}.`);
  mkdirSync(dataDir, { recursive: true });
  const lock = lockData(dataDir, 0);
  if (lock === null) return fail(`A server works on ${dataDir}. Stop it, then restore.`);
  const fresh = join(dataDir, 'holdline.db.restoring');
  const clear = (): void => {
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${ending}`, { force: true });
  };
  try {
    clear();
    copyFileSync(file, fresh);
    const prepared = prepare(order, fresh);
    if (!prepared.ok) return prepared;
    hashAndSync(fresh);
    const aside = keepAside(order);
    for (const ending of ['-wal', '-shm']) rmSync(join(dataDir, `holdline.db${ending}`), { force: true });
    renameSync(fresh, join(dataDir, 'holdline.db'));
    syncFolder(dataDir);
    return ok({ ...prepared.value, aside });
  } catch (error) {
    return fail(`${file} was not restored: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clear();
    lock.release();
  }
}

/** Looks through the copy and makes it ready to be the database. */
function prepare({ dataDir, file, now }: RestoreOrder, fresh: string): Result<Omit<Restored, 'aside'>, string> {
  const known = manifestLine(dataDir, file);
  if (known !== undefined && hashAndSync(fresh) !== known.sha256) {
    return fail(`${file} is damaged: it is not what the manifest says. Choose another backup.`);
  }
  const copy = openOrNull(fresh);
  if (copy === null) return fail(`${file} is no database of Holdline.`);
  try {
    const version = versionOf(copy);
    if (version === 0) return fail(`${file} is no database of Holdline.`);
    checkWhole(copy);
    if (version > MIGRATIONS.length) {
      return fail(`${file} is of a newer version (${version}) than this program (${MIGRATIONS.length}).`);
    }
    const migrated = tryMigrate(copy);
    if (!migrated.ok) return migrated;
    // Who was erased since this copy was made is forgotten again, before the copy is in anybody's reach (KEEP5).
    applyErasures(copy, readErasures(dataDir));
    const madeAt = readLabel(copy)?.madeAt ?? null;
    // A plain copy is taken for what it is, too: documents get new epochs.
    if (!hasLabel(copy)) writeLabel(copy, { madeAt: now, files: {} });
    const entries = copy.prepare<{ n: number }>('SELECT count(*) AS n FROM entries').one()?.n ?? 0;
    return ok({ madeAt, entries });
  } catch (error) {
    return fail(`${file} cannot be used: ${error instanceof Error ? error.message : String(error)}.`);
  } finally {
    closeWhole(copy);
  }
}

function openOrNull(path: string): Connection | null {
  try {
    return openAsItIs(path);
  } catch {
    return null; // not even SQLite's
  }
}

/** 0 for a database that is not ours. */
function versionOf(copy: Connection): number {
  const found = copy.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name IN ('documents', 'entries')`,
  );
  return found.one()?.n === 2 ? dataVersion(copy) : 0;
}

/** Of the folder where it lies: a backup that was carried away has no line, and is judged by itself. */
function manifestLine(dataDir: string, file: string) {
  const isOwn = dirname(file) === join(dataDir, 'backups');
  return isOwn ? readManifest(dataDir).find((backup) => backup.file === basename(file)) : undefined;
}

/** The present data under a second name each, so that there is no moment at which it has none. */
function keepAside({ dataDir, now }: RestoreOrder): string | null {
  if (!existsSync(join(dataDir, 'holdline.db'))) return null;
  try {
    closeWhole(openAsItIs(join(dataDir, 'holdline.db')));
  } catch {
    // It is damaged, which may be why somebody restores: it is kept as it is.
  }
  const moment = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  let aside = join(dataDir, 'aside', `${moment}Z`);
  for (let n = 2; existsSync(aside); n += 1) aside = join(dataDir, 'aside', `${moment}Z-${n}`);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const name of PRESENT.filter((one) => existsSync(join(dataDir, one)))) {
    try {
      linkSync(join(dataDir, name), join(aside, name));
    } catch {
      copyFileSync(join(dataDir, name), join(aside, name)); // a file system without hard links
    }
  }
  keepFilesAside(dataDir, aside);
  syncFolder(aside);
  return aside;
}

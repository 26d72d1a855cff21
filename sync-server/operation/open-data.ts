import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '#schema/tables/migrations.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { openAsItIs, openDatabase, type Connection } from '../store/database.ts';
import { dataVersion, tryMigrate } from '../store/migrate.ts';
import { makeBackup } from './make-backup.ts';

export interface OpenDataDeps {
  readonly dataDir: string;
  readonly program: string;
  readonly now: number;
  /** Told before something that may take a while. */
  readonly say: (line: string) => void;
  /** Told when the file is open, before it is changed. */
  readonly opened?: () => void;
  readonly migrations?: typeof MIGRATIONS;
}

/** At an upgrade all backups stay: the settings cannot be read from a file that this program does not know yet. */
const KEPT_AT_UPGRADE = Infinity;

/**
 * Opens the database of a data folder that is locked for us. A file of an older version is brought up to this one, after a backup
 * of it as it was; when anything of that fails it stays byte for byte what it is, and the reason is one line (OPS4).
 * Throws what the disk refuses.
 */
export function openData(deps: OpenDataDeps): Result<Connection, string> {
  const path = join(deps.dataDir, 'holdline.db');
  if (existsSync(path)) {
    const upgraded = upgrade(path, deps);
    if (!upgraded.ok) return upgraded;
  }
  const connection = openDatabase(path);
  deps.opened?.();
  const migrated = tryMigrate(connection, deps.migrations);
  if (migrated.ok) return ok(connection);
  connection.close();
  return migrated;
}

function upgrade(path: string, deps: OpenDataDeps): Result<void, string> {
  const { migrations = MIGRATIONS } = deps;
  const connection = openAsItIs(path);
  try {
    const version = dataVersion(connection);
    const isOlder = version > 0 && version < migrations.length;
    if (isOlder) {
      deps.say(
        `The data is of an older version (${version}); a backup of it is made before it becomes ${migrations.length}.`,
      );
      const { dataDir, program, now } = deps;
      const made = makeBackup({ dataDir, program, now, reason: 'upgrade', kept: KEPT_AT_UPGRADE });
      if (!made.ok) return fail(`The data was left as it is, because it could not be backed up first. ${made.failure}`);
    }
    return version > 0 ? tryMigrate(connection, migrations) : ok(undefined);
  } finally {
    connection.close();
  }
}

import { MIGRATIONS } from '#schema/tables/migrations.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { startFailure } from './start-failure.ts';
import { inTransaction, type Connection } from './database.ts';

type Migrations = typeof MIGRATIONS;

/** How many migrations have run in this file; 0 for a new one. */
export const dataVersion = (connection: Connection): number =>
  connection.prepare<{ user_version: number }>('PRAGMA user_version').one()?.user_version ?? 0;

/**
 * Brings the file up to the newest migration; `user_version` counts those that have run. All of them in one transaction: a file is
 * of one version or of the other, never between. Fails with one line of reason, and the file is as it was; also when a newer
 * version of the program has written it, because this one would not understand what it finds.
 */
export function tryMigrate(connection: Connection, migrations: Migrations = MIGRATIONS): Result<void, string> {
  const version = dataVersion(connection);
  if (version > migrations.length) {
    return fail(
      `The data is of a newer version (${version}) than this program (${migrations.length}). Start the newer program, or restore a backup of before.`,
    );
  }
  if (version === migrations.length) return ok(undefined);
  let running = '';
  try {
    inTransaction(connection, () => {
      for (const { name, sql } of migrations.slice(version)) {
        running = name;
        connection.exec(sql);
      }
      connection.exec(`PRAGMA user_version = ${migrations.length}`);
    });
    return ok(undefined);
  } catch (error) {
    // The disk's fault, and said elsewhere what to do about it.
    if (startFailure('', error) !== null) throw error;
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
    return fail(`The data could not be brought to this version and was left as it is (${running}: ${why}).`);
  }
}

/** For those who cannot go on without: throws the reason. */
export function migrate(connection: Connection, migrations: Migrations = MIGRATIONS): void {
  const migrated = tryMigrate(connection, migrations);
  if (!migrated.ok) throw new Error(migrated.failure);
}

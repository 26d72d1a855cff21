import { MIGRATIONS } from '#schema/tables/migrations.ts';
import { inTransaction, type Connection } from './database.ts';

/**
 * Brings the file up to the newest migration; `user_version` counts those that have run. Throws when a newer version of the
 * program has written the file, because this one would not understand what it finds.
 */
export function migrate(connection: Connection, migrations: typeof MIGRATIONS = MIGRATIONS): void {
  const version = connection.prepare<{ user_version: number }>('PRAGMA user_version').one()?.user_version ?? 0;
  if (version > migrations.length) {
    throw new Error(`the data is of a newer version (${version}) than this program (${migrations.length})`);
  }
  for (const [index, { sql }] of migrations.entries()) {
    if (index < version) continue;
    inTransaction(connection, () => {
      connection.exec(sql);
      connection.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}

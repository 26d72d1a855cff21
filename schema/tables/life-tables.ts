/** What tells whether the data was set back; a migration, never changed (migrations.ts). */
export const LIFE_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'lives and branches of the data',
  sql: `
-- One row a start of a server: what was newest when it began. By the file beside the database a start sees whether this is the
-- copy that lived here last (sync-server/operation/begin-life.ts).
CREATE TABLE lives (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  from_row INTEGER NOT NULL,
  began_at INTEGER NOT NULL
) STRICT;

-- The newest is the present one. Another begins whenever the data was set back; every document then has a new epoch.
CREATE TABLE branches (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  began_at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
`,
};

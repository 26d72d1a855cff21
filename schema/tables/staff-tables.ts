/** The tables of documents that staff write; a migration, never changed (migrations.ts). */
export const STAFF_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'documents that staff write',
  sql: `
-- A log of updates under snapshots (sync-server/staff). Each row has its checksum; their epochs stand in documents.
CREATE TABLE staff_updates (
  document INTEGER NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (document, n)
) STRICT;

-- Each holds the updates up to n. The newest two stay, and the updates behind the older one; it goes after a day.
CREATE TABLE staff_snapshots (
  document INTEGER NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (document, n)
) STRICT;

-- Whose a client of a document is: the first to write as it.
CREATE TABLE staff_writers (
  document INTEGER NOT NULL,
  client INTEGER NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (document, client)
) STRICT, WITHOUT ROWID;

-- Rows of documents that could not be read: kept as they were found.
CREATE TABLE staff_quarantine (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  epoch TEXT NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  quarantined_at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
`,
};

/**
 * Append-only: a migration that was released is never changed or removed. Each runs in one transaction; `user_version` of the
 * file counts how many have run.
 */
export const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'documents, entries, snapshots, cursors and what is derived from them',
    sql: `
CREATE TABLE documents (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  epoch TEXT NOT NULL
) STRICT;

-- The truth. One row an accepted command, appended in the order of arrival, never clustered by document (2.5 times slower).
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  command BLOB NOT NULL UNIQUE,
  fingerprint INTEGER NOT NULL,
  author TEXT NOT NULL,
  effect TEXT NOT NULL,
  target BLOB,
  UNIQUE (document, seq)
) STRICT;
CREATE INDEX entries_target ON entries (target) WHERE target IS NOT NULL;

CREATE TABLE snapshots (
  document INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE cursors (
  conversation TEXT NOT NULL,
  participant TEXT NOT NULL,
  kind TEXT NOT NULL,
  delivered INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  PRIMARY KEY (conversation, participant)
) STRICT;

-- Derived from entries, behind the hot path; the watermark is the last entry they have taken in.
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  visitor TEXT NOT NULL,
  site TEXT NOT NULL,
  state TEXT NOT NULL,
  assignee_id TEXT,
  assignee_name TEXT,
  started_at INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  last_text TEXT NOT NULL,
  last_by TEXT,
  last_message TEXT,
  waiting_since INTEGER,
  last_visitor_seq INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE INDEX conversations_open ON conversations (state, closed_at);
CREATE INDEX conversations_visitor ON conversations (visitor);

CREATE TABLE contacts (
  visitor TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL
) STRICT;

CREATE TABLE watermarks (
  name TEXT PRIMARY KEY,
  entry INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
`,
  },
];

import { ROOM_TABLES } from './room-tables.ts';
import { FILE_TABLES } from './file-tables.ts';
import { STAFF_TABLES } from './staff-tables.ts';

import { AVATAR_TABLES } from './avatar-tables.ts';
import { BESIDES_TABLES } from './besides-tables.ts';
import { BLOCK_TABLES } from './block-tables.ts';
import { GONE_TABLES } from './gone-tables.ts';
import { HISTORY_TABLES } from './history-tables.ts';
import { IDENTITY_TABLES } from './identity-tables.ts';
import { TASK_TABLES } from './task-tables.ts';
import { LIFE_TABLES } from './life-tables.ts';
import { LIST_TABLES } from './list-tables.ts';
import { MAIL_TABLES } from './mail-tables.ts';
import { MISSED_TABLES } from './missed-tables.ts';
import { PUSH_TABLES } from './push-tables.ts';
import { SCHEDULE_TABLES } from './schedule-tables.ts';
import { PHOTO_TABLES } from './photo-tables.ts';
import { SITE_TABLES } from './site-tables.ts';

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
  -- JSON of the conversation's head; null for other documents.
  head TEXT,
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
  {
    name: 'people and how they sign in (people.ts)',
    sql: `
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  email_verified INTEGER NOT NULL,
  image TEXT,
  role TEXT NOT NULL,
  two_factor_enabled INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  token TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL,
  ip_address TEXT,
  user_agent TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE credentials (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  account TEXT NOT NULL,
  provider TEXT NOT NULL,
  password TEXT,
  access_token TEXT,
  refresh_token TEXT,
  id_token TEXT,
  access_token_expires_at INTEGER,
  refresh_token_expires_at INTEGER,
  scope TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX credentials_person ON credentials (person);

CREATE TABLE verifications (
  id TEXT PRIMARY KEY,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX verifications_identifier ON verifications (identifier);

CREATE TABLE second_factors (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  secret TEXT NOT NULL,
  backup_codes TEXT NOT NULL,
  verified INTEGER,
  failed_verification_count INTEGER,
  locked_until INTEGER
) STRICT;
CREATE INDEX second_factors_person ON second_factors (person);
`,
  },
  {
    name: 'accepted commands that changed nothing',
    sql: `
-- It was so already: no entry, but remembered, or a late repetition would do something after all (CMD1).
CREATE TABLE unchanged (
  command BLOB PRIMARY KEY,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  fingerprint INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
  },
  {
    name: 'checksums; the previous snapshot stays for a day; what was found damaged',
    sql: `
-- CRC-32 (sync-server/store/checksum.ts); null in rows that are older than this.
ALTER TABLE entries ADD COLUMN checksum INTEGER;

CREATE TABLE snapshots_with_previous (
  document INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  -- When a newer one came; null for the newest.
  replaced_at INTEGER,
  head TEXT,
  bytes BLOB NOT NULL,
  checksum INTEGER,
  PRIMARY KEY (document, seq)
) STRICT;
INSERT INTO snapshots_with_previous (document, seq, head, bytes) SELECT document, seq, head, bytes FROM snapshots;
DROP TABLE snapshots;
ALTER TABLE snapshots_with_previous RENAME TO snapshots;
CREATE INDEX snapshots_replaced ON snapshots (replaced_at) WHERE replaced_at IS NOT NULL;

-- By document's name, because a damaged row may not tell its document.
CREATE TABLE damages (
  document TEXT NOT NULL,
  part TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  detail TEXT NOT NULL,
  -- When it was made good again from what is whole; null while it is not.
  healed_at INTEGER,
  PRIMARY KEY (document, part)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    name: 'chapters of long conversations',
    sql: `
-- A sealed chapter, with all its entries from first to last. Never changed; the live chapter begins behind the newest.
CREATE TABLE chapters (
  document INTEGER NOT NULL,
  number INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  -- JSON of the conversation's head after the last one.
  head TEXT NOT NULL,
  -- Items in its Yjs document.
  clock INTEGER NOT NULL,
  -- SHA-256 of the bytes before they were deflated.
  digest BLOB NOT NULL,
  -- CRC-32 of everything else in this row.
  checksum INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (document, number)
) STRICT;

ALTER TABLE snapshots ADD COLUMN chapter INTEGER NOT NULL DEFAULT 1;
`,
  },
  {
    name: 'packs of long-closed conversations, and the decisions on their commands',
    sql: `
-- Entries that left the table of entries (sync-server/store/pack.ts), in the order of seq, whole and without a gap.
CREATE TABLE packs (
  document INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (document, first_seq)
) STRICT;

-- What was answered to commands whose entries left the table (CMD1). Without a fingerprint their content is forgotten.
CREATE TABLE decisions (
  command BLOB PRIMARY KEY,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  fingerprint INTEGER
) STRICT, WITHOUT ROWID;

-- Null again with each change of the conversation, because its row is replaced.
ALTER TABLE conversations ADD COLUMN packed_at INTEGER;
CREATE INDEX conversations_to_pack ON conversations (closed_at, id) WHERE state = 'closed' AND packed_at IS NULL;
`,
  },
  LIFE_TABLES,
  {
    name: 'the history: what can be searched, kept apart from entries because those of old conversations are packed',
    sql: HISTORY_TABLES,
  },
  STAFF_TABLES,
  GONE_TABLES,
  TASK_TABLES,
  LIST_TABLES,
  BESIDES_TABLES,
  MISSED_TABLES,
  ROOM_TABLES,
  BLOCK_TABLES,
  PUSH_TABLES,
  FILE_TABLES,
  SCHEDULE_TABLES,
  SITE_TABLES,
  IDENTITY_TABLES,
  PHOTO_TABLES,
  MAIL_TABLES,
  AVATAR_TABLES,
];

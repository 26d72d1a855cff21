/** Files of conversations; part of the migrations, so never changed. Their bytes stand beside the database. */
export const FILE_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'files of conversations',
  sql: `
CREATE TABLE files (
  id TEXT PRIMARY KEY,
  conversation TEXT NOT NULL,
  -- Who uploads it: a person's or a visitor's id.
  author TEXT NOT NULL,
  name TEXT NOT NULL,
  -- As it was announced while it is coming; then as it is.
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  -- coming: bytes are missing. whole: nobody has said it yet. asked: waits for a yes. sent. gone: taken back or refused, its bytes are to go.
  state TEXT NOT NULL,
  -- The message that says it; null before there is one.
  message TEXT,
  -- Of its bytes, in hex; null while it is coming.
  sha256 TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX files_conversation ON files (conversation);
CREATE INDEX files_author ON files (author) WHERE state <> 'sent';
CREATE INDEX files_message ON files (message);
`,
};

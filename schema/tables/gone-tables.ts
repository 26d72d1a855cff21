/** What tells that something was here and is gone for good; part of the migrations, so never changed. */
export const GONE_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'what was erased or deleted for good',
  sql: `
-- One row a person that was erased; the file erasures.jsonl beside the database says the same, and outlives a restore.
CREATE TABLE erasures (
  visitor TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Who did it.
  person TEXT NOT NULL,
  -- JSON of the names of documents that went.
  documents TEXT NOT NULL,
  PRIMARY KEY (visitor, at)
) STRICT;

-- Documents that are gone for good, so that nobody makes them again and devices can be told. A desk goes with its conversation.
CREATE TABLE gone (
  number INTEGER PRIMARY KEY,
  document TEXT NOT NULL UNIQUE,
  visitor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX gone_visitor ON gone (visitor, number);

-- Numbers of the table of what is gone count within an era; after a restore another one begins.
INSERT INTO settings (key, value) VALUES ('gone-era', lower(hex(randomblob(8))));
`,
};

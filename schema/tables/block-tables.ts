/** Who may not write here; a migration, never changed (migrations.ts). */
export const BLOCK_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'visitors and addresses that are blocked',
  sql: `
-- Those of visitors are derived from the entries of contacts; one without a visitor is an address that was added by hand.
-- until_at: null for ever. address: null for the visitor alone.
CREATE TABLE blocks (
  id TEXT PRIMARY KEY,
  visitor TEXT,
  address TEXT,
  until_at INTEGER,
  reason TEXT NOT NULL,
  person TEXT NOT NULL,
  person_name TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_of_visitor ON blocks (visitor) WHERE visitor IS NOT NULL;

-- The visitors that a blocked address has stopped.
CREATE TABLE block_stops (
  block TEXT NOT NULL,
  visitor TEXT NOT NULL,
  PRIMARY KEY (block, visitor)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_stops_of_visitor ON block_stops (visitor);
`,
};

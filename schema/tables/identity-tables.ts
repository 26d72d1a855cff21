/** Who visitors turned out to be (docs/decisions/identity.md); a migration, never changed (migrations.ts). */
export const IDENTITY_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'persons whom a site has signed, tokens that speak for them, and the secrets of sites',
  sql: `
-- A person as their site knows them, and the visitor that they are here. claims: JSON of the fields that were signed last.
CREATE TABLE persons (
  site TEXT NOT NULL,
  person TEXT NOT NULL,
  visitor TEXT NOT NULL UNIQUE,
  claims TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (site, person)
) STRICT, WITHOUT ROWID;

-- A device whose token (the id that is made from it) speaks for another visitor than itself. origin: the id under which its commands were
-- told apart from the beginning. state: 'live'; 'old', when next took its place; 'out', when its person has signed out.
CREATE TABLE visitor_tokens (
  token TEXT PRIMARY KEY,
  visitor TEXT NOT NULL,
  origin TEXT NOT NULL,
  state TEXT NOT NULL,
  next TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visitor_tokens_visitor ON visitor_tokens (visitor);

-- A visitor who was somebody else; what staff still tell of them is told of whom they are. command: under which the card was moved.
-- is_done: everything of theirs has been moved.
CREATE TABLE visitor_aliases (
  visitor TEXT PRIMARY KEY,
  is_now TEXT NOT NULL,
  command TEXT NOT NULL,
  is_done INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visitor_aliases_now ON visitor_aliases (is_now);
CREATE INDEX visitor_aliases_open ON visitor_aliases (visitor) WHERE is_done = 0;

-- With which a site signs who its visitors are: the newest, and the one before it while it is changed everywhere.
CREATE TABLE site_secrets (
  site TEXT NOT NULL,
  number INTEGER NOT NULL,
  secret TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (site, number)
) STRICT, WITHOUT ROWID;
`,
};

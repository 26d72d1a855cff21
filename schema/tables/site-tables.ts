import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The table of sites; the migration is never changed (migrations.ts). */
export const SITE_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'sites',
  sql: `
-- settings: JSON of schema/site/site-settings.ts. A site that nobody has changed has no row.
CREATE TABLE workspace_sites (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  settings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};

export const workspaceSites = sqliteTable('workspace_sites', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  archived: integer('archived', { mode: 'boolean' }).notNull(),
  settings: text('settings').notNull(),
});

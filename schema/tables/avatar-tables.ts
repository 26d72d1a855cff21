import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The table of the avatars of sites; the migration is never changed (migrations.ts). */
export const AVATAR_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'avatars of sites',
  sql: `
-- Small (schema/photo.ts), by what is in them: a site's settings name one by its version. put_at: ms.
CREATE TABLE site_avatars (
  version TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  put_at INTEGER NOT NULL
) STRICT;
`,
};

export const siteAvatars = sqliteTable('site_avatars', {
  version: text('version').primaryKey(),
  type: text('type').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  putAt: integer('put_at').notNull(),
});

import { blob, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OperatorId } from '../ids.ts';

/** The table of photos of people; the migration is never changed (migrations.ts). */
export const PHOTO_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'photos of people',
  sql: `
-- One a person, small (schema/photo.ts). version: another one for each picture.
CREATE TABLE photos (
  person TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  version TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
`,
};

export const photos = sqliteTable('photos', {
  person: text('person').$type<OperatorId>().primaryKey(),
  version: text('version').notNull(),
  type: text('type').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
});

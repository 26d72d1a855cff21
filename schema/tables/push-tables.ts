import { customType, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OperatorId } from '../ids.ts';

/** Where pushes go; the migration is never changed (migrations.ts). */
export const PUSH_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'subscriptions to push',
  sql: `
-- A browser that wants to be called while no page is open. It goes with its session, and with its person.
CREATE TABLE push_subscriptions (
  endpoint TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  p256dh BLOB NOT NULL,
  auth BLOB NOT NULL,
  language TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX push_subscriptions_person ON push_subscriptions (person);
CREATE INDEX push_subscriptions_session ON push_subscriptions (session);
`,
};

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'blob',
  // libsql gives some blobs as bare buffers.
  fromDriver: (value) => new Uint8Array(value),
});

export const pushSubscriptions = sqliteTable('push_subscriptions', {
  endpoint: text('endpoint').primaryKey(),
  person: text('person').$type<OperatorId>().notNull(),
  session: text('session').notNull(),
  p256dh: bytes('p256dh').notNull(),
  auth: bytes('auth').notNull(),
  language: text('language').notNull(),
  madeAt: integer('made_at').notNull(),
});

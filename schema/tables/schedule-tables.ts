import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OperatorId } from '../ids.ts';

/** The tables of the schedule; the migration is never changed (migrations.ts). */
export const SCHEDULE_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'when who works',
  sql: `
-- JSON of schema/schedule/schedule.ts. Whose week is empty has no row.
CREATE TABLE schedule_weeks (
  person TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  spans TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row, once anything was said; revision: of the whole schedule.
CREATE TABLE schedule_rules (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  zone TEXT,
  days_off TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
`,
};

export const scheduleWeeks = sqliteTable('schedule_weeks', {
  person: text('person').$type<OperatorId>().primaryKey(),
  spans: text('spans').notNull(),
});
export const scheduleRules = sqliteTable('schedule_rules', {
  number: integer('number').primaryKey(),
  zone: text('zone'),
  daysOff: text('days_off').notNull(),
  revision: integer('revision').notNull(),
});

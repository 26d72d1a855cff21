import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OperatorId } from '../ids.ts';
import type { TagColour } from '../workspace-lists.ts';

/** The tables of the workspace's own lists; the migration is never changed (migrations.ts). */
export const LIST_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'departments, tags and categories of the workspace',
  sql: `
-- Nothing is taken away: what is archived keeps its name for the conversations that have it. changed: the revision of all
-- lists that wrote this row last.
CREATE TABLE departments (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  place INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;

CREATE TABLE department_members (
  department TEXT NOT NULL REFERENCES departments (id) ON DELETE CASCADE,
  person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  PRIMARY KEY (department, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX department_members_person ON department_members (person);

CREATE TABLE tags (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  colour INTEGER NOT NULL,
  place INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;

CREATE TABLE categories (
  id TEXT PRIMARY KEY,
  -- Empty: one of the built-in ones, which each screen has a word for.
  name TEXT NOT NULL,
  place INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
INSERT INTO categories (id, name, place, archived, changed)
VALUES ('lead', '', 0, 0, 1), ('client', '', 1, 0, 1), ('spam', '', 2, 0, 1), ('other', '', 3, 0, 1);
`,
};

const shared = () => ({
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  place: integer('place').notNull(),
  archived: integer('archived', { mode: 'boolean' }).notNull(),
  changed: integer('changed').notNull(),
});

export const departments = sqliteTable('departments', shared());
export const departmentMembers = sqliteTable(
  'department_members',
  {
    department: text('department').notNull(),
    person: text('person').$type<OperatorId>().notNull(),
    place: integer('place').notNull(),
  },
  (table) => [primaryKey({ columns: [table.department, table.person] })],
);
export const tags = sqliteTable('tags', { ...shared(), colour: integer('colour').$type<TagColour>().notNull() });
export const categories = sqliteTable('categories', shared());

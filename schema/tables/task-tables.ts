/** Tasks on contacts, derived from the entries of their documents; part of the migrations, so never changed. */
export const TASK_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'tasks on contacts',
  sql: `
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  visitor TEXT NOT NULL,
  -- JSON of the task as it was put last (sync-server/derive/task-row.ts).
  task TEXT NOT NULL,
  -- Null while it is to be done.
  done_at INTEGER
) STRICT;
CREATE INDEX tasks_visitor ON tasks (visitor);
CREATE INDEX tasks_done ON tasks (done_at);
`,
};

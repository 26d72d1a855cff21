/** What few conversations have; the migration is never changed (migrations.ts). */
export const BESIDES_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'who answers along, department, tags, category and mute of a conversation',
  sql: `
-- JSON of what few conversations have (sync-server/derive/conversation-row.ts); null when there is nothing.
ALTER TABLE conversations ADD COLUMN besides TEXT;
`,
};

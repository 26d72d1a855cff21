export const MISSED_TABLES = {
  name: 'why a conversation was missed',
  sql: `
-- The first answer to the visitor's last words, and who lost the connection over them (MISS2).
ALTER TABLE conversations ADD COLUMN answer_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN lost_to TEXT;
-- Of before nobody knows; what somebody answered counts as answered.
UPDATE conversations SET answer_seq = 1 WHERE assignee_id IS NOT NULL
  AND (closed_at IS NULL OR closed_at > (SELECT max(closed_at) FROM conversations) - 691200000);
`,
};

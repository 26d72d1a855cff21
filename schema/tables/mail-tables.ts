/** Letters, and who wants none; the migration is never changed (migrations.ts). */
export const MAIL_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'letters, and who wants none',
  sql: `
-- The outbox of mail. It holds no words and no address: both are read when a letter leaves, as they are then.
CREATE TABLE letters (
  id TEXT PRIMARY KEY,
  -- answer, transcript
  kind TEXT NOT NULL,
  conversation TEXT NOT NULL,
  visitor TEXT NOT NULL,
  -- It tells the entries after the first up to the second.
  since INTEGER NOT NULL,
  through INTEGER NOT NULL,
  -- The command that asked for it, or the letter itself: never two for one.
  asked_by TEXT NOT NULL UNIQUE,
  made_at INTEGER NOT NULL,
  -- waiting, sent, failed, dropped: nothing of it was left to say.
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  -- When it is tried next; when it was settled.
  next_at INTEGER NOT NULL,
  -- Its Message-ID; null before the first try.
  message_id TEXT,
  -- To whom, as a keyed hash; null before it left.
  address_key TEXT,
  -- The command that tells the desk what became of it; null when there is nothing to tell, or it was told.
  telling TEXT
) STRICT;
CREATE INDEX letters_conversation ON letters (conversation, kind, through);
CREATE INDEX letters_visitor ON letters (visitor);
CREATE INDEX letters_open ON letters (next_at) WHERE state = 'waiting' OR telling IS NOT NULL;
CREATE INDEX letters_address ON letters (address_key, next_at) WHERE address_key IS NOT NULL;

-- Addresses to which no letter goes, as keyed hashes: who has asked for silence is not forgotten with a conversation.
CREATE TABLE mail_stops (
  address_key TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};

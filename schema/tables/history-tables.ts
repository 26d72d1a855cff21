/** The tables of the history (docs/decisions/search.md). Released with its migration: never changed. */
export const HISTORY_TABLES = `
-- One row a message or note, as it reads now; taken in behind the hot path up to watermark 'search'.
CREATE TABLE searchable (
  -- Row number of its entry, so that the order of rows is that of acceptance.
  id INTEGER PRIMARY KEY,
  -- Key of the conversation's document, also for a note.
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  note INTEGER NOT NULL,
  -- Null: the visitor of the conversation.
  speaker INTEGER,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX searchable_conversation ON searchable (conversation, note);

CREATE TABLE speakers (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (person, name)
) STRICT;

-- Fed with folded words (schema/search/words.ts); which of them stand side by side is looked up in the text. Merges go in small
-- steps of our own: those that FTS5 makes by itself stop the writer for a tenth of a second.
CREATE VIRTUAL TABLE searchable_words USING fts5 (text, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO searchable_words (searchable_words, rank) VALUES ('automerge', 0), ('crisismerge', 200);

-- What contacts are found by; the row number is the key of the contact's document.
CREATE TABLE searchable_contacts (
  id INTEGER PRIMARY KEY,
  visitor TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE contact_words USING fts5 (text, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- Who took part in a conversation: answered, took it, or was given it.
CREATE TABLE participants (
  person TEXT NOT NULL,
  conversation INTEGER NOT NULL,
  PRIMARY KEY (person, conversation)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_conversation ON participants (conversation);

CREATE TABLE sites (
  name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE INDEX conversations_newest ON conversations (last_at, id);
`;

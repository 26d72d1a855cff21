import type { Connection } from '../store/database.ts';

/**
 * Takes everything of a person out of the index: for erasure and retention. Runs in the writer's thread, in the transaction of
 * whoever removes the rest; the documents' rows must still be there.
 *
 * The words of a removed row stay in the index as bytes that nothing points to, until they are merged away: `isCleaning` in
 * indexing.ts then goes on, slice by slice, until all is merged into one.
 */
export interface Forgetting {
  /** By the key of the conversation's document. */
  readonly conversation: (key: number) => void;
  /** By the key of the contact's document. */
  readonly contact: (key: number) => void;
}

export const CLEANING = 'search-cleaning';

export function prepareForgetting(connection: Connection): Forgetting {
  const removeWords = connection.prepare(
    'DELETE FROM searchable_words WHERE rowid IN (SELECT id FROM searchable WHERE conversation = ?)',
  );
  const removeRows = connection.prepare('DELETE FROM searchable WHERE conversation = ?');
  const removeParticipants = connection.prepare('DELETE FROM participants WHERE conversation = ?');
  const removeContactWords = connection.prepare('DELETE FROM contact_words WHERE rowid = ?');
  const removeContact = connection.prepare('DELETE FROM searchable_contacts WHERE id = ?');
  const clean = connection.prepare(`INSERT OR REPLACE INTO watermarks (name, entry) VALUES ('${CLEANING}', 1)`);
  return {
    conversation: (key) => {
      removeWords.run(key);
      removeRows.run(key);
      removeParticipants.run(key);
      clean.run();
    },
    contact: (key) => {
      removeContactWords.run(key);
      removeContact.run(key);
      clean.run();
    },
  };
}

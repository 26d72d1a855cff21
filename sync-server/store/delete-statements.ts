import { conversationDocument, contactDocument, deskDocument, draftDocument } from '#schema/docs/document-name.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { prepareForgetting } from '../search/forget.ts';
import { DamagedRowError } from './checksum.ts';
import type { Connection } from './database.ts';
import { PACK_COLUMNS, readPack, type PackRow } from './pack-store.ts';

/**
 * Deletes for good, within the transaction of the caller. What stays: that a command was accepted, so that repeating it does
 * nothing (CMD1), and that a document is gone, so that nobody makes it again (KEEP4). No word of either.
 */
export interface Deletions {
  readonly conversation: (id: ConversationId, visitor: VisitorId, at: number) => void;
  readonly contact: (visitor: VisitorId, at: number) => void;
}

/** Rows by the key of a document. */
const BY_KEY = [
  'entries',
  'packs',
  'snapshots',
  'chapters',
  'staff_updates',
  'staff_snapshots',
  'staff_writers',
] as const;

export function prepareDeleting(connection: Connection): Deletions {
  const keyOf = connection.prepare<{ key: number }>('SELECT key FROM documents WHERE name = ?');
  const keepDecisions = connection.prepare(
    'INSERT OR IGNORE INTO decisions (command, seq, at) SELECT command, seq, at FROM entries WHERE document = ?',
  );
  const packs = connection.prepare<PackRow>(`SELECT ${PACK_COLUMNS} FROM packs WHERE document = ?`);
  const forgetContent = connection.prepare('UPDATE decisions SET fingerprint = NULL WHERE command = ?');
  // Numbers of rows are never given twice, also when the newest ones are deleted.
  const keepNewestRow = connection.prepare(
    `INSERT INTO watermarks (name, entry) SELECT 'deleted', coalesce(max(id), 0) FROM entries WHERE document = ?
     ON CONFLICT (name) DO UPDATE SET entry = max(entry, excluded.entry)`,
  );
  const search = prepareForgetting(connection);
  const byKey = BY_KEY.map((table) => connection.prepare(`DELETE FROM ${table} WHERE document = ?`));
  const document = connection.prepare('DELETE FROM documents WHERE key = ?');
  const damages = connection.prepare('DELETE FROM damages WHERE document = ?');
  const quarantined = connection.prepare('DELETE FROM staff_quarantine WHERE name = ?');
  // Those of single persons stand below it; `0` is the character behind `/`.
  const drafts = connection.prepare<{ name: string }>(
    `SELECT name FROM documents WHERE name = ?1 OR (name > ?1 || '/' AND name < ?1 || '0')
     UNION SELECT name FROM staff_quarantine WHERE name = ?1 OR (name > ?1 || '/' AND name < ?1 || '0')`,
  );
  const cursors = connection.prepare('DELETE FROM cursors WHERE conversation = ?');
  const conversation = connection.prepare('DELETE FROM conversations WHERE id = ?');
  const files = connection.prepare('DELETE FROM files WHERE conversation = ?');
  const letters = connection.prepare('DELETE FROM letters WHERE conversation = ?');
  // Those of a conversation that is somebody else's now (IDENT5) are its own.
  const lettersTo = connection.prepare(
    'DELETE FROM letters WHERE visitor = ? AND NOT EXISTS (SELECT 1 FROM conversations WHERE id = letters.conversation)',
  );
  // A letter that was handed on lets nobody in once it is forgotten to whom it went.
  const lettersDevices = connection.prepare(
    "UPDATE visitor_tokens SET state = 'out' WHERE visitor = ? AND token = origin AND state = 'live'",
  );
  const contact = connection.prepare('DELETE FROM contacts WHERE visitor = ?');
  const tasks = connection.prepare('DELETE FROM tasks WHERE visitor = ?');
  const stopsOf = connection.prepare(
    'DELETE FROM block_stops WHERE visitor = ?1 OR block IN (SELECT id FROM blocks WHERE visitor = ?1)',
  );
  const blocks = connection.prepare('DELETE FROM blocks WHERE visitor = ?');
  // By which a site knows them may be an address. Their tokens say nothing of anybody, and their devices are told by them what is gone.
  const persons = connection.prepare('DELETE FROM persons WHERE visitor = ?');
  const tell = connection.prepare(
    `INSERT OR REPLACE INTO gone (number, document, visitor, at)
     VALUES ((SELECT coalesce(max(number), 0) + 1 FROM gone), ?1, ?2, max(?3, coalesce((SELECT at FROM gone WHERE document = ?1), 0)))`,
  );

  function forgetPacked(key: number): void {
    for (const pack of packs.all(key)) {
      try {
        for (const { command } of readPack(pack)) forgetContent.run(command);
      } catch (error) {
        // Which commands it held is lost; what stays of each is a number made of its content.
        if (!(error instanceof DamagedRowError)) throw error;
      }
    }
  }

  function deleteDocument(name: string, forgetSearch: ((key: number) => void) | null): void {
    const key = keyOf.one(name)?.key;
    damages.run(name);
    quarantined.run(name);
    if (key === undefined) return;
    forgetSearch?.(key);
    keepDecisions.run(key);
    forgetPacked(key);
    keepNewestRow.run(key);
    for (const rows of byKey) rows.run(key);
    document.run(key);
  }

  return {
    conversation: (id, visitor, at) => {
      for (const { name } of drafts.all(draftDocument(id))) deleteDocument(name, null);
      deleteDocument(deskDocument(id), null);
      deleteDocument(conversationDocument(id), search.conversation);
      cursors.run(id);
      conversation.run(id);
      // Their bytes go when this is certain (files/file-room.ts).
      files.run(id);
      letters.run(id);
      tell.run(conversationDocument(id), visitor, at);
    },
    contact: (visitor, at) => {
      deleteDocument(contactDocument(visitor), search.contact);
      contact.run(visitor);
      lettersTo.run(visitor);
      tasks.run(visitor);
      stopsOf.run(visitor);
      blocks.run(visitor);
      persons.run(visitor);
      lettersDevices.run(visitor);
      tell.run(contactDocument(visitor), visitor, at);
    },
  };
}

import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { Connection } from '../store/database.ts';
import type { FileChange, FileRow } from './file-row.ts';

/** Reads of the table of files. */
export interface FileStore {
  readonly find: (id: CommandId) => FileRow | null;
  readonly ofConversation: (conversation: ConversationId) => readonly FileRow[];
  readonly hasAny: (conversation: ConversationId) => boolean;
  /** What this author has on the server that nobody can read yet. */
  readonly unsentOf: (author: string) => { readonly count: number; readonly bytes: number };
  /** Bytes of all files of visitors to which nobody has said yes. */
  readonly waitingOfVisitors: () => number;
  /** Those that nobody has said, to which nobody has said yes, or that are to go. */
  readonly unsettled: () => readonly FileRow[];
  /** The next so many by their ids: which is the last of them, and when one of them changed last, ms; null: there are none. */
  readonly piece: (after: string, limit: number) => { readonly last: CommandId; readonly newestChange: number } | null;
  /** Of such a piece, those that changed since, ms. */
  readonly changedSince: (since: number, after: string, last: CommandId) => readonly FileRow[];
  /** Of such a piece, those whose conversation is not there. */
  readonly strays: (after: string, last: CommandId) => readonly FileRow[];
}

const COLUMNS = `id, conversation, author, name, type, size, width, height, state, message, sha256, created_at AS createdAt`;

export function createFileStore(connection: Connection): FileStore {
  const one = connection.prepare<FileRow>(`SELECT ${COLUMNS} FROM files WHERE id = ?`);
  const ofConversation = connection.prepare<FileRow>(`SELECT ${COLUMNS} FROM files WHERE conversation = ?`);
  const any = connection.prepare('SELECT 1 FROM files WHERE conversation = ? LIMIT 1');
  const unsent = connection.prepare<{ count: number; bytes: number }>(
    `SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM files WHERE author = ? AND state <> 'sent'`,
  );
  // A visitor's id begins with `v`, a person's with a digit or another letter of hexadecimal. What is sent is said to be out, for the
  // states alone do not make the planner take the index of the others.
  const waiting = connection.prepare<{ bytes: number }>(
    `SELECT coalesce(sum(size), 0) AS bytes FROM files
     WHERE state <> 'sent' AND state IN ('coming', 'whole', 'asked') AND author GLOB 'v*'`,
  );
  const unsettled = connection.prepare<FileRow>(`SELECT ${COLUMNS} FROM files WHERE state <> 'sent'`);
  const piece = connection.prepare<{ last: CommandId | null; newestChange: number }>(
    `SELECT max(id) AS last, max(changed_at) AS newestChange
     FROM (SELECT id, changed_at FROM files WHERE id > ? ORDER BY id LIMIT ?)`,
  );
  const changed = connection.prepare<FileRow>(
    `SELECT ${COLUMNS} FROM files WHERE id > ? AND id <= ? AND changed_at >= ?`,
  );
  const strays = connection.prepare<FileRow>(
    `SELECT ${COLUMNS} FROM files WHERE id > ? AND id <= ?
     AND NOT EXISTS (SELECT 1 FROM documents WHERE name = 'conversation/' || files.conversation)`,
  );
  return {
    find: (id) => one.one(id),
    ofConversation: (conversation) => ofConversation.all(conversation),
    hasAny: (conversation) => any.one(conversation) !== null,
    unsentOf: (author) => unsent.one(author) ?? { count: 0, bytes: 0 },
    waitingOfVisitors: () => waiting.one()?.bytes ?? 0,
    unsettled: () => unsettled.all(),
    piece: (after, limit) => {
      const found = piece.one(after, limit);
      return found === null || found.last === null ? null : { last: found.last, newestChange: found.newestChange };
    },
    changedSince: (since, after, last) => changed.all(after, last, since),
    strays: (after, last) => strays.all(after, last),
  };
}

/** For the writer, within its transaction. Returns how many rows it touched. */
export function prepareFileChanges(connection: Connection): (changes: readonly FileChange[]) => number {
  const put = connection.prepare(
    `INSERT OR IGNORE INTO files (id, conversation, author, name, type, size, width, height, state, message, sha256, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'coming', NULL, NULL, ?, ?)`,
  );
  const whole = connection.prepare(
    `UPDATE files SET type = ?, size = ?, width = ?, height = ?, sha256 = ?, state = 'whole', changed_at = ? WHERE id = ? AND state = 'coming'`,
  );
  const said = connection.prepare(
    `UPDATE files SET message = ?, state = ?, changed_at = ? WHERE id = ? AND state = 'whole'`,
  );
  const answered = connection.prepare(`UPDATE files SET state = ?, changed_at = ? WHERE message = ?`);
  const drop = connection.prepare('DELETE FROM files WHERE id = ?');

  function carryOut(change: FileChange): void {
    switch (change.kind) {
      case 'put': {
        const { id, conversation, author, name, type, size, width, height, createdAt } = change.row;
        return put.run(id, conversation, author, name, type, size, width, height, createdAt, createdAt);
      }
      case 'whole': {
        const { id, type, size, width, height, sha256 } = change.row;
        return whole.run(type, size, width, height, sha256, change.at, id);
      }
      case 'said':
        return said.run(change.message, change.asks ? 'asked' : 'sent', change.at, change.id);
      case 'accepted':
        return answered.run('sent', change.at, change.message);
      case 'gone':
        return answered.run('gone', change.at, change.message);
      case 'drop':
        return drop.run(change.id);
    }
  }

  return (changes) => {
    for (const change of changes) carryOut(change);
    return changes.length;
  };
}

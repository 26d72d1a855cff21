import type { AnyHead } from '#schema/room/room.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import { bytesToUuid, uuidToBytes, type CommandId } from '#schema/ids.ts';
import type { Connection } from './database.ts';
import { createPackStore } from './pack-store.ts';
import { ENTRY_COLUMNS, entryOf, isSound, isSoundSnapshot, type EntryRow, type SnapshotRead } from './entry-row.ts';

/** What the truth says of a command that was accepted once. */
export interface StoredDecision {
  readonly seq: number;
  readonly at: number;
  /** Null: what it said is forgotten, and any content is taken for the same. */
  readonly fingerprint: number | null;
}

/** `content` is null when the row is damaged. */
export interface StoredSnapshot {
  readonly chapter: number;
  readonly seq: number;
  readonly content: { readonly head: AnyHead | null; readonly bytes: Uint8Array } | null;
}

/** An entry of any document, with its row number and the document's name, in the order of commits; null: its row is damaged. */
export interface LoggedEntry {
  readonly row: number;
  readonly document: string;
  readonly entry: Entry | null;
}

/**
 * Reads of the tables of truth. All answer at once from committed rows; any may throw when the disk fails, and a
 * `DamagedRowError` when a row is not what was written (KEEP1).
 */
export interface EntryStore {
  readonly findDocument: (name: string) => { readonly key: number; readonly epoch: string } | null;
  /** The newest one of fewer entries than `below`. */
  readonly findSnapshot: (document: number, below: number) => StoredSnapshot | null;
  /** From packs and rows alike. */
  readonly entriesAfter: (document: number, seq: number) => readonly Entry[];
  /** When the last one was committed, ms, without a read of the others; null: there is none. What it says is not verified. */
  readonly newestAt: (document: number) => number | null;
  readonly findDecision: (id: CommandId) => StoredDecision | null;
  readonly findEntry: (document: number, id: CommandId) => Entry | null;
  readonly findNewestEdit: (document: number, message: CommandId) => Entry | null;
  /** The last entry that is in a pack; 0 when none is. */
  readonly packedUpTo: (document: number) => number;
  /** At most `limit` entries after this row, of all documents; without those in packs, which everybody has taken in. */
  readonly logAfter: (row: number, limit: number) => readonly LoggedEntry[];
  readonly newestDocument: () => number;
  /** The greatest number that was ever given to a row of `entries`, also when that row is there no more. */
  readonly newestRow: () => number;
  /** The greatest command id below `limit`; null when there is none. */
  readonly newestCommand: (limit: string) => string | null;
  /** The least command id that is not below `limit`; null when there is none. */
  readonly oldestCommand: (limit: string) => string | null;
}

export function createEntryStore(connection: Connection): EntryStore {
  const documents = connection.prepare<{ key: number; epoch: string }>(
    'SELECT key, epoch FROM documents WHERE name = ?',
  );
  const snapshots = connection.prepare<SnapshotRead & { chapter: number }>(
    'SELECT document, chapter, seq, head, bytes, checksum FROM snapshots WHERE document = ? AND seq < ? ORDER BY seq DESC LIMIT 1',
  );
  const after = connection.prepare<EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM entries WHERE document = ? AND seq > ? ORDER BY seq`,
  );
  const newestAt = connection.prepare<{ at: number }>(
    'SELECT at FROM entries WHERE document = ? ORDER BY seq DESC LIMIT 1',
  );
  const decision = connection.prepare<StoredDecision>('SELECT seq, at, fingerprint FROM entries WHERE command = ?');
  const unchanged = connection.prepare<StoredDecision>('SELECT seq, at, fingerprint FROM unchanged WHERE command = ?');
  const decisions = connection.prepare<StoredDecision>('SELECT seq, at, fingerprint FROM decisions WHERE command = ?');
  const byCommand = connection.prepare<EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM entries WHERE command = ? AND document = ?`,
  );
  const edits = connection.prepare<EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM entries WHERE target = ? AND document = ? ORDER BY seq DESC LIMIT 1`,
  );
  const log = connection.prepare<EntryRow & { id: number; name: string }>(
    `SELECT id, ${ENTRY_COLUMNS}, name FROM entries JOIN documents ON key = document WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const newestDocument = connection.prepare<{ newest: number | null }>('SELECT max(key) AS newest FROM documents');
  const newestRow = connection.prepare<{ newest: number | null }>(
    `SELECT max(number) AS newest FROM (SELECT max(id) AS number FROM entries
     UNION ALL SELECT max(entry) FROM watermarks WHERE name IN ('derived', 'deleted'))`,
  );
  const newestCommand = connection.prepare<{ command: Uint8Array | null }>(
    `SELECT max(command) AS command FROM (
       SELECT * FROM (SELECT command FROM entries WHERE command < ? ORDER BY command DESC LIMIT 1)
       UNION ALL SELECT * FROM (SELECT command FROM unchanged WHERE command < ? ORDER BY command DESC LIMIT 1)
       UNION ALL SELECT * FROM (SELECT command FROM decisions WHERE command < ? ORDER BY command DESC LIMIT 1))`,
  );
  const oldestCommand = connection.prepare<{ command: Uint8Array | null }>(
    `SELECT min(command) AS command FROM (
       SELECT * FROM (SELECT command FROM entries WHERE command >= ? ORDER BY command LIMIT 1)
       UNION ALL SELECT * FROM (SELECT command FROM unchanged WHERE command >= ? ORDER BY command LIMIT 1)
       UNION ALL SELECT * FROM (SELECT command FROM decisions WHERE command >= ? ORDER BY command LIMIT 1))`,
  );
  const packs = createPackStore(connection);
  const entryOrNull = (row: EntryRow | null): Entry | null => (row === null ? null : entryOf(row));
  return {
    findDocument: (name) => documents.one(name),
    findSnapshot: (document, below) => {
      const row = snapshots.one(document, below);
      if (row === null) return null;
      const { chapter, seq, head, bytes } = row;
      if (!isSoundSnapshot(row)) return { chapter, seq, content: null };
      return { chapter, seq, content: { head: head === null ? null : (JSON.parse(head) as AnyHead), bytes } };
    },
    entriesAfter: (document, seq) => {
      // Rows first: one that is packed in between is then found in both places, and not in none.
      const rows = after.all(document, seq).map(entryOf);
      const first = rows[0]?.seq ?? Infinity;
      if (first === seq + 1) return rows;
      return [...packs.entriesAfter(document, seq).filter((entry) => entry.seq < first), ...rows];
    },
    // What is in a pack is older than each row.
    newestAt: (document) => newestAt.one(document)?.at ?? packs.entryAt(document, packs.lastSeq(document))?.at ?? null,
    packedUpTo: packs.lastSeq,
    findDecision: (id) => {
      const bytes = uuidToBytes(id);
      return decision.one(bytes) ?? unchanged.one(bytes) ?? decisions.one(bytes);
    },
    findEntry: (document, id) => {
      const bytes = uuidToBytes(id);
      const row = entryOrNull(byCommand.one(bytes, document));
      if (row !== null) return row;
      const seq = decisions.one(bytes)?.seq ?? null;
      const packed = seq === null ? null : packs.entryAt(document, seq);
      return packed?.id === id ? packed : null;
    },
    findNewestEdit: (document, message) =>
      entryOrNull(edits.one(uuidToBytes(message), document)) ?? packs.newestEdit(document, message),
    logAfter: (row, limit) =>
      log.all(row, limit).map((found) => ({
        row: found.id,
        document: found.name,
        entry: isSound(found) ? entryOf(found) : null,
      })),
    newestDocument: () => newestDocument.one()?.newest ?? 0,
    newestRow: () => newestRow.one()?.newest ?? 0,
    newestCommand: (limit) => {
      const bytes = uuidToBytes(limit);
      const command = newestCommand.one(bytes, bytes, bytes)?.command ?? null;
      return command === null ? null : bytesToUuid(command);
    },
    oldestCommand: (limit) => {
      const bytes = uuidToBytes(limit);
      const command = oldestCommand.one(bytes, bytes, bytes)?.command ?? null;
      return command === null ? null : bytesToUuid(command);
    },
  };
}

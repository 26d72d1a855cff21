import { uuidToBytes } from '#schema/ids.ts';
import { inTransaction, type Connection, type Value } from '../store/database.ts';
import {
  ENTRY_WIDTH,
  UNCHANGED_WIDTH,
  type CursorRow,
  type DerivedRows,
  type EntryBatch,
  type SnapshotRow,
} from './writer.ts';

/** The writes of the street, each in one transaction with prepared statements. All throw when the database refuses. */
export interface WriteStatements {
  readonly commit: (batch: EntryBatch) => void;
  readonly saveSnapshots: (snapshots: readonly SnapshotRow[]) => void;
  readonly saveCursors: (cursors: readonly CursorRow[]) => void;
  readonly saveDerived: (derived: DerivedRows) => void;
}

export function prepareWrites(connection: Connection): WriteStatements {
  const insertDocument = connection.prepare('INSERT INTO documents (key, name, epoch) VALUES (?, ?, ?)');
  const insertEntry = connection.prepare(
    `INSERT INTO entries (id, document, seq, at, command, fingerprint, author, effect, target)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertUnchanged = connection.prepare(
    'INSERT INTO unchanged (command, seq, at, fingerprint) VALUES (?, ?, ?, ?)',
  );
  const upsertSnapshot = connection.prepare(
    `INSERT INTO snapshots (document, seq, head, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (document) DO UPDATE
     SET seq = excluded.seq, head = excluded.head, bytes = excluded.bytes WHERE excluded.seq > snapshots.seq`,
  );
  const upsertCursor = connection.prepare(
    `INSERT INTO cursors (conversation, participant, kind, delivered, seen) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (conversation, participant) DO UPDATE
     SET delivered = max(delivered, excluded.delivered), seen = max(seen, excluded.seen)`,
  );
  const replaceConversation = connection.prepare(
    `INSERT OR REPLACE INTO conversations (id, visitor, site, state, assignee_id, assignee_name, started_at, last_seq, last_at,
     last_text, last_by, last_message, waiting_since, last_visitor_seq, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const replaceContact = connection.prepare(
    'INSERT OR REPLACE INTO contacts (visitor, name, email, phone) VALUES (?, ?, ?, ?)',
  );
  const setWatermark = connection.prepare(
    `INSERT INTO watermarks (name, entry) VALUES ('derived', ?) ON CONFLICT (name) DO UPDATE SET entry = excluded.entry`,
  );
  return {
    commit: ({ documents, entries, unchanged, firstRow }) => {
      inTransaction(connection, () => {
        for (let at = 0; at < documents.length; at += 3)
          insertDocument.run(...(documents.slice(at, at + 3) as Value[]));
        for (let at = 0, row = firstRow; at < entries.length; at += ENTRY_WIDTH, row += 1) {
          const target = entries[at + 7];
          insertEntry.run(
            row,
            entries[at] as number,
            entries[at + 1] as number,
            entries[at + 2] as number,
            uuidToBytes(entries[at + 3] as string),
            entries[at + 4] as number,
            entries[at + 5] as string,
            entries[at + 6] as string,
            typeof target === 'string' ? uuidToBytes(target) : null,
          );
        }
        for (let at = 0; at < unchanged.length; at += UNCHANGED_WIDTH) {
          const [command, ...decision] = unchanged.slice(at, at + UNCHANGED_WIDTH);
          insertUnchanged.run(uuidToBytes(command as string), ...(decision as number[]));
        }
      });
    },
    saveSnapshots: (snapshots) => {
      inTransaction(connection, () => {
        for (const { document, seq, head, bytes } of snapshots) upsertSnapshot.run(document, seq, head, bytes);
      });
    },
    saveCursors: (cursors) => {
      inTransaction(connection, () => {
        for (const row of cursors)
          upsertCursor.run(row.conversation, row.participant, row.kind, row.delivered, row.seen);
      });
    },
    saveDerived: ({ conversations, contacts, watermark }) => {
      inTransaction(connection, () => {
        for (const row of conversations) {
          replaceConversation.run(
            row.id,
            row.visitor,
            row.site,
            row.state,
            row.assignee?.id ?? null,
            row.assignee?.name ?? null,
            row.startedAt,
            row.lastSeq,
            row.lastAt,
            row.lastText,
            row.lastBy,
            row.lastMessage,
            row.waitingSince,
            row.lastVisitorSeq,
            row.closedAt,
          );
        }
        for (const { visitor, name, email, phone } of contacts) replaceContact.run(visitor, name, email, phone);
        setWatermark.run(watermark);
      });
    },
  };
}

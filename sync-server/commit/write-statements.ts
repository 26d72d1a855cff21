import { uuidToBytes } from '#schema/ids.ts';
import { prepareChapterWrites } from '../store/chapter-store.ts';
import { bytesChecksum, entryChecksum } from '../store/checksum.ts';
import { besidesOf } from '../derive/conversation-row.ts';
import { prepareIndexing } from '../search/indexing.ts';
import { prepareStaffChanges, type StaffChange } from '../staff/staff-changes.ts';
import { inTransaction, type Connection, type Value } from '../store/database.ts';
import { prepareKeeping, type KeepOrder } from './keep-orders.ts';
import {
  ENTRY_WIDTH,
  UNCHANGED_WIDTH,
  type ChapterRow,
  type CursorRow,
  type DerivedRows,
  type EntryBatch,
  type SnapshotRow,
} from './writer.ts';

/** The writes of the street, each in one transaction with prepared statements. All throw when the database refuses. */
export interface WriteStatements {
  readonly commit: (batch: EntryBatch) => void;
  readonly saveSnapshots: (snapshots: readonly SnapshotRow[]) => void;
  readonly saveChapter: (chapter: ChapterRow) => void;
  readonly saveCursors: (cursors: readonly CursorRow[]) => void;
  readonly saveDerived: (derived: DerivedRows) => void;
  /** How many rows it touched. */
  readonly keep: (order: KeepOrder) => number;
  /** Writes something that means nothing. */
  readonly probe: () => void;
  /** Takes entries into the search index; how many there were. */
  readonly index: (limit: number) => number;
  readonly saveStaff: (changes: readonly StaffChange[]) => void;
}

export function prepareWrites(connection: Connection): WriteStatements {
  const insertDocument = connection.prepare('INSERT INTO documents (key, name, epoch) VALUES (?, ?, ?)');
  const insertEntry = connection.prepare(
    `INSERT INTO entries (id, document, seq, at, command, fingerprint, author, effect, target, checksum)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertUnchanged = connection.prepare(
    'INSERT INTO unchanged (command, seq, at, fingerprint) VALUES (?, ?, ?, ?)',
  );
  const newestSnapshot = connection.prepare<{ seq: number | null }>(
    'SELECT max(seq) AS seq FROM snapshots WHERE document = ?',
  );
  const dropOlderSnapshots = connection.prepare('DELETE FROM snapshots WHERE document = ? AND seq < ?');
  const retireSnapshot = connection.prepare('UPDATE snapshots SET replaced_at = ? WHERE document = ? AND seq = ?');
  const insertSnapshot = connection.prepare(
    'INSERT INTO snapshots (document, chapter, seq, head, bytes, checksum) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const writeChapter = prepareChapterWrites(connection);
  const upsertCursor = connection.prepare(
    `INSERT INTO cursors (conversation, participant, kind, delivered, seen) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (conversation, participant) DO UPDATE
     SET delivered = max(delivered, excluded.delivered), seen = max(seen, excluded.seen)`,
  );
  // Not replaced: that would take the row out of every index and put it in again, on pages all over a large file. What changed has
  // to be packed again.
  const putConversation = connection.prepare(
    `INSERT INTO conversations (id, visitor, site, state, assignee_id, assignee_name, started_at, last_seq, last_at,
     last_text, last_by, last_message, waiting_since, last_visitor_seq, closed_at, besides, answer_seq, lost_to)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET visitor = excluded.visitor, site = excluded.site, state = excluded.state,
     assignee_id = excluded.assignee_id, assignee_name = excluded.assignee_name, started_at = excluded.started_at,
     last_seq = excluded.last_seq, last_at = excluded.last_at, last_text = excluded.last_text, last_by = excluded.last_by,
     last_message = excluded.last_message, waiting_since = excluded.waiting_since,
     last_visitor_seq = excluded.last_visitor_seq, closed_at = excluded.closed_at, besides = excluded.besides,
     answer_seq = excluded.answer_seq, lost_to = excluded.lost_to, packed_at = NULL`,
  );
  const putContact = connection.prepare(
    `INSERT INTO contacts (visitor, name, email, phone) VALUES (?, ?, ?, ?)
     ON CONFLICT (visitor) DO UPDATE SET name = excluded.name, email = excluded.email, phone = excluded.phone`,
  );
  const putTask = connection.prepare(
    `INSERT INTO tasks (id, visitor, task, done_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET visitor = excluded.visitor, task = excluded.task, done_at = excluded.done_at`,
  );
  const putRoom = connection.prepare(
    'INSERT INTO rooms (id, line) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET line = excluded.line',
  );
  // Never back: who lost the answer to a newer one hands over an older one.
  const setWatermark = connection.prepare(
    `INSERT INTO watermarks (name, entry) VALUES ('derived', ?)
     ON CONFLICT (name) DO UPDATE SET entry = max(entry, excluded.entry)`,
  );
  // Another value each time: one that is there already would not be written.
  const countProbe = connection.prepare(
    `INSERT INTO settings (key, value) VALUES ('probes', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
  );
  return {
    keep: prepareKeeping(connection),
    probe: () => inTransaction(connection, () => countProbe.run()),
    index: prepareIndexing(connection).take,
    saveStaff: prepareStaffChanges(connection),
    commit: ({ documents, entries, unchanged, firstRow }) => {
      inTransaction(connection, () => {
        for (let at = 0; at < documents.length; at += 3)
          insertDocument.run(...(documents.slice(at, at + 3) as Value[]));
        for (let at = 0, row = firstRow; at < entries.length; at += ENTRY_WIDTH, row += 1) {
          const document = entries[at] as number;
          const seq = entries[at + 1] as number;
          const time = entries[at + 2] as number;
          const command = uuidToBytes(entries[at + 3] as string);
          const fingerprint = entries[at + 4] as number;
          const author = entries[at + 5] as string;
          const effect = entries[at + 6] as string;
          const message = entries[at + 7];
          const target = typeof message === 'string' ? uuidToBytes(message) : null;
          const checksum = entryChecksum(document, seq, time, command, fingerprint, author, effect, target);
          insertEntry.run(row, document, seq, time, command, fingerprint, author, effect, target, checksum);
        }
        for (let at = 0; at < unchanged.length; at += UNCHANGED_WIDTH) {
          const [command, ...decision] = unchanged.slice(at, at + UNCHANGED_WIDTH);
          insertUnchanged.run(uuidToBytes(command as string), ...(decision as number[]));
        }
      });
    },
    saveSnapshots: (snapshots) => {
      inTransaction(connection, () => {
        for (const { document, chapter, seq, at, head, bytes } of snapshots) {
          const newest = newestSnapshot.one(document)?.seq ?? 0;
          if (seq <= newest) continue;
          dropOlderSnapshots.run(document, newest);
          retireSnapshot.run(at, document, newest);
          insertSnapshot.run(document, chapter, seq, head, bytes, bytesChecksum(bytes, document, seq, head));
        }
      });
    },
    saveChapter: (chapter) => inTransaction(connection, () => writeChapter(chapter)),
    saveCursors: (cursors) => {
      inTransaction(connection, () => {
        for (const row of cursors)
          upsertCursor.run(row.conversation, row.participant, row.kind, row.delivered, row.seen);
      });
    },
    saveDerived: ({ conversations, contacts, tasks = [], rooms = [], watermark }) => {
      inTransaction(connection, () => {
        for (const row of conversations) {
          putConversation.run(
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
            besidesOf(row),
            row.answerSeq,
            row.lostTo,
          );
        }
        for (const { visitor, name, email, phone } of contacts) putContact.run(visitor, name, email, phone);
        for (const { visitor, task, doneAt } of tasks) putTask.run(task.id, visitor, JSON.stringify(task), doneAt);
        for (const room of rooms) putRoom.run(room.id, JSON.stringify(room));
        setWatermark.run(watermark);
      });
    },
  };
}

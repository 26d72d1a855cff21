import type { RoomLine } from '#schema/room/room-line.ts';
import type { Author } from '#schema/words.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { TaskRow } from '../derive/task-row.ts';
import type { KeepOrder } from './keep-orders.ts';
import type { StaffChange } from '../staff/staff-changes.ts';

/**
 * The port of the commit: the one process-wide writer. Work is done in the order in which it was handed over.
 *
 * Contract: a batch is durable (fsynced) when it is answered `committed`, and not at all there when it is answered anything
 * else, unless the answer itself was lost (`failed`: the caller reads again what is there). After a batch failed, every batch
 * of the same or an older generation fails too, because it was decided upon what did not happen.
 */
export interface Writer {
  readonly commit: (batch: EntryBatch) => Promise<CommitOutcome>;
  /**
   * Keeps a snapshot when it is newer than the one there, which then stays for a day as the previous one (KEEP2). False: it was
   * not written; the entries tell the same.
   */
  readonly saveSnapshots: (snapshots: readonly SnapshotRow[]) => Promise<boolean>;
  /** Seals a chapter, durably like a commit. False: it was not written, or its number is taken, or the answer was lost. */
  readonly saveChapter: (chapter: ChapterRow) => Promise<boolean>;
  readonly saveCursors: (cursors: readonly CursorRow[]) => Promise<boolean>;
  readonly saveDerived: (derived: DerivedRows) => Promise<boolean>;
  /** What keeps documents for years; a few rows an order. Null: it was not done. */
  readonly keep: (order: KeepOrder) => Promise<number | null>;
  /** Whether the disk takes a write: after a failure, when nobody writes by whom one would learn it. */
  readonly probe: () => Promise<boolean>;
  /**
   * Takes at most so many entries into the search index (search/indexing.ts). Answers how many there were: fewer than `limit` is
   * all there are; null: none, for the disk refused them.
   */
  readonly index: (limit: number) => Promise<number | null>;
  /** Rows of documents that staff write: all changes or none, durable when it answers true. */
  readonly saveStaff: (changes: readonly StaffChange[]) => Promise<boolean>;
  /** Resolves when all that was handed over is done. */
  readonly close: () => Promise<void>;
}

export type CommitOutcome =
  /** `rows`: how many an order of keeping has touched, or one to index has taken in. */
  | { readonly kind: 'committed'; readonly rows?: number }
  /** A command id or a place in a document was there already. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'failed'; readonly detail: string };

/** Values of one row in `EntryBatch.entries`: document key, seq, at, command id, fingerprint, author, effect, target. */
export const ENTRY_WIDTH = 8;

/** Values of one row in `EntryBatch.unchanged`. */
export const UNCHANGED_WIDTH = 4;

/** Flat, because a few long arrays are cheap to hand to another thread and many small objects are not. */
export interface EntryBatch {
  readonly generation: number;
  /** Row number of the first entry; the others follow it. */
  readonly firstRow: number;
  /** New documents: key, name, epoch, one after the other. */
  readonly documents: readonly (string | number)[];
  readonly entries: readonly (string | number | null)[];
  /** Accepted commands without an entry: command id, seq, at, fingerprint, one after the other. */
  readonly unchanged: readonly (string | number)[];
}

export interface SnapshotRow {
  readonly document: number;
  /** A snapshot of an earlier chapter is never taken for the live one. */
  readonly chapter: number;
  readonly seq: number;
  /** Now, ms. */
  readonly at: number;
  /** JSON of the conversation's head, or null. */
  readonly head: string | null;
  readonly bytes: Uint8Array;
}

/** A sealed chapter: all its entries, from first to last. */
export interface ChapterRow {
  readonly document: number;
  readonly number: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** JSON of the conversation's head after the last one. */
  readonly head: string;
  readonly clock: number;
  readonly bytes: Uint8Array;
}

export interface CursorRow {
  readonly conversation: string;
  readonly participant: string;
  readonly kind: Author['kind'];
  readonly delivered: number;
  readonly seen: number;
}

export interface ContactRow {
  readonly visitor: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

/** What was derived from all entries up to row `watermark`; in one transaction. */
export interface DerivedRows {
  readonly conversations: readonly ConversationRow[];
  readonly contacts: readonly ContactRow[];
  readonly tasks?: readonly TaskRow[];
  readonly rooms?: readonly RoomLine[];
  readonly watermark: number;
}

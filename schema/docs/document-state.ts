import type { ByteWriter } from './byte-writer.ts';
import type { DeleteSet } from './delete-set.ts';

/**
 * One server-written document in memory: its Yjs structs as bytes, without a Y.Doc (docs/decisions/hot-path.md).
 *
 * Invariant: `stateToBytes` is what `Y.encodeStateAsUpdate` gives for a Y.Doc of client 1 that got the same writes.
 */
export interface DocumentState {
  /** Without the head before them and the delete set behind. */
  structs: ByteWriter;
  structCount: number;
  /** How many items were written; the clock of the next one. */
  clock: number;
  list: ListTail | null;
  deletes: DeleteSet;
}

/** The end of the document's only list. */
export interface ListTail {
  readonly root: string;
  lastClock: number;
  /** How many lines it has. */
  length: number;
  /** Where the count of the last struct stands in `structs`, and that count; null when the last struct is not the list's. */
  run: { at: number; count: number } | null;
}

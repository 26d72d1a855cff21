import { headAfter, type Head } from '#schema/conversation/conversation.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import { writesOf } from '#schema/docs/entry-effects.ts';
import { applyWrites, emptyState, stateFromBytes, type DocumentState } from '#schema/docs/server-document.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Position } from './room.ts';

/** A document as its rows tell it. */
export interface LoadedDocument {
  readonly state: DocumentState;
  readonly position: Position;
  /** Of the snapshot that it was built upon; 0 when of none. */
  readonly snapshotSeq: number;
  /** Places of the snapshots that were passed over because they are damaged (KEEP2). */
  readonly damaged: readonly number[];
}

export function expectNext(seq: number, entry: Entry): void {
  if (entry.seq !== seq + 1) throw new Error(`entry ${entry.seq} follows entry ${seq}`);
}

interface Foundation {
  readonly state: DocumentState;
  readonly head: Head | null;
  readonly seq: number;
}

/** The newest snapshot that is whole; an empty document when there is none. */
function foundationOf(store: EntryStore, key: number, damaged: number[]): Foundation {
  for (let below = Number.MAX_SAFE_INTEGER; ;) {
    const snapshot = store.findSnapshot(key, below);
    if (snapshot === null) return { state: emptyState(), head: null, seq: 0 };
    const { seq, content } = snapshot;
    try {
      if (content !== null) return { state: stateFromBytes(content.bytes), head: content.head, seq };
    } catch {
      // One without a checksum may be damaged all the same.
    }
    damaged.push(seq);
    below = seq;
  }
}

/**
 * From the newest snapshot and the entries after it; from the previous one or the entries alone when that is damaged, which gives
 * the same bytes (KEEP2). Throws when the entries cannot be read, are damaged, or one is missing.
 */
export function loadDocument(store: EntryStore, key: number): LoadedDocument {
  const damaged: number[] = [];
  const { state, seq: snapshotSeq, head: before } = foundationOf(store, key, damaged);
  let head = before;
  let seq = snapshotSeq;
  for (const entry of store.entriesAfter(key, seq)) {
    expectNext(seq, entry);
    applyWrites(state, writesOf(entry, head));
    head = headAfter(head, entry);
    seq = entry.seq;
  }
  return { state, position: { seq, head }, snapshotSeq, damaged };
}

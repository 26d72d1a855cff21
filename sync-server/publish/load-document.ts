import { beginningOf, writeEntries, type BuiltDocument, type ChapterEnd } from '#schema/docs/chapter.ts';
import { stateFromBytes, type DocumentState } from '#schema/docs/server-document.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Position } from './room.ts';

/** A document as its rows tell it. */
export interface LoadedDocument {
  readonly state: DocumentState;
  readonly position: Position;
  /** Of the snapshot or pack that it was built upon; where the chapter begins when of none. */
  readonly snapshotSeq: number;
  /** Places of the snapshots that were passed over because they are damaged (KEEP2). */
  readonly damaged: readonly number[];
}

/** The newest snapshot of the live chapter that is whole; the chapter's beginning when there is none. */
function foundationOf(store: EntryStore, key: number, before: ChapterEnd | null, damaged: number[]): BuiltDocument {
  for (let below = Number.MAX_SAFE_INTEGER; ;) {
    const snapshot = store.findSnapshot(key, below);
    if (snapshot === null) return beginningOf(before);
    const { chapter, seq, content } = snapshot;
    below = seq;
    // One of an earlier chapter is none, whatever its place.
    if (chapter !== (before?.number ?? 0) + 1) continue;
    try {
      if (content !== null) return { state: stateFromBytes(content.bytes), head: content.head, seq };
    } catch {
      // One without a checksum may be damaged all the same.
    }
    damaged.push(seq);
  }
}

/**
 * The live chapter, behind the end of the one before: from the newest snapshot and the entries after it; from the previous one or
 * the entries alone when that is damaged, which gives the same bytes (KEEP2). Throws when the entries cannot be read, are
 * damaged, or one is missing.
 */
export function loadDocument(store: EntryStore, key: number, before: ChapterEnd | null): LoadedDocument {
  const damaged: number[] = [];
  const foundation = foundationOf(store, key, before, damaged);
  const { state, ...position } = writeEntries(foundation, store.entriesAfter(key, foundation.seq));
  // A pack is as good as a snapshot: it needs no other one because somebody looked at it.
  const snapshotSeq = Math.max(foundation.seq, store.packedUpTo(key));
  return { state, position, snapshotSeq, damaged };
}

import * as Y from 'yjs';
import { prepareRoots, STAFF_KINDS, type StaffKind } from '#schema/docs/staff-document.ts';
import { bytesChecksum } from '../store/checksum.ts';

/** A row as the disk has it. Of an update `n` is its place in the log, of a snapshot the last update that it holds. */
export interface StaffRow {
  readonly n: number;
  readonly bytes: Uint8Array;
  readonly checksum: number;
}

export interface StaffRows {
  readonly document: number;
  /** Newest first: the present one and the one before it. */
  readonly snapshots: readonly StaffRow[];
  /** In order. They reach back to the older snapshot, so that it and they tell everything that the newer one does. */
  readonly updates: readonly StaffRow[];
}

export type Assembled =
  | {
      readonly kind: 'whole';
      readonly doc: Y.Doc;
      readonly n: number;
      readonly snapshotN: number;
      /** The newest snapshot was damaged; what stands here was made without it. */
      readonly isHealed: boolean;
    }
  /** `salvaged`: what can still be believed of it; empty when nothing can. */
  | { readonly kind: 'damaged'; readonly reason: string; readonly salvaged: Y.Doc };

/**
 * Puts a document together from its rows: the newest snapshot and the updates after it; when one of them is damaged, the
 * snapshot before it; from the beginning, if the log still has it. Nothing is believed whose checksum is wrong, and no document
 * that lacks something.
 */
export function assemble(rows: StaffRows, kind: StaffKind): Assembled {
  const { updates } = rows;
  // One whose first snapshot stands before all updates did not begin with nothing.
  const isFromNothing = updates[0]?.n === 1 && rows.snapshots.every(({ n }) => n > 0);
  const bases: readonly (StaffRow | null)[] = isFromNothing ? [...rows.snapshots, null] : rows.snapshots;
  let best: { readonly doc: Y.Doc; readonly n: number } | null = null;
  let reason = bases.length === 0 ? 'the beginning is missing' : '';
  for (const [place, base] of bases.entries()) {
    const doc = new Y.Doc();
    prepareRoots(doc, kind);
    let n = base?.n ?? 0;
    try {
      if (base !== null) take(doc, kind, rows.document, base);
      for (const update of updates) {
        if (update.n <= n) continue;
        if (update.n !== n + 1) throw new Error(`update ${update.n} follows ${n}`);
        take(doc, kind, rows.document, update);
        n = update.n;
      }
      return { kind: 'whole', doc, n, snapshotN: base?.n ?? 0, isHealed: place > 0 };
    } catch (error) {
      reason ||= error instanceof Error ? error.message : String(error);
      const believed = believable(rows, kind, base, n);
      if (believed !== null && (best === null || n > best.n)) best = { doc: believed, n };
    }
  }
  return { kind: 'damaged', reason, salvaged: best?.doc ?? emptyDocument(kind) };
}

export function emptyDocument(kind: StaffKind): Y.Doc {
  const doc = new Y.Doc();
  prepareRoots(doc, kind);
  return doc;
}

/** Throws when the row is not what was written, or leaves something to wait for. */
function take(doc: Y.Doc, kind: StaffKind, document: number, row: StaffRow): void {
  if (bytesChecksum(row.bytes, document, row.n) !== row.checksum) throw new Error(`row ${row.n} is damaged`);
  Y.applyUpdate(doc, row.bytes);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error(`row ${row.n} lacks others`);
  if (doc.share.size !== Object.keys(STAFF_KINDS[kind]).length) throw new Error(`row ${row.n} has another root`);
}

/** The same again up to the last row that could be believed; a row that failed half-way has left its traces. */
function believable(rows: StaffRows, kind: StaffKind, base: StaffRow | null, upTo: number): Y.Doc | null {
  const doc = emptyDocument(kind);
  try {
    if (base !== null) take(doc, kind, rows.document, base);
    for (const update of rows.updates) {
      if (update.n > (base?.n ?? 0) && update.n <= upTo) take(doc, kind, rows.document, update);
    }
    return doc;
  } catch {
    return null;
  }
}

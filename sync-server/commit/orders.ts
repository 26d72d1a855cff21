import type { KeepOrder } from './keep-orders.ts';
import type { StaffChange } from '../staff/staff-changes.ts';
import type { WriteStatements } from './write-statements.ts';
import type { ChapterRow, CommitOutcome, CursorRow, DerivedRows, EntryBatch, SnapshotRow } from './writer.ts';

export type WriterOrder =
  | { readonly kind: 'commit'; readonly batch: EntryBatch }
  | { readonly kind: 'snapshots'; readonly rows: readonly SnapshotRow[] }
  | { readonly kind: 'chapter'; readonly row: ChapterRow }
  | { readonly kind: 'cursors'; readonly rows: readonly CursorRow[] }
  | { readonly kind: 'derived'; readonly rows: DerivedRows }
  | { readonly kind: 'keep'; readonly order: KeepOrder }
  | { readonly kind: 'probe' }
  | { readonly kind: 'index'; readonly limit: number }
  | { readonly kind: 'staff'; readonly changes: readonly StaffChange[] };

/**
 * One order after the other, each in one transaction; keeps the writer's contract (writer.ts) wherever it runs: in the writer's
 * thread, or under the simulator's clock.
 */
export function createOrders(writes: WriteStatements): (order: WriterOrder) => CommitOutcome {
  let failedGeneration = -1;

  return (order) => {
    try {
      switch (order.kind) {
        case 'commit':
          if (order.batch.generation <= failedGeneration) return { kind: 'failed', detail: 'behind a failed batch' };
          if (order.batch.entries.length + order.batch.unchanged.length > 0) writes.commit(order.batch);
          break;
        case 'snapshots':
          writes.saveSnapshots(order.rows);
          break;
        case 'chapter':
          writes.saveChapter(order.row);
          break;
        case 'cursors':
          writes.saveCursors(order.rows);
          break;
        case 'derived':
          writes.saveDerived(order.rows);
          break;
        case 'keep':
          return { kind: 'committed', rows: writes.keep(order.order) };
        case 'probe':
          writes.probe();
          break;
        case 'index':
          return { kind: 'committed', rows: writes.index(order.limit) };
        case 'staff':
          writes.saveStaff(order.changes);
          break;
      }
      return { kind: 'committed' };
    } catch (error) {
      if (order.kind === 'commit') failedGeneration = order.batch.generation;
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return { kind: 'duplicate' };
      return { kind: 'failed', detail: code };
    }
  };
}

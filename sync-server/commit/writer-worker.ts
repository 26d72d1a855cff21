/**
 * The writer's thread: its own connection, one transaction an order, answers in the order of the orders. Started by
 * thread-writer.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../store/database.ts';
import { prepareWrites } from './write-statements.ts';
import type { CommitOutcome, CursorRow, DerivedRows, EntryBatch, SnapshotRow } from './writer.ts';

export type WriterOrder =
  | { readonly kind: 'commit'; readonly batch: EntryBatch }
  | { readonly kind: 'snapshots'; readonly rows: readonly SnapshotRow[] }
  | { readonly kind: 'cursors'; readonly rows: readonly CursorRow[] }
  | { readonly kind: 'derived'; readonly rows: DerivedRows }
  | { readonly kind: 'close' };

const { path } = workerData as { readonly path: string };
const connection = openDatabase(path);
const writes = prepareWrites(connection);
let failedGeneration = -1;

parentPort?.on('message', (order: WriterOrder) => {
  if (order.kind !== 'close') return parentPort?.postMessage(carryOut(order));
  connection.close();
  parentPort?.postMessage({ kind: 'committed' } satisfies CommitOutcome);
  return parentPort?.close();
});

function carryOut(order: Exclude<WriterOrder, { kind: 'close' }>): CommitOutcome {
  try {
    switch (order.kind) {
      case 'commit':
        if (order.batch.generation <= failedGeneration) return { kind: 'failed', detail: 'behind a failed batch' };
        if (order.batch.entries.length + order.batch.unchanged.length > 0) writes.commit(order.batch);
        break;
      case 'snapshots':
        writes.saveSnapshots(order.rows);
        break;
      case 'cursors':
        writes.saveCursors(order.rows);
        break;
      case 'derived':
        writes.saveDerived(order.rows);
        break;
    }
    return { kind: 'committed' };
  } catch (error) {
    if (order.kind === 'commit') failedGeneration = order.batch.generation;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return { kind: 'duplicate' };
    return { kind: 'failed', detail: code };
  }
}

import { prepareDeleteOrders } from '../commit/delete-order.ts';
import { prepareIndexing } from '../search/indexing.ts';
import { inTransaction, withoutWaiting, type Connection } from '../store/database.ts';
import type { Erasure } from './erasure.ts';

/** Rows that the search index takes in at a time, and cleans away. */
const SLICE = 256;

/**
 * Carries out on this database what was erased and is not gone from it: it is a copy from before, or the server died between the line
 * in the ledger and the deletion. For a start and a restore, before anybody else uses the file. Returns how many it carried out.
 */
export function applyErasures(connection: Connection, erasures: readonly Erasure[]): number {
  const known = connection.prepare<{ at: number }>('SELECT at FROM erasures WHERE visitor = ? AND at = ?');
  const carryOut = prepareDeleteOrders(connection);
  const missing = erasures.filter(({ visitor, at }) => known.one(visitor, at) === null);
  if (missing.length > 0) {
    inTransaction(connection, () => {
      for (const erasure of missing) carryOut({ kind: 'erase', erasure, spares: 'later' });
    });
    const indexing = prepareIndexing(connection);
    while (indexing.take(SLICE) > 0);
  }
  // Also what a life that was killed left in it: now nobody waits, and under load cutting it off takes half a second.
  emptyLog(connection);
  return missing.length;
}

/**
 * Moves the write-ahead log into the file and cuts it off, so that no deleted word stands in it any more. False: somebody still
 * reads from it. That is not waited for: a backup reads for a minute, and every message would wait with it.
 */
export const emptyLog = (connection: Connection): boolean =>
  withoutWaiting(
    connection,
    () => connection.prepare<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').one()?.busy === 0,
  );

import type { OutboxRow } from '#client/interface.ts';

/**
 * Between the server's answer and the first bytes of the replica a message is in neither. The rows that left the outbox in this
 * time are kept here, so that no bubble ever disappears.
 */
export interface KeptRows {
  /** All rows to draw, in the order of writing. Once the replica is synced, only those that still wait. */
  readonly take: (rows: readonly OutboxRow[], isSynced: boolean) => readonly OutboxRow[];
  readonly clear: () => void;
}

export function createKeptRows(): KeptRows {
  const kept = new Map<number, OutboxRow>();
  return {
    take: (rows, isSynced) => {
      if (isSynced) {
        kept.clear();
        return rows;
      }
      for (const row of rows) kept.set(row.n, row);
      // One that was refused and taken back by the visitor is not an accepted one.
      const present = new Set(rows.map((row) => row.n));
      for (const [n, row] of kept) if (!present.has(n) && row.state.kind !== 'waiting') kept.delete(n);
      return [...kept.values()].sort((a, b) => a.n - b.n);
    },
    clear: () => kept.clear(),
  };
}

import type { OutboxRow } from '#client/interface.ts';

/**
 * Between the server's answer and the first bytes of the replica a message is in neither. The rows that left the outbox in this
 * time are kept here, so that no bubble ever disappears.
 */
export interface KeptRows {
  /**
   * All rows of a conversation to draw, in the order of writing. Once its replica is synced, only those that are still in the
   * outbox.
   */
  readonly take: (conversation: string | null, rows: readonly OutboxRow[], isSynced: boolean) => readonly OutboxRow[];
}

export function createKeptRows(): KeptRows {
  const kept = new Map<number, OutboxRow>();
  let keptOf: string | null = null;
  return {
    take: (conversation, rows, isSynced) => {
      if (isSynced || conversation !== keptOf) kept.clear();
      keptOf = conversation;
      if (isSynced) return rows;
      for (const row of rows) kept.set(row.n, row);
      // One that was refused and taken back by the visitor is not an accepted one.
      const present = new Set(rows.map((row) => row.n));
      for (const [n, row] of kept) if (!present.has(n) && row.state.kind !== 'waiting') kept.delete(n);
      return [...kept.values()].sort((a, b) => a.n - b.n);
    },
  };
}

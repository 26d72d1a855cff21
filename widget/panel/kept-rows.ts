import type { OutboxRow } from '#client/interface.ts';
import type { CommandId } from '#schema/ids.ts';

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
  /** By command: the number of one that is only in memory may become another one. */
  const kept = new Map<CommandId, OutboxRow>();
  let keptOf: string | null = null;
  return {
    take: (conversation, rows, isSynced) => {
      if (isSynced || conversation !== keptOf) kept.clear();
      keptOf = conversation;
      if (isSynced) return rows;
      for (const row of rows) kept.set(row.command.id, row);
      // One that was refused and taken back by the visitor is not an accepted one.
      const present = new Set(rows.map((row) => row.command.id));
      for (const [id, row] of kept) if (!present.has(id) && row.state.kind !== 'waiting') kept.delete(id);
      return [...kept.values()].sort((a, b) => a.n - b.n);
    },
  };
}

import type { ConversationId } from '#schema/ids.ts';
import type { Connection } from '../store/database.ts';

/** A closed conversation; a walk over many goes on behind it. */
export interface ClosedConversation {
  readonly closedAt: number;
  readonly id: ConversationId;
}

/** Reads for those who keep documents for years. */
export interface KeepStore {
  /** Closed at or before this time (ms) and not packed since, the longest closed first, behind `after`. */
  readonly toPack: (
    closedBefore: number,
    after: { readonly closedAt: number; readonly id: string },
    limit: number,
  ) => readonly ClosedConversation[];
}

export function createKeepStore(connection: Connection): KeepStore {
  const toPack = connection.prepare<ClosedConversation>(
    // Without the hint the planner takes the index of all that is closed, and walks over everything that is packed.
    `SELECT closed_at AS closedAt, id FROM conversations INDEXED BY conversations_to_pack
     WHERE state = 'closed' AND packed_at IS NULL AND closed_at <= ? AND (closed_at, id) > (?, ?) ORDER BY closed_at, id LIMIT ?`,
  );
  return {
    toPack: (closedBefore, { closedAt, id }, limit) => toPack.all(closedBefore, closedAt, id, limit),
  };
}

import type { CursorRow } from '../commit/writer.ts';
import type { Connection } from './database.ts';

/** How far each participant got each conversation, from committed rows. */
export interface CursorStore {
  readonly ofConversation: (conversation: string) => readonly CursorRow[];
  readonly seenBy: (conversation: string, participant: string) => number;
}

export function createCursorStore(connection: Connection): CursorStore {
  const all = connection.prepare<CursorRow>(
    'SELECT conversation, participant, kind, delivered, seen FROM cursors WHERE conversation = ?',
  );
  const one = connection.prepare<{ seen: number }>(
    'SELECT seen FROM cursors WHERE conversation = ? AND participant = ?',
  );
  return {
    ofConversation: (conversation) => all.all(conversation),
    seenBy: (conversation, participant) => one.one(conversation, participant)?.seen ?? 0,
  };
}

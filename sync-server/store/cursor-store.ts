import type { Cursor } from '#schema/commands/cursor-advance.ts';
import type { CursorRow } from '../commit/writer.ts';
import type { Connection } from './database.ts';

/** How far each participant got each conversation, from committed rows. */
export interface CursorStore {
  readonly ofConversation: (conversation: string) => readonly CursorRow[];
  readonly cursorOf: (conversation: string, participant: string) => Cursor;
}

export function createCursorStore(connection: Connection): CursorStore {
  const all = connection.prepare<CursorRow>(
    'SELECT conversation, participant, kind, delivered, seen FROM cursors WHERE conversation = ?',
  );
  const one = connection.prepare<Cursor>(
    'SELECT delivered, seen FROM cursors WHERE conversation = ? AND participant = ?',
  );
  return {
    ofConversation: (conversation) => all.all(conversation),
    cursorOf: (conversation, participant) => {
      const { delivered, seen } = one.one(conversation, participant) ?? { delivered: 0, seen: 0 };
      return { delivered, seen };
    },
  };
}

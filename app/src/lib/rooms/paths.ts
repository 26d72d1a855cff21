import type { ConversationId } from '#schema/ids.ts';
import { isRoomId } from '#schema/room/room-id.ts';

/** Where a conversation with a visitor, or a room, is on the screen. */
export const pathOf = (id: ConversationId): string => (isRoomId(id) ? `/colleagues/${id}` : `/c/${id}`);

/** Which one stands there; null where there is none. */
export function talkAt(path: string): ConversationId | null {
  const [, place, id] = path.split('/');
  return id !== undefined && (place === 'c' || place === 'colleagues') ? (id as ConversationId) : null;
}

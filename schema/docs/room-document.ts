import type * as Y from 'yjs';
import type { Edit, PreviousChapter } from '../conversation/conversation.ts';
import { CONVERSATION_ROOTS, PREVIOUS_KEY } from './conversation-document.ts';
import type { MessageId } from '../ids.ts';
import type { RoomHead, RoomMessage, RoomTalk } from '../room/room.ts';

/** A room's live chapter as its replica holds it, or null while the replica is empty. Its roots are those of a conversation. */
export function readRoom(doc: Y.Doc): RoomTalk | null {
  const head = doc.getMap(CONVERSATION_ROOTS.head);
  if (!head.has('members')) return null;
  const edits = doc.getMap<Edit>(CONVERSATION_ROOTS.edits).entries() as Iterable<[MessageId, Edit]>;
  const previous = head.get(PREVIOUS_KEY) as PreviousChapter | undefined;
  return {
    head: {
      name: head.get('name') as RoomHead['name'],
      members: head.get('members') as RoomHead['members'],
      ...(head.has('direct') && { direct: true as const }),
    },
    messages: doc.getArray<RoomMessage>(CONVERSATION_ROOTS.messages).toArray(),
    edits: new Map(edits),
    ...(previous !== undefined && { previous }),
  };
}

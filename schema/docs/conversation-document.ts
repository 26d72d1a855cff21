import type * as Y from 'yjs';
import type { Conversation, Edit, Head, Message, PreviousChapter } from '../conversation/conversation.ts';
import type { Callback } from '../conversation/callback.ts';
import type { Rating } from '../conversation/rating.ts';
import type { MessageId } from '../ids.ts';
import type { Author } from '../words.ts';

/** Names of the root types of a conversation document. */
export const CONVERSATION_ROOTS = { messages: 'messages', edits: 'edits', head: 'head' } as const;

/** Key in the head of every chapter but the first. */
export const PREVIOUS_KEY = 'previous';

/** A conversation's live chapter as its replica holds it, or null while the replica is empty. */
export function readConversation(doc: Y.Doc): Conversation | null {
  const head = readHead(doc);
  if (head === null) return null;
  const edits = doc.getMap<Edit>(CONVERSATION_ROOTS.edits).entries() as Iterable<[MessageId, Edit]>;
  const previous = doc.getMap(CONVERSATION_ROOTS.head).get(PREVIOUS_KEY) as PreviousChapter | undefined;
  return {
    head,
    messages: doc.getArray<Message>(CONVERSATION_ROOTS.messages).toArray(),
    edits: new Map(edits),
    ...(previous !== undefined && { previous }),
  };
}

const optional = <Key extends string, Value>(head: Y.Map<unknown>, key: Key): { readonly [K in Key]?: Value } =>
  head.has(key) ? ({ [key]: head.get(key) } as { readonly [K in Key]: Value }) : {};

function readHead(doc: Y.Doc): Head | null {
  const head = doc.getMap(CONVERSATION_ROOTS.head);
  if (!head.has('state')) return null;
  return {
    state: head.get('state') as Head['state'],
    assignee: head.get('assignee') as Head['assignee'],
    visitor: head.get('visitor') as Head['visitor'],
    site: head.get('site') as Head['site'],
    ...optional<'others', Author[]>(head, 'others'),
    ...optional<'observers', Author[]>(head, 'observers'),
    ...optional<'department', string>(head, 'department'),
    ...optional<'rating', Rating>(head, 'rating'),
    ...optional<'callback', Callback>(head, 'callback'),
  };
}

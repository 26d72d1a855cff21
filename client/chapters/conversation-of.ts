import type { Conversation } from '#schema/conversation/conversation.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { Replica } from '../interface.ts';

/**
 * What a replica shows by itself, where its earlier chapters are not known (yet): a conversation that has just gone on in a new
 * chapter shows what it was, rather than three lines or none.
 */
export function conversationOf({ doc, ended }: Replica): Conversation | null {
  const live = readConversation(doc);
  return ended !== null && (live === null || live.previous !== undefined) ? readConversation(ended.doc) : live;
}

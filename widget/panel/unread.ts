import type { Conversation } from '#schema/conversation/conversation.ts';

/** How many of our messages stand beyond this line; what was taken back is no news. */
export const unreadIn = (conversation: Conversation | null, seen: number): number =>
  (conversation?.messages ?? []).filter((message) => {
    const edit = conversation?.edits.get(message.id);
    const isGone = edit !== undefined && 'gone' in edit;
    return message.kind === 'text' && message.by.kind === 'operator' && message.seq > seen && !isGone;
  }).length;

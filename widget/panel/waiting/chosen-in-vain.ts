import type { Conversation } from '#schema/conversation/conversation.ts';

/** Of a talk that was begun with the choice of a department: it waits, and belongs to none, as it did from its beginning (ASK3). */
export const chosenInVain = (conversation: Conversation | null): boolean =>
  conversation?.head.state === 'waiting' &&
  conversation.head.department === undefined &&
  conversation.messages.every(({ kind }) => kind === 'started' || kind === 'text');

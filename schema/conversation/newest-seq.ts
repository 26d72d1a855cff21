import type { Conversation } from './conversation.ts';

/** The newest entry that is known to show something; where a chapter has no line yet, the end of the one before. */
export const newestSeqOf = (conversation: Conversation | null): number =>
  conversation?.messages.at(-1)?.seq ?? conversation?.previous?.lastSeq ?? 0;

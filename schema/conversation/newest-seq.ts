import type { PreviousChapter } from './conversation.ts';

/** What tells how far a conversation, or a room, is known. */
export interface Known {
  readonly messages: readonly { readonly seq: number }[];
  readonly previous?: PreviousChapter;
}

/** The newest entry that is known to show something; where a chapter has no line yet, the end of the one before. */
export const newestSeqOf = (conversation: Known | null): number =>
  conversation?.messages.at(-1)?.seq ?? conversation?.previous?.lastSeq ?? 0;

import { getState, type Doc } from 'yjs';
import type { Conversation, PreviousChapter } from '#schema/conversation/conversation.ts';
import { joinChapters } from '#schema/conversation/join-chapters.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { Replica } from '../interface.ts';

/** The writer of every server-written document, as Yjs numbers writers. */
const SERVER = 1;

/**
 * What a replica shows by itself, where its earlier chapters are not known (yet): a conversation that has just gone on in a new
 * chapter shows what it was with what is new behind it, rather than three lines or none. Of what it was, nothing shows that would
 * leave a gap.
 */
export function conversationOf({ doc, ended }: Replica): Conversation | null {
  const live = readConversation(doc);
  if (ended === null) return live;
  if (live === null) return readConversation(ended.doc);
  const before = live.previous === undefined ? null : wholeChapter(ended.doc, live.previous);
  return before === null ? live : joinChapters(live, [before]);
}

/** What a document holds, when it is all of the chapter that ended so; null when it lacks something. */
export function wholeChapter(doc: Doc, end: PreviousChapter): Conversation | null {
  const content = readConversation(doc);
  return content !== null && numberOf(content) === end.number && getState(doc.store, SERVER) >= end.clock
    ? content
    : null;
}

/** Of this chapter, from 1. */
export const numberOf = (chapter: Conversation | null): number => (chapter?.previous?.number ?? 0) + 1;

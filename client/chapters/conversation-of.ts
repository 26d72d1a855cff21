import { getState, type Doc } from 'yjs';
import type { Conversation, PreviousChapter } from '#schema/conversation/conversation.ts';
import { joinChapters, type Talk } from '#schema/conversation/join-chapters.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { ReadTalk, Replica } from '../interface.ts';

/** The writer of every server-written document, as Yjs numbers writers. */
const SERVER = 1;

/**
 * What a replica shows by itself, where its earlier chapters are not known (yet): a conversation that has just gone on in a new
 * chapter shows what it was with what is new behind it, rather than three lines or none. Of what it was, nothing shows that would
 * leave a gap.
 */
export function talkOf<Some extends Talk>({ doc, ended }: Replica, read: ReadTalk<Some>): Some | null {
  const live = read(doc);
  if (ended === null) return live;
  if (live === null) return read(ended.doc);
  const before = live.previous === undefined ? null : wholeChapter(ended.doc, live.previous, read);
  return before === null ? live : joinChapters(live, [before]);
}

export const conversationOf = (replica: Replica): Conversation | null => talkOf(replica, readConversation);

/** What a document holds, when it is all of the chapter that ended so; null when it lacks something. */
export function wholeChapter<Some extends Talk>(doc: Doc, end: PreviousChapter, read: ReadTalk<Some>): Some | null {
  const content = read(doc);
  return content !== null && numberOf(content) === end.number && getState(doc.store, SERVER) >= end.clock
    ? content
    : null;
}

/** Of this chapter, from 1. */
export const numberOf = (chapter: Talk | null): number => (chapter?.previous?.number ?? 0) + 1;

import type { MessageId } from '../ids.ts';
import type { Edit, PreviousChapter } from './conversation.ts';

/** What goes on in chapters, or one chapter of it: a conversation, or a room of colleagues. */
export interface Talk {
  readonly head: unknown;
  readonly messages: readonly { readonly seq: number }[];
  readonly edits: ReadonlyMap<MessageId, Edit>;
  readonly previous?: PreviousChapter;
}

/**
 * The live chapter with earlier ones before it, oldest first, without a gap: one conversation, which goes back as far as the
 * first of them. What lies over a message may stand in any later chapter; the newest revision counts. A replica that was ahead
 * when its chapter was sealed has lines of the next one too: each line is taken from the chapter that it belongs to.
 */
export function joinChapters<Some extends Talk>(live: Some, earlier: readonly Some[]): Some {
  const [first] = earlier;
  if (first === undefined) return live;
  const chapters = [...earlier, live];
  const edits = new Map<MessageId, Edit>();
  for (const chapter of chapters)
    for (const [message, edit] of chapter.edits)
      if (edit.rev >= (edits.get(message)?.rev ?? 0)) edits.set(message, edit);
  const messages = chapters.flatMap((chapter, index) => {
    const end = chapters[index + 1]?.previous?.lastSeq;
    return end === undefined ? chapter.messages : chapter.messages.filter(({ seq }) => seq <= end);
  });
  const { head } = live;
  return { head, messages, edits, ...(first.previous !== undefined && { previous: first.previous }) } as Talk as Some;
}

import type { MessageId } from '../ids.ts';
import type { Conversation, Edit } from './conversation.ts';

/**
 * The live chapter with earlier ones before it, oldest first, without a gap: one conversation, which goes back as far as the
 * first of them. What lies over a message may stand in any later chapter; the newest revision counts. A replica that was ahead
 * when its chapter was sealed has lines of the next one too: each line is taken from the chapter that it belongs to.
 */
export function joinChapters(live: Conversation, earlier: readonly Conversation[]): Conversation {
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
  return { head, messages, edits, ...(first.previous !== undefined && { previous: first.previous }) };
}

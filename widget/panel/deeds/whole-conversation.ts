import type { Chapters } from '#client/interface.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';

/** A long talk has so many chapters at most, as far as anybody waits for them here. */
const MOST_CHAPTERS = 500;

/**
 * With all its earlier chapters, as far as they are on this device or can be fetched now; `isWhole`: back to its beginning. A talk
 * that never was so long has none.
 */
export async function wholeConversation(
  known: Conversation | null,
  chapters: Chapters | null,
): Promise<{ readonly conversation: Conversation; readonly isWhole: boolean } | null> {
  if (chapters === null) return known === null ? null : { conversation: known, isWhole: known.previous === undefined };
  for (let asked = 0; asked < MOST_CHAPTERS; asked += 1) {
    const { earlier } = await settled(chapters);
    if (earlier !== 'more') break;
    chapters.loadEarlier();
  }
  const { conversation, earlier } = chapters.current;
  return conversation === null ? null : { conversation, isWhole: earlier === 'beginning' };
}

function settled(chapters: Chapters): Promise<Chapters['current']> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      if (chapters.current.earlier === 'loading') return false;
      stop();
      resolve(chapters.current);
      return true;
    };
    let stop = (): void => undefined;
    if (!look()) stop = chapters.subscribe(() => void look());
  });
}

import { foldedText } from '#schema/search/words.ts';

/** So many names stand in one line of a log. */
const IN_A_LINE = 4;

/** Names as one says them; of two hundred the first few, and how many more. `more`: behind the last of them. */
export function namesIn(names: readonly string[], more: (count: number) => string, most: number = IN_A_LINE): string {
  // One that is left over is as short as saying so.
  if (names.length <= most + 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')} ${more(names.length - most)}`;
}

/** Whether these words are in the name, whatever their case and marks; any name when there are none. */
export const isNamed = (name: string, words: string): boolean => foldedText(name).includes(foldedText(words));

/** Words of whatever script within a line of ours: read from right to left, they do not turn the rest of it around. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

import { wordsOf } from '#schema/search/words.ts';

export interface Emoji {
  readonly sign: string;
  readonly name: string;
  /** What it is found by, folded. */
  readonly words: readonly string[];
}

/** As many as one line of the picker holds. */
const RECENT = 9;

/** The lines of scripts/emoji-data.ts. */
export const readFew = (lines: string): readonly Emoji[] =>
  lines.split('\n').map((line) => {
    const [sign = '', name = '', more = ''] = line.split('\t');
    return { sign, name, words: [...wordsOf(name).map(({ folded }) => folded), ...more.split(' ')] };
  });

/** Each word that was typed begins one of its own; what one used lately comes first while nothing is typed. */
export function shownOf(all: readonly Emoji[], typed: string, recent: readonly string[]): readonly Emoji[] {
  const asked = wordsOf(typed).map(({ folded }) => folded);
  if (asked.length > 0)
    return all.filter(({ words }) => asked.every((start) => words.some((word) => word.startsWith(start))));
  if (typed.trim() !== '') return [];
  const used = recent.flatMap((sign) => all.find((emoji) => emoji.sign === sign) ?? []);
  return [...used, ...all.filter((emoji) => !used.includes(emoji))];
}

export const recentWith = (recent: readonly string[], sign: string): readonly string[] =>
  [sign, ...recent.filter((other) => other !== sign)].slice(0, RECENT);

/** Where a key leads from one place of `count` in lines of `columns`; null: it leads nowhere. */
export function placeAfter(key: string, at: number, count: number, columns: number): number | null {
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
  if (by === undefined || count === 0) return null;
  return at + by < 0 || at + by >= count ? at : at + by;
}

import { askedFor, fitOf, type Comparable } from '../actions/palette/fuzzy.ts';

export interface Emoji {
  /** Without a tone of skin; unique. */
  readonly base: string;
  readonly hasTones: boolean;
  readonly group: number;
  /** In the language of the screen. */
  readonly name: string;
  /** The words it is found by: of that language, and of English. */
  readonly found: readonly Comparable[];
}

/** 0: as Unicode has it, without one; 1–5 from light to dark. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;
export const TONES: readonly Tone[] = [0, 1, 2, 3, 4, 5];

/** As many as the picker shows for what was typed. */
const MOST = 120;
/** As many as are kept; two or three lines of the picker. */
const RECENT = 27;

/** `list` and the names as scripts/emoji-data.ts makes them. */
export function readEmoji(list: string, names: string, english: string): readonly Emoji[] {
  const own = names.split('\n');
  const other = names === english ? [] : english.split('\n');
  let index = 0;
  return list.split('\n').flatMap((line, group) =>
    line.split(' ').map((entry) => {
      const hasTones = entry.endsWith('*');
      const [name = '', words = ''] = (own[index] ?? '').split('\t');
      const found = [words, (other[index] ?? '').split('\t')[1] ?? ''].filter((text) => text !== '').map(comparableOf);
      index += 1;
      return { base: hasTones ? entry.slice(0, -1) : entry, hasTones, group, name, found };
    }),
  );
}

const comparableOf = (folded: string): Comparable => ({ text: folded, words: folded.split(' ') });

/** With the tone behind its first sign, as Unicode has it. */
export function toned({ base, hasTones }: Emoji, tone: Tone): string {
  if (tone === 0 || !hasTones) return base;
  const [first = '', ...rest] = [...base];
  return [first, String.fromCodePoint(0x1f3fa + tone), ...(rest[0] === '\u{fe0f}' ? rest.slice(1) : rest)].join('');
}

/** The best first. */
export function findEmoji(all: readonly Emoji[], typed: string): readonly Emoji[] {
  const asked = askedFor(typed);
  return all
    .map((emoji) => ({ emoji, fit: Math.max(0, ...emoji.found.map((found) => fitOf(asked, found, false))) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, MOST)
    .map(({ emoji }) => emoji);
}

/** The newest first, once each. */
export const withUsed = (recent: readonly string[], base: string): readonly string[] =>
  [base, ...recent.filter((other) => other !== base)].slice(0, RECENT);

/** Where the arrows lead in sections of lines of `columns`, from one place in all of them to another. */
export function placeAfter(key: string, at: number, sizes: readonly number[], columns: number): number | null {
  const count = sizes.reduce((sum, size) => sum + size, 0);
  if (count === 0) return null;
  if (key === 'ArrowRight') return Math.min(at + 1, count - 1);
  if (key === 'ArrowLeft') return Math.max(at - 1, 0);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const lines: number[][] = [];
  let next = 0;
  for (const size of sizes) {
    for (let from = 0; from < size; from += columns)
      lines.push(Array.from({ length: Math.min(columns, size - from) }, (_, column) => next + from + column));
    next += size;
  }
  const line = lines.findIndex((places) => places.includes(at));
  const there = lines[line + (key === 'ArrowDown' ? 1 : -1)];
  if (there === undefined) return at;
  const column = lines[line]?.indexOf(at) ?? 0;
  return there[Math.min(column, there.length - 1)] ?? at;
}

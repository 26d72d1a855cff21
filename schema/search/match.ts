import { isFormOf } from './endings.ts';
import type { Query, Term } from './query.ts';
import { wordsOf, type Word } from './words.ts';

/** A part of a text, in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Match {
  /** Whole words, in their order, none over another. */
  readonly ranges: readonly Range[];
  /** How well it fits: 3 for each term that is there as it was typed, 2 for another form, 1 for a word that only begins so. */
  readonly score: number;
}

/** 0: another word. */
function likeness(word: string, { words, open }: Term): 0 | 1 | 2 | 3 {
  const asked = words.at(-1) ?? '';
  if (word === asked) return 3;
  if (open === null) return 0;
  if (isFormOf(open.stem, word)) return 2;
  return word.startsWith(asked) ? 1 : 0;
}

/** Where a term begins at a word, how well it fits there; 0 when it does not. */
function likenessAt(words: readonly Word[], at: number, term: Term): 0 | 1 | 2 | 3 {
  const before = term.words.length - 1;
  for (let index = 0; index < before; index += 1) if (words[at + index]?.folded !== term.words[index]) return 0;
  const last = words[at + before];
  return last === undefined ? 0 : likeness(last.folded, term);
}

/** Null unless every term is in the text. An empty query is in none. */
export function matchIn(text: string, query: Query): Match | null {
  if (query.terms.length === 0) return null;
  const words = wordsOf(text);
  const hit = new Set<number>();
  let score = 0;
  for (const term of query.terms) {
    let best = 0;
    for (let at = 0; at + term.words.length <= words.length; at += 1) {
      const fit = likenessAt(words, at, term);
      if (fit === 0) continue;
      best = Math.max(best, fit);
      for (let index = 0; index < term.words.length; index += 1) hit.add(at + index);
    }
    if (best === 0) return null;
    score += best;
  }
  const found = [...hit].sort((a, b) => a - b).flatMap((index) => words[index] ?? []);
  const ranges = found.filter(({ start }, index) => start !== found[index - 1]?.start);
  return { ranges: ranges.map(({ start, end }) => ({ start, end })), score };
}

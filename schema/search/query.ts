import { stemOf } from './endings.ts';
import { wordsOf } from './words.ts';

/**
 * What a person looks for, in plain words: each has to be there, in any form and with any end; words in quotes stand side by
 * side and just so. There is no other syntax, and nothing that one can type is an error.
 */
export interface Query {
  readonly terms: readonly Term[];
}

/** Words side by side; most terms are one word. */
export interface Term {
  readonly words: readonly string[];
  /** How the last word may go on; null when it is meant just so: in quotes, or too short to guess from. */
  readonly open: Open | null;
}

export interface Open {
  readonly stem: string;
}

/** The longest question that is looked for, in characters; the rest of it is not. */
export const QUERY_LENGTH = 200;
const TERMS = 8;
/** A shorter word stands for itself only: too much begins with it. */
const PREFIX = 3;

const PIECE = /"([^"]*)("?)|[^\s"]+/g;
const QUOTES = /[“”„«»‟]/g;

export function parseQuery(text: string): Query {
  const terms: Term[] = [];
  for (const match of text.slice(0, QUERY_LENGTH).replace(QUOTES, '"').matchAll(PIECE)) {
    const [piece, quoted, closing] = match;
    const words = wordsOf(quoted ?? piece).map(({ folded }) => folded);
    const last = words.at(-1);
    if (last === undefined) continue;
    // Quotes that are not closed yet are still being typed.
    const isExact = closing === '"' || last.length < PREFIX;
    terms.push({ words, open: isExact ? null : { stem: stemOf(last) } });
    if (terms.length === TERMS) break;
  }
  return { terms };
}

export const isEmptyQuery = ({ terms }: Query): boolean => terms.length === 0;

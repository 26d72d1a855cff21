import { matchIn, type Range } from './match.ts';
import type { Query } from './query.ts';

/** What is looked through of a contact, in the order in which a hit is told: what is its own comes before what was noted of it. */
export interface ContactText<Field extends string> {
  readonly field: Field;
  readonly text: string;
}

export interface ContactMatch<Field extends string> extends ContactText<Field> {
  readonly ranges: readonly Range[];
}

/** Fewer digits are found in every number. */
const DIGITS = 4;
/** What a telephone number is written with; one that begins so is a number and no words. */
const NUMBER = /^\+?[\d\s().\-–/]+$/;

/** The digits of what is asked for, when it is (a part of) a telephone number; else empty. */
export function digitsAsked(words: string): string {
  const digits = NUMBER.test(words.trim()) ? words.replaceAll(/\D/g, '') : '';
  return digits.length < DIGITS ? '' : digits;
}

/** A number is found however it is written: `600700` in `+48 600-700-800`. */
export function matchNumber<Field extends string>(
  numbers: readonly ContactText<Field>[],
  digits: string,
): ContactMatch<Field> | null {
  if (digits === '') return null;
  for (const number of numbers) {
    const places = [...number.text.matchAll(/\d/g)];
    const at = places
      .map(([digit]) => digit)
      .join('')
      .indexOf(digits);
    if (at === -1) continue;
    const [start, end] = [places[at]?.index ?? 0, places[at + digits.length - 1]?.index ?? 0];
    return { ...number, ranges: [{ start, end: end + 1 }] };
  }
  return null;
}

/** The first of its texts that all the words are in; null when there is none. */
export function matchContact<Field extends string>(
  texts: readonly ContactText<Field>[],
  query: Query,
): ContactMatch<Field> | null {
  for (const each of texts) {
    const match = matchIn(each.text, query);
    if (match !== null) return { ...each, ranges: match.ranges };
  }
  return null;
}

import { foldedText } from '#schema/search/words.ts';

/** How well what somebody typed fits a name: 0 not at all, 1 the name begins with it. */
export type Fit = number;

const BEGINS = 1;
const IS_WORD = 0.9;
const BEGINS_WORD = 0.8;
const WITHIN = 0.5;
const LETTERS = 0.25;

/** Both hands on the wrong keyboard: the letters of a Russian one by the keys of a Latin one. */
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбю';
const OTHER: ReadonlyMap<string, string> = new Map(
  [...LATIN].flatMap((latin, index) => {
    const cyrillic = CYRILLIC[index] ?? '';
    return [
      [latin, cyrillic],
      [cyrillic, latin],
    ] as const;
  }),
);

/** What to look for: as it was typed, and as the same keys would have written it on the other keyboard. */
export interface Asked {
  readonly spellings: readonly (readonly string[])[];
}

export function askedFor(typed: string): Asked {
  const text = typed.trim().toLowerCase();
  const other = [...text].map((letter) => OTHER.get(letter) ?? letter).join('');
  const spellings = [text, other].map(wordsIn).filter((words) => words.length > 0);
  return { spellings };
}

const wordsIn = (text: string): readonly string[] => {
  const folded = foldedText(text);
  return folded === '' ? [] : folded.split(' ');
};

/** A name made ready once to be compared with each key that is pressed. */
export interface Comparable {
  readonly text: string;
  readonly words: readonly string[];
}

export const comparable = (name: string): Comparable => ({ text: foldedText(name), words: wordsIn(name) });

/** `isLoose`: letters in their order are enough, as `tkcv` for “Take the conversation”. */
export function fitOf({ spellings }: Asked, name: Comparable, isLoose: boolean): Fit {
  let best = 0;
  for (const [index, words] of spellings.entries()) {
    let sum = 0;
    for (const word of words) {
      const fit = fitOfWord(word, name, isLoose);
      if (fit === 0) {
        sum = 0;
        break;
      }
      sum += fit;
    }
    // What was typed goes before what may have been meant, and a short name before a long one.
    const fit =
      (sum / words.length) * (index === 0 ? 1 : 0.9) - (sum === 0 ? 0 : Math.min(name.text.length, 100) / 1000);
    best = Math.max(best, fit);
  }
  return best;
}

function fitOfWord(asked: string, { text, words }: Comparable, isLoose: boolean): Fit {
  if (text.startsWith(asked)) return BEGINS;
  if (words.includes(asked)) return IS_WORD;
  if (words.some((word) => word.startsWith(asked))) return BEGINS_WORD;
  if (asked.length > 1 && text.includes(asked)) return WITHIN;
  return isLoose && asked.length > 1 && hasLetters(asked, text) ? LETTERS : 0;
}

/** All letters in their order; the first one begins a word. */
function hasLetters(asked: string, text: string): boolean {
  const first = asked[0] ?? '';
  for (let start = text.indexOf(first); start !== -1; start = text.indexOf(first, start + 1)) {
    if (start > 0 && text[start - 1] !== ' ') continue;
    let at = start;
    let found = 1;
    while (found < asked.length && at !== -1) {
      at = text.indexOf(asked[found] ?? '', at + 1);
      if (at !== -1) found += 1;
    }
    return found === asked.length;
  }
  return false;
}

/**
 * How text is taken apart for searching: the same at writing, asking and marking, on the server and on a device. A word is a run
 * of letters and digits, folded: lower case, without marks (ё is е, ą is a), and with the letters that Unicode does not take
 * apart but a person on another keyboard does (ł is l, ß is ss). Scripts that write no spaces give one word a character.
 */
export interface Word {
  /** Letters and digits only; never empty. */
  readonly folded: string;
  /** Its place in the text, in UTF-16 units; words that stand in one character (㈠, ヿ) share that of the whole. */
  readonly start: number;
  readonly end: number;
}

/** Longer ones (addresses, keys, somebody who leant on a key) are known by their beginning, in characters. */
export const WORD_LENGTH = 40;

const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const WORD = new RegExp(`${UNSPACED}\\p{M}*|[[\\p{L}\\p{N}]--${UNSPACED}][[\\p{L}\\p{M}\\p{N}]--${UNSPACED}]*`, 'gv');
const HAS_UNSPACED = new RegExp(UNSPACED, 'v');

/** What NFKD leaves whole. */
const LETTERS: { readonly [letter: string]: string } = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
  ґ: 'г',
};
const WHOLE_LETTER = /[łøđðħıŧþßæœςґ]/g;
const PLAIN = /^[a-z0-9]*$/;
const NOT_A_WORD = /[^\p{L}\p{N}]+/gu;

function fold(word: string): string {
  const lower = word.toLowerCase();
  // Taken apart before it is made small: a letter of formulas (𝐀, ℂ) has no small form until it is an ordinary one.
  return PLAIN.test(lower)
    ? lower
    : word
        .normalize('NFKD')
        .toLowerCase()
        .replace(NOT_A_WORD, '')
        .replace(WHOLE_LETTER, (letter) => LETTERS[letter] ?? letter);
}

const cut = (word: string): string => (word.length <= WORD_LENGTH ? word : [...word].slice(0, WORD_LENGTH).join(''));

/** In their order; what is between them (blanks, punctuation, pictures) is not searched for. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const place = { start: match.index, end: match.index + match[0].length };
    const whole = fold(match[0]);
    // A character taken apart may be several of a script that writes no spaces.
    const pieces = HAS_UNSPACED.test(whole) ? (whole.match(WORD) ?? []) : [whole];
    for (const piece of pieces) if (piece !== '') words.push({ folded: cut(piece), ...place });
  }
  return words;
}

/** The folded words with one blank between two: what an index is fed with. */
export const foldedText = (text: string): string =>
  wordsOf(text)
    .map(({ folded }) => folded)
    .join(' ');

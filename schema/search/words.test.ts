import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedText, WORD_LENGTH, wordsOf, type Word } from './words.ts';

const folded = (text: string): readonly string[] => wordsOf(text).map((word) => word.folded);

describe('HIST2 words are folded in the same way everywhere', () => {
  test.each([
    ['Ёлка и её ВСЁ', ['елка', 'и', 'ее', 'все']],
    ['Żółta ŁÓDŹ, gęś', ['zolta', 'lodz', 'ges']],
    ['Straße ÆØ Œuvre İstanbul ışık', ['strasse', 'aeo', 'oeuvre', 'istanbul', 'isik']],
    ['Σίσυφος ΣΊΣΥΦΟΣ', ['σισυφοσ', 'σισυφοσ']],
    ['don’t ask maria@example.com', ['don', 't', 'ask', 'maria', 'example', 'com']],
    ['№ 12-345/А', ['12', '345', 'а']],
    ['北京市 ไทย', ['北', '京', '市', 'ไ', 'ท', 'ย']],
    ['שָׁלוֹם مَرْحَبًا', ['שלום', 'مرحبا']],
    ['😀 … — !', []],
    ['𝐇𝐞𝐥𝐥𝐨 ℂ ᴬ', ['hello', 'c', 'a']],
    ['a㈠b ヿ', ['a', '一', 'b', 'コ', 'ト']],
  ])('%s', (text, words) => {
    expect(folded(text)).toEqual(words);
    expect(folded(text.normalize('NFD'))).toEqual(words);
  });

  test('the place of a word is that of its letters in the text', () => {
    expect(wordsOf('😀 Łódź!').map(({ start, end }) => '😀 Łódź!'.slice(start, end))).toEqual(['Łódź']);
  });

  test('a very long word is known by its beginning, cut at a whole character', () => {
    expect(folded('ж'.repeat(5000))).toEqual(['ж'.repeat(WORD_LENGTH)]);
    expect(folded('𐐨'.repeat(100))).toEqual(['𐐨'.repeat(WORD_LENGTH)]);
  });

  test('any text gives words of letters and digits, and folding them again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const words = wordsOf(text);
        for (const word of words) expect(word.folded).toMatch(/^[\p{L}\p{N}]+$/u);
        expect(foldedText(foldedText(text))).toBe(foldedText(text));
        const isInOrder = ({ start }: Word, index: number): boolean =>
          start >= (words[index - 1]?.end ?? 0) || start === words[index - 1]?.start;
        expect(words.every(isInOrder)).toBe(true);
      }),
    );
  });

  test('of every letter, mark and digit there is, alone and between others, folding again changes nothing', () => {
    const unfolded: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const one = code >= 0xd800 && code < 0xe000 ? '' : String.fromCodePoint(code);
      if (!/[\p{L}\p{M}\p{N}]/u.test(one)) continue;
      const text = `${one} a${one}b`;
      if (foldedText(foldedText(text)) !== foldedText(text)) unfolded.push(`${code.toString(16)} ${one}`);
    }
    expect(unfolded).toEqual([]);
  });
});

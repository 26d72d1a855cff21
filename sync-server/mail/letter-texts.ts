import { en } from './letter-texts/en.ts';
import { pl } from './letter-texts/pl.ts';
import { ru } from './letter-texts/ru.ts';
import type { LetterTexts } from './letter-texts/texts.ts';

const LETTER_LANGUAGES = ['en', 'ru', 'pl'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

export const LETTER_TEXTS: { readonly [L in LetterLanguage]: LetterTexts } = { en, ru, pl };

/** `pl-PL` is Polish; what we do not speak is English. */
export function languageFrom(language: string | undefined): LetterLanguage {
  const known = language?.slice(0, 2).toLowerCase();
  return LETTER_LANGUAGES.find((one) => one === known) ?? 'en';
}

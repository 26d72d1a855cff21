import type { Language } from './languages.ts';
import type { Texts } from './texts.ts';

/** Each file says its texts under the name of its language. */
const FILES: { readonly [Each in Language]: () => Promise<Partial<Record<Language, Texts>>> } = {
  en: () => import('./en.ts'),
  ru: () => import('./ru.ts'),
  pl: () => import('./pl.ts'),
};

/** Fetches one language; the others never reach the visitor. */
export const loadTexts = async (language: Language): Promise<Texts> => (await FILES[language]())[language] as Texts;

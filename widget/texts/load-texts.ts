import type { Language } from './languages.ts';
import type { Texts } from './texts.ts';

/** Fetches one language; the others never reach the visitor. */
export async function loadTexts(language: Language): Promise<Texts> {
  switch (language) {
    case 'ru':
      return (await import('./ru.ts')).ru;
    case 'pl':
      return (await import('./pl.ts')).pl;
    default:
      return (await import('./en.ts')).en;
  }
}

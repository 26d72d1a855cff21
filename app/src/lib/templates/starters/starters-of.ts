import type { Starter } from './starter.ts';

/** In the language of the screen; of a language without any, English ones. */
export async function startersOf(language: string): Promise<readonly Starter[]> {
  switch (language) {
    case 'ru':
      return (await import('./ru.ts')).starters;
    case 'pl':
      return (await import('./pl.ts')).starters;
    default:
      return (await import('./en.ts')).starters;
  }
}

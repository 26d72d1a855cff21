import { readEmoji, type Emoji } from './emoji.ts';

const NAMES: { readonly [language: string]: () => Promise<{ readonly default: string }> } = {
  en: () => import('virtual:emoji/en'),
  ru: () => import('virtual:emoji/ru'),
  pl: () => import('virtual:emoji/pl'),
};

const english = (): Promise<{ readonly default: string }> => import('virtual:emoji/en');

/** All emoji with their names in this language; English where there are none. Rejects when the device does not have them yet. */
export async function loadEmoji(language: string): Promise<readonly Emoji[]> {
  const [list, names, other] = await Promise.all([
    import('virtual:emoji/list'),
    (NAMES[language] ?? english)(),
    english(),
  ]);
  return readEmoji(list.default, names.default, other.default);
}

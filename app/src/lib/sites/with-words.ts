import type { SiteLanguage, SiteWords } from '#schema/site/languages.ts';

/** With what is said in this language; empty: nothing, so that the widget's own words stand there. */
export function withWords(words: SiteWords, of: SiteLanguage, text: string): SiteWords {
  const { [of]: _, ...others } = words;
  return text === '' ? others : { ...others, [of]: text };
}

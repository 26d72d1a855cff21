import * as v from 'valibot';

/** In these the widget speaks, and words of a site can be given. */
export const SITE_LANGUAGES = ['en', 'ru', 'pl'] as const;
export type SiteLanguage = (typeof SITE_LANGUAGES)[number];

/** Words of a site, by language; what is absent or empty is said in the widget's own. */
export type SiteWords = { readonly [Language in SiteLanguage]?: string };

/** At most so many characters in each. */
export const siteWords = (most: number): v.GenericSchema<unknown, SiteWords> => {
  const words = v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(most)));
  return v.strictObject({ en: words, ru: words, pl: words });
};

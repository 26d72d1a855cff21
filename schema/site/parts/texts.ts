import * as v from 'valibot';
import { siteWords, type SiteWords } from '../languages.ts';
import type { SitePart } from '../site-part.ts';

/** Characters of each. */
export const TEXT_LENGTHS = { title: 40, greeting: 80, more: 240 } as const;

const schema = v.strictObject({
  /** In the panel's header while nobody answers yet. */
  title: siteWords(TEXT_LENGTHS.title),
  /** What an empty conversation says, large and below it small. */
  greeting: siteWords(TEXT_LENGTHS.greeting),
  more: siteWords(TEXT_LENGTHS.more),
});
export type SiteTexts = { readonly title: SiteWords; readonly greeting: SiteWords; readonly more: SiteWords };

/** What the widget says in the site's own words. */
export const TEXTS: SitePart<SiteTexts> = { schema, byDefault: { title: {}, greeting: {}, more: {} } };

/** Undefined where the site has no words of its own. */
export const publicTexts = (texts: SiteTexts): SiteTexts | undefined =>
  Object.values(texts).some((words) => Object.keys(words).length > 0) ? texts : undefined;

import * as v from 'valibot';
import { siteWords, type SiteWords } from '../languages.ts';
import type { SitePart } from '../site-part.ts';

/** Characters. */
export const CONSENT_LENGTHS = { words: 500, link: 500 } as const;

/** A whole address of a web page, as it is typed: a browser alone would also take one with a slash missing. */
export const isPolicyLink = (text: string): boolean => /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);

const link = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(CONSENT_LENGTHS.link),
  v.check((text) => text === '' || isPolicyLink(text)),
);

const schema = v.strictObject({
  /** Nothing is kept or told before the visitor has said yes. */
  needed: v.boolean(),
  /** What is asked, by language; the widget's own words where it is empty. */
  words: siteWords(CONSENT_LENGTHS.words),
  /** The privacy policy; empty: none. */
  link,
});

export interface SiteConsent {
  readonly needed: boolean;
  readonly words: SiteWords;
  readonly link: string;
}

export const CONSENT: SitePart<SiteConsent> = {
  schema,
  byDefault: { needed: false, words: {}, link: '' },
};

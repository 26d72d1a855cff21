import * as v from 'valibot';
import { siteWords, type SiteWords } from '../languages.ts';
import type { SitePart } from '../site-part.ts';

/** Characters of the question. */
export const QUESTION_LENGTH = 80;

const schema = v.strictObject({
  /** Whether the chat asks by itself when a talk has been closed; a visitor may always say it. */
  asks: v.boolean(),
  question: siteWords(QUESTION_LENGTH),
});
export type SiteRating = { readonly asks: boolean; readonly question: SiteWords };

/** What the visitor is asked after a talk (RATE4). */
export const RATING: SitePart<SiteRating> = { schema, byDefault: { asks: true, question: {} } };

import type { SiteWords } from './languages.ts';
import type { SiteCallback } from './parts/callback.ts';
import type { SiteRating } from './parts/rating.ts';

/** What the pages of a site are told of ratings and calls; absent is as by default. */
export interface AfterSite {
  /** 0: the chat does not ask by itself. */
  readonly rate?: 0 | SiteWords;
  readonly call?: SiteCallback;
}

/** Undefined where its owner has changed nothing of it. */
export function afterSiteOf(rating: SiteRating, callback: SiteCallback): AfterSite | undefined {
  const isAsked = rating.asks && Object.keys(rating.question).length === 0;
  if (isAsked && callback.offer === 'off') return undefined;
  return {
    ...(!isAsked && { rate: rating.asks ? rating.question : 0 }),
    ...(callback.offer !== 'off' && { call: callback }),
  };
}

import { failureWords } from '../lists/failure-words.ts';
import type { Texts } from '../texts/texts.ts';
import type { SiteFailure } from './site-calls.ts';
import type { SitesTexts } from './texts/texts.ts';

/** What to say of a change that did not happen; empty when it did. */
export function siteFailureWords(texts: Texts, own: SitesTexts, failure: SiteFailure | null): string {
  switch (failure) {
    case 'name-in-use':
      return own.nameInUse;
    case 'id-in-use':
      return own.idInUse;
    case 'not-found':
      return own.gone;
    case 'no-such-picture':
      return own.look.noPicture;
    default:
      return failureWords(texts, failure);
  }
}

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
    case 'forbidden':
      return own.adminsOnly;
    case 'invalid':
    case 'changed-meanwhile':
      return failureWords(texts, 'refused');
    default:
      return failureWords(texts, failure);
  }
}

/** The same beside a button that saves: what became of what was typed, and what to do. */
export function notSavedWords(texts: Texts, own: SitesTexts, failure: SiteFailure | null): string {
  switch (failure) {
    case null:
      return '';
    case 'no-network':
    case 'unauthorized':
    case 'too-many':
    case 'forbidden':
    case 'invalid':
      return `${own.notSaved[failure]} ${own.isKept}`;
    case 'broken':
    case 'refused':
      return `${own.notSaved.broken} ${own.isKept}`;
    case 'changed-meanwhile':
      return own.notSaved.meanwhile({ save: texts.common.save, drop: own.drop });
    default:
      return siteFailureWords(texts, own, failure);
  }
}

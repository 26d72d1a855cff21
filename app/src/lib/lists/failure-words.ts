import type { Texts } from '../texts/texts.ts';
import type { ListFailure } from './list-calls.ts';

/** What to say of a change that did not happen; empty when it did. */
export function failureWords(texts: Texts, failure: ListFailure | null, name = ''): string {
  switch (failure) {
    case null:
      return '';
    case 'name-in-use':
      return texts.lists.nameInUse(name);
    case 'not-found':
      return texts.lists.gone;
    case 'no-network':
      return texts.settings.needsNetwork;
    case 'unauthorized':
      return texts.line.signInAgain;
    case 'refused':
    case 'too-many':
    case 'broken':
      return texts.settings.failed;
  }
}

import type { Ports } from '../panel/person/parting.ts';

const loadSender = () => import('../panel/person/send-apart.ts');

/** Until the code that could not be fetched is asked for again; ms. */
const AGAIN_AFTER = 5_000;

/**
 * What somebody who has signed out had written under a yes leaves before anybody says another one, without a panel (IDENT8, CONSENT1).
 * Where nobody asks for consent, the loader has the panel made for it.
 */
export function sendWhatWaits(options: Ports['options'], isOver: () => boolean): void {
  if (isOver() || !isAny(options.site)) return;
  loadSender().then(
    ({ sendApart }) => sendApart(options),
    () => setTimeout(sendWhatWaits, AGAIN_AFTER, options, isOver),
  );
}

/** By parting.ts; the storage of a page whose visitor blocks it throws when it is so much as mentioned. */
function isAny(site: string): boolean {
  try {
    return localStorage.getItem(`holdline-parting:${site}`) !== null;
  } catch {
    return false;
  }
}

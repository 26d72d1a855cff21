import type { LinkState, StorageState } from '#client/interface.ts';

/** Something is wrong with this device, or with the chat. */
export type Trouble = 'stoppedNote' | 'noStorage' | 'wiped' | 'full';

export type Notice =
  Trouble | 'suspended' | 'offlineNote' | 'unreachableNote' | 'closedNote' | 'unattendedNote' | 'awayNote';

export interface NoticeFacts {
  readonly link: LinkState['state'];
  /** This visitor may not write for now. */
  readonly isSuspended: boolean;
  readonly storage: StorageState;
  /** The visitor's own record is in the page's storage. */
  readonly isKept: boolean;
  readonly waiting: number;
  readonly isNetworkThere: boolean;
  readonly isClosed: boolean;
  /** Nobody is on duty, and nobody has taken this up. */
  readonly isUnattended: boolean;
  /** Whoever answers is not connected. */
  readonly isAway: boolean;
}

/** The one sentence over the composer that matters most now, or null. What the device cannot keep comes before the line. */
export function noticeOf(facts: NoticeFacts): Notice | null {
  if (facts.link === 'stopped') return 'stoppedNote';
  if (facts.isSuspended) return 'suspended';
  if (!facts.isKept || facts.storage === 'unavailable' || facts.storage === 'closed') return 'noStorage';
  if (facts.storage === 'wiped' || facts.storage === 'full') return facts.storage;
  if (facts.link === 'offline' && facts.waiting > 0) return facts.isNetworkThere ? 'unreachableNote' : 'offlineNote';
  if (facts.isClosed) return 'closedNote';
  if (facts.isUnattended) return 'unattendedNote';
  return facts.isAway && facts.link === 'live' ? 'awayNote' : null;
}

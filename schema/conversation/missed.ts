import type { ConversationState } from '../words.ts';

/**
 * Why a visitor's last words had no answer that reached them (MISS1): they left, they waited beyond reason, the conversation was
 * closed, or somebody did answer and they were gone already.
 */
export interface Missed {
  readonly how: 'left' | 'waited' | 'closed' | 'late';
  /** By name: who was to answer, or who answered too late; absent where nobody took it. */
  readonly by?: string;
  /** That person lost the connection, and it was offered on. */
  readonly lost?: true;
}

/** What the server knows of a conversation, from its entries and from who is there. Times in ms. */
export interface MissedFacts {
  readonly state: ConversationState;
  /** Who answers, by name; null while nobody does. */
  readonly assignee: string | null;
  /** The client does not expect an answer, or somebody said that it is done. */
  readonly muted?: boolean | undefined;
  /** The visitor's last words were left while nobody was on duty: nobody was waited for. */
  readonly isRequest?: boolean | undefined;
  /** Since when the visitor waits; null when the last word is ours. */
  readonly waitingSince: number | null;
  /** Who lost the connection over these words, by name. */
  readonly lostTo: string | null;
  /** The visitor has been away for `LEFT_AFTER`. */
  readonly hasLeft: boolean;
  /** The first answer to the visitor's last words has been on a device of theirs. Asked only where it matters. */
  readonly gotAnswer: () => boolean;
  /** Whoever answers had answered before and has read these words: a thank-you. Asked only where it matters. */
  readonly isSettled: () => boolean;
  readonly now: number;
}

/** How long a visitor without a connection counts as there: a tunnel, another app for a moment, a page that loads; ms. */
export const LEFT_AFTER = 120_000;
/** Nobody waits at a screen for longer than this; ms. */
export const BEYOND_REASON = 30 * 60_000;
/** How long a conversation that was closed without an answer stays in the inbox; ms. */
export const MISSED_STAYS_FOR = 7 * 86_400_000;

export function missedOf(facts: MissedFacts): Missed | null {
  const { state, assignee, waitingSince, lostTo, now } = facts;
  if (facts.muted === true || facts.isRequest === true) return null;
  if (waitingSince === null) {
    // Whoever closed it knew how far the answer got.
    if (state !== 'active' || !facts.hasLeft || facts.gotAnswer()) return null;
    return assignee === null ? { how: 'late' } : { how: 'late', by: assignee };
  }
  const how = howOf(facts, now - waitingSince);
  if (how === null) return null;
  if (lostTo !== null) return { how, by: lostTo, lost: true };
  return assignee === null ? { how } : { how, by: assignee };
}

function howOf({ state, hasLeft, isSettled }: MissedFacts, waited: number): Missed['how'] | null {
  if (state === 'closed') return isSettled() ? null : 'closed';
  if (hasLeft) return 'left';
  return waited >= BEYOND_REASON ? 'waited' : null;
}

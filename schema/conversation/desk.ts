import { byName, sameName } from '../workspace-lists.ts';
import type { Entry } from './entry.ts';

/** What only staff see of a conversation and decide upon. */
export interface DeskState {
  /** In the order of `byName`. */
  readonly tags: readonly string[];
  /** An id of the workspace's list. */
  readonly category: string | null;
  /** The client does not expect an answer. */
  readonly muted: boolean;
}

export const BLANK_DESK: DeskState = { tags: [], category: null, muted: false };

/**
 * The state after an entry of either document of the conversation; the same object when it is left alone. `lastAt`: when the newest
 * entry of the conversation before it was accepted, ms.
 */
export function deskAfter(desk: DeskState, entry: Entry, lastAt: number): DeskState {
  const { effect } = entry;
  if (effect.kind === 'tagged') {
    const others = desk.tags.filter((tag) => !sameName(tag, effect.tag));
    return { ...desk, tags: effect.on ? [...others, effect.tag].toSorted(byName) : others };
  }
  if (effect.kind === 'categorised') return { ...desk, category: effect.category };
  const muted = mutedAfter(desk.muted, entry, lastAt);
  return muted === desk.muted ? desk : { ...desk, muted };
}

/** After so long a silence what the visitor says is a new matter, and expects an answer; ms. */
const NEW_MATTER = 30 * 60_000;

/**
 * Whether nobody is alerted after this entry. The visitor's thanks and goodbyes do not end it, because that is what it is for; our own
 * answer does, and whatever changes who answers, and words after half an hour without any: the visitor has come back.
 */
function mutedAfter(muted: boolean, { effect, by, at }: Entry, lastAt: number): boolean {
  if (effect.kind === 'muted') return effect.on;
  if (!muted) return false;
  switch (effect.kind) {
    case 'said':
      return by.kind === 'visitor' && effect.reopens !== true && at - lastAt < NEW_MATTER;
    case 'left':
      return effect.to === undefined;
    case 'taken':
    case 'handed-over':
    case 'offered-on':
    case 'closed':
    case 'reopened':
      return false;
    default:
      return true;
  }
}

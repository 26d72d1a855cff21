import type { ActionId } from '../catalogue.ts';
import { askedFor, comparable, fitOf, type Comparable } from './fuzzy.ts';

/** An action as the palette knows it: by its name here, and by its English one. */
export interface ActionCandidate {
  readonly kind: 'action';
  readonly id: ActionId;
  readonly names: readonly Comparable[];
  readonly whyNot: string | null;
}

export interface ConversationCandidate {
  /** With a visitor, or of colleagues. */
  readonly kind: 'conversation' | 'room';
  readonly id: string;
  readonly name: Comparable;
  readonly words: Comparable;
}

export type Candidate = ActionCandidate | ConversationCandidate;

const ACTIONS = 8;
const CONVERSATIONS = 12;
/** What was used lately goes before what fits as well. */
const RECENT = 0.15;

/** Those that fit what was typed, the best first; what cannot be done now comes last, with its reason. */
export function ranked<One extends Candidate>(
  candidates: readonly One[],
  typed: string,
  recent: readonly ActionId[],
): readonly One[] {
  const asked = askedFor(typed);
  const fits = candidates
    .map((candidate) => ({ candidate, fit: fitOfCandidate(asked, candidate, recent) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit);
  let [actions, conversations] = [0, 0];
  return fits
    .filter(({ candidate }) =>
      candidate.kind === 'action' ? (actions += 1) <= ACTIONS : (conversations += 1) <= CONVERSATIONS,
    )
    .map(({ candidate }) => candidate);
}

function fitOfCandidate(asked: ReturnType<typeof askedFor>, candidate: Candidate, recent: readonly ActionId[]): number {
  if (candidate.kind !== 'action') {
    const name = fitOf(asked, candidate.name, false);
    return name > 0 ? name : fitOf(asked, candidate.words, false) * 0.6;
  }
  const fit = Math.max(...candidate.names.map((name, index) => fitOf(asked, name, true) * (index === 0 ? 1 : 0.95)));
  if (fit <= 0) return 0;
  if (candidate.whyNot !== null) return fit / 100;
  return fit + (recent.includes(candidate.id) ? RECENT : 0);
}

/** A name is made comparable once, however often it is asked for. */
const known = new Map<string, Comparable>();
export function comparableOnce(name: string): Comparable {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size > 20_000) known.clear();
  const made = comparable(name);
  known.set(name, made);
  return made;
}

/** The newest first, once each. */
export const withRecent = (recent: readonly ActionId[], id: ActionId): readonly ActionId[] =>
  [id, ...recent.filter((other) => other !== id)].slice(0, 6);

import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';

/**
 * What was refused or held lately. Its author has been shown that answer; a late repetition must get the same one, though by
 * now the command might be allowed (CMD1). In memory only: a refusal changes nothing that would have to be kept.
 */
export interface Refusals {
  readonly find: (id: CommandId) => Refusal | null;
  /** Keeps what is a refusal; what was accepted, must be tried again or had another command's id is none. */
  readonly remember: (id: CommandId, fingerprint: number, result: CommandResult, conversation?: string | null) => void;
  /** Forgets what was shown of these conversations: they are deleted. */
  readonly forget: (conversations: readonly string[]) => void;
}

export interface Refusal {
  readonly conversation: string | null;
  readonly fingerprint: number;
  readonly result: CommandResult;
}

/** A change that is shown with a held reply carries a text, and weighs as much as so many bare refusals. */
const WEIGHT_OF_CHANGE = 10;

/** The memory holds between `generationWeight` bare refusals and twice as many. */
export function createRefusals(generationWeight = 10_000): Refusals {
  // Two generations: forgetting is dropping the older map.
  let young = new Map<string, Refusal>();
  let old = new Map<string, Refusal>();
  let weight = 0;

  return {
    find: (id) => young.get(id) ?? old.get(id) ?? null,
    forget: (conversations) => {
      const those = new Set<string | null>(conversations);
      for (const map of [young, old]) {
        for (const [id, { conversation }] of map) if (those.has(conversation)) map.delete(id);
      }
    },
    remember: (id, fingerprint, result, conversation = null) => {
      if (result.status === 'accepted' || result.status === 'retry') return;
      if (result.status === 'rejected' && result.rejection.reason === 'conflict') return;
      if (young.has(id)) return;
      young.set(id, { fingerprint, result, conversation });
      weight += 1 + (result.status === 'held' ? result.changes.length * WEIGHT_OF_CHANGE : 0);
      if (weight < generationWeight) return;
      old = young;
      young = new Map();
      weight = 0;
    },
  };
}

import type { VisitorId } from './ids.ts';

/** How many animals a language must have a name for. */
export const FRIENDLY_ANIMALS = 48;

/** A name to call an unknown visitor by: which animal, and a number from 1 to 99. */
export interface FriendlyName {
  readonly animal: number;
  readonly number: number;
}

/** The same visitor gets the same name on every device and in every language. FNV-1a over the id, which is random already. */
export function friendlyNameOf(visitor: VisitorId): FriendlyName {
  let hash = 0x811c9dc5;
  for (let index = 0; index < visitor.length; index += 1) {
    hash = Math.imul(hash ^ visitor.charCodeAt(index), 0x01000193) >>> 0;
  }
  return { animal: hash % FRIENDLY_ANIMALS, number: 1 + (Math.floor(hash / FRIENDLY_ANIMALS) % 99) };
}

import { bytesToUuid, uuidTime, type CommandId } from '#schema/ids.ts';
import type { EntryStore, StoredDecision } from '../store/entry-store.ts';

/**
 * What was accepted lately, so that a repeated command is answered without a read, and a new one needs none either: an id
 * younger than everything that was forgotten and not in the memory is new. One from the future is looked up each time: taken
 * for new, a repetition would fail the commit of everybody in its group. Where a device's clock makes that wrong all the same,
 * the unique index refuses the row and the command is looked up (docs/decisions/hot-path.md).
 */
export interface Accepted {
  /** The stored decision; null when this id is new. */
  readonly find: (id: CommandId) => StoredDecision | null;
  /** The same from the disk, whatever the memory thinks. */
  readonly read: (id: CommandId) => StoredDecision | null;
  readonly remember: (id: CommandId, decision: StoredDecision) => void;
}

export interface AcceptedDeps {
  readonly store: EntryStore;
  readonly now: () => number;
  /** The memory holds between this many ids and twice as many. */
  readonly generationSize: number;
}

/** How far ahead of ours a device's clock may be before its ids are not taken for the newest, ms. */
const CLOCK_TOLERANCE = 60_000;

/**
 * One that is older than this is looked up each time: its entry may be in a pack, where no unique index would refuse a second
 * one, ms.
 */
const LOOKED_UP_AFTER = 3_600_000;

export function createAccepted({ store, now, generationSize }: AcceptedDeps): Accepted {
  // Two generations: forgetting is dropping the older map, which costs nothing a command.
  let young = new Map<string, StoredDecision>();
  let old = new Map<string, StoredDecision>();
  let horizon = store.newestCommand(idAt(now() + CLOCK_TOLERANCE)) ?? '';

  return {
    find: (id) => {
      const known = young.get(id) ?? old.get(id);
      if (known !== undefined) return known;
      const age = now() - uuidTime(id);
      const isNew = id > horizon && age >= -CLOCK_TOLERANCE && age <= LOOKED_UP_AFTER;
      return isNew ? null : store.findDecision(id);
    },
    read: (id) => store.findDecision(id),
    remember: (id, decision) => {
      young.set(id, decision);
      if (young.size < generationSize) return;
      const limit = idAt(now() + CLOCK_TOLERANCE);
      for (const forgotten of old.keys()) if (forgotten > horizon && forgotten < limit) horizon = forgotten;
      old = young;
      young = new Map();
    },
  };
}

/** The least UUIDv7 of this millisecond. */
function idAt(time: number): string {
  const bytes = new Uint8Array(16);
  let rest = time;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytesToUuid(bytes);
}

import { bytesToUuid, uuidTime, type CommandId } from '#schema/ids.ts';
import type { EntryStore, StoredDecision } from '../store/entry-store.ts';

/**
 * What was accepted lately, so that a repeated command is answered without a read, and a new one needs none either: an id
 * younger than everything that the disk has and the memory has not is new. One from the future is looked up each time: taken
 * for new, a repetition would fail the commit of everybody in its group. Where that is wrong all the same, the unique index
 * refuses the row and the command is looked up (docs/decisions/hot-path.md). But no index refuses a repetition that now finds
 * everything done, or one that found everything done before: so what the disk may have is never taken for new (CMD1).
 */
export interface Accepted {
  /** The stored decision; null when this id is new. */
  readonly find: (id: CommandId) => StoredDecision | null;
  /** The same from the disk, whatever the memory thinks. */
  readonly read: (id: CommandId) => StoredDecision | null;
  readonly remember: (id: CommandId, decision: StoredDecision) => void;
  /** The disk may have it though its commit failed: the answer was lost. */
  readonly doubt: (id: CommandId) => void;
}

export interface AcceptedDeps {
  readonly store: EntryStore;
  readonly now: () => number;
  /** The memory holds between this many ids and twice as many. */
  readonly generationSize: number;
}

/** How far ahead of ours a device's clock may be before its ids are not taken for the newest, ms. */
const CLOCK_TOLERANCE = 60_000;
/** No UUID is greater. */
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * One that is older than this is looked up each time: its entry may be in a pack, where no unique index would refuse a second
 * one, ms.
 */
const LOOKED_UP_AFTER = 3_600_000;

export function createAccepted({ store, now, generationSize }: AcceptedDeps): Accepted {
  // Two generations: forgetting is dropping the older map, which costs nothing a command.
  let young = new Map<string, StoredDecision>();
  let old = new Map<string, StoredDecision>();
  const began = idAt(now() + CLOCK_TOLERANCE);
  /** The disk has no id that is younger than this and not in the memory, but for those of the future. */
  let horizon = store.newestCommand(began) ?? '';
  /** From the oldest to the youngest that the disk has of a future that may be the present by now: a clock was set. */
  let future: { readonly from: string; readonly to: string } | null = null;
  const ahead = store.oldestCommand(began);
  if (ahead !== null) future = { from: ahead, to: store.newestCommand(LAST) ?? ahead };

  /** The disk may have it, and the memory will not tell. `limit`: where the future begins. */
  function forget(id: string, limit: string): void {
    if (id < limit) {
      if (id > horizon) horizon = id;
    } else if (future === null) future = { from: id, to: id };
    else future = { from: id < future.from ? id : future.from, to: id > future.to ? id : future.to };
  }

  function isNew(id: string): boolean {
    const age = now() - uuidTime(id);
    if (id <= horizon || age < -CLOCK_TOLERANCE || age > LOOKED_UP_AFTER) return false;
    return future === null || id < future.from || id > future.to;
  }

  return {
    find: (id) => {
      const known = young.get(id) ?? old.get(id);
      if (known !== undefined) return known;
      return isNew(id) ? null : store.findDecision(id);
    },
    read: (id) => store.findDecision(id),
    remember: (id, decision) => {
      young.set(id, decision);
      if (young.size < generationSize) return;
      const limit = idAt(now() + CLOCK_TOLERANCE);
      for (const forgotten of old.keys()) forget(forgotten, limit);
      old = young;
      young = new Map();
    },
    doubt: (id) => forget(id, idAt(now() + CLOCK_TOLERANCE)),
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

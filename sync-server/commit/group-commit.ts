import type { Entry } from '#schema/conversation/entry.ts';
import type { CommandId } from '#schema/ids.ts';
import type { Reached } from '../fault-points.ts';
import type { Clock } from '../ports.ts';
import type { Room } from '../publish/room.ts';
import type { Timers } from '../timers.ts';
import type { EntryBatch, Writer } from './writer.ts';

/** A decision on its way to the disk. One without an entry waits for those before it, because it was made upon them. */
export interface Decided {
  readonly entry: Entry | null;
  readonly room: Room | null;
  /** Accepted, and it was so already: no entry, but remembered. */
  readonly unchanged: { readonly id: CommandId; readonly seq: number; readonly at: number } | null;
  readonly fingerprint: number;
  /** Row number in `entries`, given when the batch is made. */
  row: number;
}

/**
 * Gathers what is decided and commits it in groups, in order; two groups are under way at a time.
 *
 * Invariants:
 * - C1 `published` is called for every decision in the order of `add`, after its commit.
 * - C2 When a commit fails, it and all behind it are handed to `failed` together, in order; nothing of them was published.
 */
export interface GroupCommit<Item extends Decided> {
  readonly add: (item: Item) => void;
  /** Between a failure and its `failed` nothing may be added. */
  readonly isFailing: () => boolean;
  /** The last commit succeeded. */
  readonly isHealthy: () => boolean;
  /** After a failure: asks whether the disk takes a write again. To be called now and then. */
  readonly recover: () => void;
  readonly waiting: () => number;
}

export interface GroupCommitDeps<Item> {
  readonly writer: Writer;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly firstRow: number;
  readonly published: (items: readonly Item[]) => void;
  readonly failed: (items: readonly Item[], detail: string) => void;
  readonly countCommit: (commands: number, seconds: number) => void;
  readonly reached?: Reached | undefined;
}

const BATCH_SIZE = 128;
const BATCHES_IN_FLIGHT = 2;

export function createGroupCommit<Item extends Decided>(deps: GroupCommitDeps<Item>): GroupCommit<Item> {
  let queue: Item[] = [];
  const inFlight: (readonly Item[])[] = [];
  let failing: { items: Item[]; detail: string } | null = null;
  let generation = 0;
  let nextRow = deps.firstRow;
  let scheduled = false;
  let healthy = true;
  let probing = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    deps.timers.soon(() => {
      scheduled = false;
      flush();
    });
  }

  function flush(): void {
    if (failing !== null || queue.length === 0 || inFlight.length === BATCHES_IN_FLIGHT) return;
    const items = queue.length > BATCH_SIZE ? queue.slice(0, BATCH_SIZE) : queue;
    queue = queue.length > BATCH_SIZE ? queue.slice(BATCH_SIZE) : [];
    inFlight.push(items);
    const batch = batchOf(items, nextRow, generation);
    nextRow += items.length;
    const startedAt = deps.clock.now();
    deps.reached?.('hand-over');
    void deps.writer.commit(batch).then((outcome) => {
      deps.reached?.('committed');
      inFlight.shift();
      if (outcome.kind !== 'committed' || failing !== null) return fail(items, outcome.kind);
      healthy = true;
      deps.countCommit(items.length, (deps.clock.now() - startedAt) / 1000);
      flush(); // the writer works on the next batch while this one is published
      deps.published(items);
    });
  }

  function fail(items: readonly Item[], detail: string): void {
    failing ??= { items: [], detail };
    failing.items.push(...items);
    if (inFlight.length > 0) return;
    const { items: all, detail: first } = failing;
    all.push(...queue);
    queue = [];
    generation += 1;
    failing = null;
    healthy = first === 'duplicate';
    for (const { room } of all) if (room?.stored === 'storing') room.stored = 'new';
    deps.failed(all, first);
  }

  return {
    add: (item) => {
      queue.push(item);
      schedule();
    },
    isFailing: () => failing !== null,
    isHealthy: () => healthy,
    recover: () => {
      if (healthy || probing) return;
      probing = true;
      void deps.writer.probe().then((takesWrites) => {
        probing = false;
        if (takesWrites) healthy = true;
      });
    },
    waiting: () => queue.length + inFlight.reduce((sum, items) => sum + items.length, 0),
  };
}

function batchOf(items: readonly Decided[], firstRow: number, generation: number): EntryBatch {
  const documents: (string | number)[] = [];
  const entries: (string | number | null)[] = [];
  const unchanged: (string | number)[] = [];
  let row = firstRow;
  for (const item of items) {
    const { entry, room } = item;
    if (item.unchanged !== null)
      unchanged.push(item.unchanged.id, item.unchanged.seq, item.unchanged.at, item.fingerprint);
    if (entry === null || room === null) continue;
    item.row = row++;
    if (room.stored === 'new') {
      room.stored = 'storing';
      documents.push(room.key, room.name, room.epoch);
    }
    const { effect } = entry;
    entries.push(
      room.key,
      entry.seq,
      entry.at,
      entry.id,
      item.fingerprint,
      JSON.stringify(entry.by),
      JSON.stringify(effect),
      'message' in effect ? effect.message : null,
    );
  }
  return { generation, firstRow, documents, entries, unchanged };
}

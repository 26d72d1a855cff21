import type { Writer } from '../commit/writer.ts';
import type { Timers } from '../timers.ts';
import type { Clock } from '../ports.ts';

/**
 * Says when the writer takes entries into the search index: in small slices, a moment after they were written, and while
 * commands wait for the disk at most a sixth of the writer's time. Then the index falls behind, and catches up afterwards.
 */
export interface Indexer {
  /** There is something new. */
  readonly wake: () => void;
  /** Starts nothing more; resolves when what was begun is done. */
  readonly stop: () => Promise<void>;
}

export interface IndexerDeps {
  readonly writer: Pick<Writer, 'index'>;
  readonly timers: Timers;
  readonly clock: Clock;
  /** Commands wait for the disk. */
  readonly isBusy: () => boolean;
}

/** Entries of a slice: about a millisecond of the writer while messages come, a few when nobody writes. */
export const SLICE = 32;
export const QUIET_SLICE = 256;
/** How long new entries gather, ms. */
const AFTER = 300;
const BUSY_PAUSE = 15;
const BUSY_SHARE = 5;
/** However long a slice took, ms: after a disk that hung for a minute the index would stand still for five. */
const MOST_PAUSE = 2_000;
const AGAIN_AFTER = 5_000;

export function createIndexer({ writer, timers, clock, isBusy }: IndexerDeps): Indexer {
  let state: 'asleep' | 'waiting' | 'at work' = 'asleep';
  let hasNews = false;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();

  /** Nothing came since the last slice, and nothing waits. */
  const isQuiet = (): boolean => !hasNews && !isBusy();

  function next(after: number): void {
    state = 'waiting';
    const run = (): void => {
      if (!isStopped) running = slice();
    };
    if (after === 0) timers.soon(run);
    else timers.after(after, run);
  }

  const pauseAfter = (took: number): number => Math.min(MOST_PAUSE, Math.max(BUSY_PAUSE, took * BUSY_SHARE));

  async function slice(): Promise<void> {
    const startedAt = clock.now();
    const size = isQuiet() ? QUIET_SLICE : SLICE;
    state = 'at work';
    hasNews = false;
    const taken = await writer.index(size);
    if (taken === null) next(AGAIN_AFTER);
    else if (taken === size) next(isQuiet() ? 0 : pauseAfter(clock.now() - startedAt));
    else if (hasNews) next(AFTER);
    else state = 'asleep';
  }

  return {
    wake: () => {
      if (state === 'asleep') next(AFTER);
      else hasNews = true;
    },
    stop: () => {
      isStopped = true;
      return running;
    },
  };
}

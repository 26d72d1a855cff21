import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { Timers } from '../timers.ts';
import type { KeepStore } from './keep-store.ts';

/**
 * Takes away the last traces of what was deleted: words that the search index still holds without pointing to them, and what the
 * write-ahead log still tells. Resolves when no byte of it is left, or when the disk does not let it; then it is owed. Who asks while
 * one is under way waits for the one behind it, which begins after what he deleted.
 */
export type Scrub = () => Promise<void>;

export interface Scrubber {
  readonly scrub: Scrub;
  /** Once more, if it is owed, from before or from the life before this one, and nobody waits for the writer. */
  readonly scrubOwed: Scrub;
}

export interface ScrubDeps {
  readonly store: Pick<KeepStore, 'isCleaning'>;
  readonly writer: Pick<Writer, 'keep' | 'index'>;
  readonly timers: Timers;
  readonly log: Log;
  /** Nobody waits for the writer. */
  readonly isIdle: () => boolean;
}

/** Rows that the index takes in at a time, when it has to before it cleans. */
const SLICE = 256;
/** Somebody who reads just now keeps the log from being cut off. */
const TRIES = 100;
const AGAIN_AFTER = 50;

export function createScrubber({ store, writer, timers, log, isIdle }: ScrubDeps): Scrubber {
  // The life before may have died in the middle of it, and somebody may have read while the start emptied the log.
  let isOwed = true;
  let running: Promise<void> | null = null;
  let behind: Promise<void> | null = null;

  async function scrubOnce(): Promise<void> {
    isOwed = true;
    try {
      while (store.isCleaning()) if ((await writer.index(SLICE)) === null) return;
    } catch (error) {
      log.error({ error: String(error) }, 'it cannot be read whether the index still has what was deleted');
      return;
    }
    for (let left = TRIES; left > 0; left -= 1) {
      if ((await writer.keep({ kind: 'empty-log' })) === 1) {
        isOwed = false;
        return;
      }
      await new Promise<void>((resolve) => void timers.after(AGAIN_AFTER, resolve));
    }
    log.warn({}, 'the log of the database could not be emptied; what was deleted stands in it until it can');
  }

  function scrub(): Promise<void> {
    if (running === null) {
      running = scrubOnce().finally(() => {
        running = null;
      });
      return running;
    }
    behind ??= running.then(() => {
      behind = null;
      return scrub();
    });
    return behind;
  }

  return {
    scrub,
    scrubOwed: async () => {
      if (isOwed && running === null && isIdle()) await scrub();
    },
  };
}

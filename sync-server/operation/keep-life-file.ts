import type { Log } from '../log.ts';
import type { Timers } from '../timers.ts';
import { writeLifeFile } from './life-file.ts';

const EVERY = 60_000;

/**
 * Notes from time to time, and at the end, how far the data has come: a copy that does not reach it is an older one, also when it
 * is of the same life. The note is one small fsync a minute, and none while nobody writes.
 */
export function keepLifeFile(deps: {
  readonly dataDir: string;
  readonly life: string | null;
  readonly newestRow: () => number;
  readonly timers: Timers;
  readonly log: Log;
}): { readonly note: () => void } {
  let noted = deps.newestRow();

  function note(): void {
    try {
      const row = deps.newestRow();
      if (row === noted) return;
      writeLifeFile(deps.dataDir, { life: deps.life, next: null, row });
      noted = row;
    } catch (error) {
      // What the file says stays true; the disk says elsewhere that it is not well.
      deps.log.error({ error: String(error) }, 'how far the data has come was not noted');
    }
  }

  function later(): void {
    deps.timers.after(EVERY, () => {
      note();
      later();
    });
  }
  later();
  return { note };
}

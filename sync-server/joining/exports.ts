import type { VisitorId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { createRateLimit } from '../admit/rate-limit.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';

/**
 * Copies of what is kept of visitors on their way out (PRIV6). Years of words are read from the disk for each, on the thread that
 * everybody's messages walk, and tokens are free: so few at a time, each for a time, and few a day.
 */
export interface Exports {
  /** A place; to be left when the copy is out. `cut` is called when that takes too long, and the place is free then. */
  readonly enter: (visitor: VisitorId, cut: () => void) => Result<() => void, 'busy'>;
  /** Whether this visitor has one more today; taken with the answer. */
  readonly hasOneMore: (visitor: VisitorId) => boolean;
  /** The disk did not let it be read to its end: it was none. */
  readonly giveBack: (visitor: VisitorId) => void;
}

const AT_ONCE = 2;
/** Somebody who tries both kinds of file, on two devices, and once more. */
const A_DAY = 5;
const DAY = 86_400_000;
/** Years of words over a bad line, ms; who reads more slowly would keep the place from others. */
const OUT_WITHIN = 120_000;

export function createExports({ clock, timers }: { readonly clock: Clock; readonly timers: Timers }): Exports {
  const under = new Set<VisitorId>();
  const today = createRateLimit({ burst: A_DAY, window: DAY, aDay: A_DAY }, clock.now);
  return {
    enter: (visitor, cut) => {
      if (under.has(visitor) || under.size >= AT_ONCE) return fail('busy');
      under.add(visitor);
      let isHere = true;
      const leave = (): void => {
        if (!isHere) return;
        isHere = false;
        under.delete(visitor);
        cancel();
      };
      const cancel = timers.after(OUT_WITHIN, () => {
        leave();
        cut();
      });
      return ok(leave);
    },
    hasOneMore: (visitor) => today.take(visitor) === 0,
    giveBack: today.giveBack,
  };
}

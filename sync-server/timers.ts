import type { Log } from './log.ts';
import type { Clock } from './ports.ts';

/** Where waiting comes from, so that a test or a simulator can own time. */
export interface Timers {
  /** Calls back once after so many ms; the answer cancels it. Never keeps the process alive. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Calls back when the sockets that are ready have been read. */
  readonly soon: (run: () => void) => void;
}

export const systemTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  soon: (run) => void setImmediate(run),
};

/**
 * Nobody calls what a timer runs, so nobody would catch what it throws: a defect there, or a disk that cannot be read, is told
 * and ends with that turn, not with the process.
 */
export function shieldedTimers(timers: Timers, log: Pick<Log, 'error'>): Timers {
  const shielded = (run: () => void) => (): void => {
    try {
      run();
    } catch (error) {
      log.error({ error: String(error) }, 'what was due now could not be done');
    }
  };
  return { after: (ms, run) => timers.after(ms, shielded(run)), soon: (run) => timers.soon(shielded(run)) };
}

/**
 * The system's clock, which never goes back. When it was put back (a machine that woke with a wrong time), ours goes on at half
 * the pace until the two agree: one that stood still would let no visitor write and find no dead socket until then.
 * `notBefore`: where the life before this one was, ms (store/clock-floor.ts).
 */
export function systemClock(
  wall: () => number = Date.now,
  steady: () => number = () => performance.now(),
  notBefore = 0,
): Clock {
  let shown = Math.max(wall(), notBefore);
  let asked = steady();
  return {
    now: () => {
      const passed = steady() - asked;
      asked += passed;
      shown = Math.max(wall(), shown + passed / 2);
      return Math.floor(shown);
    },
  };
}

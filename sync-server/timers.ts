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

/** The system's clock, held still where it would go back. */
export function systemClock(): Clock {
  let last = 0;
  return { now: () => (last = Math.max(last, Date.now())) };
}

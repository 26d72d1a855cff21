import type { Timer } from '#client/environment.ts';

/** Time that moves only when told to: timers run in order, at their exact moment. */
export interface VirtualClock {
  readonly now: () => number;
  readonly setTimeout: (callback: () => void, milliseconds: number) => Timer;
  readonly clearTimeout: (timer: Timer) => void;
  readonly advance: (milliseconds: number) => void;
  /** The device sleeps: time passes, and what was due runs only at the end. */
  readonly sleep: (milliseconds: number) => void;
}

export function createVirtualClock(start = 1_800_000_000_000): VirtualClock {
  let now = start;
  let made = 0;
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();

  const runDue = (until: number, moveClock: boolean): void => {
    for (;;) {
      const due = [...timers].filter(([, { at }]) => at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
      if (due === undefined) return;
      timers.delete(due[0]);
      if (moveClock) now = Math.max(now, due[1].at);
      due[1].callback();
    }
  };

  return {
    now: () => now,
    setTimeout: (callback, milliseconds) => {
      made += 1;
      timers.set(made, { at: now + Math.max(0, milliseconds), callback });
      return made as unknown as Timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as unknown as number),
    advance: (milliseconds) => {
      const until = now + milliseconds;
      runDue(until, true);
      now = until;
    },
    sleep: (milliseconds) => {
      now += milliseconds;
      runDue(now, false);
    },
  };
}

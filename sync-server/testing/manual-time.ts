import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';

/** Time that stands still until it is told to pass. Tests only. */
export function manualTime(): { readonly clock: Clock; readonly timers: Timers; readonly pass: (ms: number) => void } {
  let now = Date.now();
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  return {
    clock: { now: () => now },
    timers: {
      after: (ms, run) => {
        const timer = { at: now + ms, run };
        waiting.push(timer);
        return () => {
          waiting = waiting.filter((other) => other !== timer);
        };
      },
      soon: (run) => void setImmediate(run),
    },
    pass: (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = waiting.filter((timer) => timer.at <= end).sort((left, right) => left.at - right.at);
        if (next === undefined) break;
        waiting = waiting.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
  };
}

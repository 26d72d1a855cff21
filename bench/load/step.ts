/** One step of open-loop load: message k is due at start + k / rate, whatever the server does about the ones before. */
import { Ledger } from './ledger.ts';
import type { Crowd } from './crowd.ts';
import type { Pacer } from './pacer.ts';
import type { StepOrder, StepResult } from './orders.ts';

/** A backlog of so many seconds cannot end with p99 < 100 ms any more; waiting for its end would only take time. */
const HOPELESS_BACKLOG_SECONDS = 1.5;
/** Messages that may be unanswered at any rate: a slow rate's first commits must not look hopeless. */
const LEAST_BACKLOG = 1000;

/** @param base number of the step's first message */
export function runStep(
  crowd: Crowd,
  pacer: Pacer,
  order: StepOrder,
  base: number,
  conversations: number,
  acknowledges: boolean,
): Promise<StepResult> {
  const count = Math.round(order.rate * order.seconds);
  const ledger = new Ledger(base, count, conversations, acknowledges);
  crowd.ledger = ledger;
  const hopeless = Math.max(LEAST_BACKLOG, order.rate * HOPELESS_BACKLOG_SECONDS);
  const interval = 1000 / order.rate;
  // Numbers are fixed; the due moments begin a little later so that the pacer is in step.
  const start = performance.now() + 5;
  const clock = performance.timeOrigin;
  let index = 0;
  let lastWrite = 0;

  return new Promise((resolve) => {
    const finish = (aborted: string | null): void => {
      pacer.stop();
      resolve(ledger.result(aborted));
    };
    pacer.start(order.tick, () => {
      let now = performance.now();
      while (index < count) {
        const due = start + index * interval;
        if (due > now) break;
        if (!crowd.say(ledger.seatOf(index), base + index, clock + now)) {
          finish(`a socket is closed: ${crowd.lastReason}`);
          return;
        }
        ledger.wrote(index, due, now);
        index += 1;
        now = performance.now();
      }
      if (index === count) {
        lastWrite ||= now;
        if (ledger.unsettled === 0) finish(null);
        else if (now - lastWrite > order.patience) finish(`${String(ledger.unsettled)} unsettled after the last write`);
      } else if (order.untilClosed === true) {
        if (crowd.closed > 0) finish('killed');
      } else if (ledger.unsettled > hopeless) {
        finish(`backlog of ${String(ledger.unsettled)}`);
      }
    });
  });
}

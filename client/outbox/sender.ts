import type { CommandId } from '#schema/ids.ts';
import { LATE_AFTER, VISITOR_FRAME_BYTES } from '#schema/limits.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { utf8Length } from '#schema/text.ts';
import type { ClientFrame } from '#schema/wire/frames.ts';
import type { ClientEnvironment, Timer } from '../environment.ts';
import type { OutboxRoom } from './outbox.ts';

/**
 * Sends what waits, in order, over the line of the tab that leads.
 *
 * 1. Rows leave in the order of `n`, at most WINDOW of them unanswered.
 * 2. After a new line everything unanswered is sent again, from the oldest.
 * 3. After `retry` nothing leaves until all that is in flight has been answered and its time is over; then from that one on,
 *    in order, and says so (`first`), because the server lets nothing pass what it told to wait. A refusal of something behind it is not believed, because it may only be so for want of the one before
 *    (a message to a conversation whose start must be tried again). One of something before it is: answers come as they are
 *    ready, and a refusal that had to wait for a commit may come after the `retry` of what was sent later.
 * 4. What no frame can carry is refused here: it must not stop what is behind it.
 * 5. What a living line leaves unanswered for AGAIN_AFTER is sent again, with all behind it; a click does so as soon as it
 *    carries the error mark (OUT4).
 */
export interface Sender {
  /** The line is there: from now on frames go to `send`. Null: it is gone. */
  readonly setLine: (send: ((frame: ClientFrame) => void) | null) => void;
  /** The outbox may hold something new. */
  readonly wake: () => void;
  readonly answered: (id: CommandId, result: CommandResult) => void;
  /** Forgets that the server asked to wait. */
  readonly hurry: () => void;
}

const WINDOW = 64;
/** A longer frame would end the socket for good, and with it everything behind it; bytes. */
const LONGEST = VISITOR_FRAME_BYTES - 1024;
/** A line that answers nothing for this long is asked whether it lives; ms. With the deadline of that question, it makes SESS3. */
const PATIENCE = 1_000;
/** An answer that has not come by then is not waited for any longer; ms. */
const AGAIN_AFTER = 15_000;

export function createSender(
  ports: Pick<ClientEnvironment, 'now' | 'setTimeout' | 'clearTimeout'>,
  outbox: Pick<OutboxRoom, 'current' | 'settle' | 'markSent'>,
  hooks: { readonly doubt: () => void },
): Sender {
  /** In the order of sending, with when and the how many-th of this line. */
  const inFlight = new Map<CommandId, { readonly at: number; readonly place: number }>();
  let places = 0;
  /** Whether what leaves next begins anew. */
  let isFirst = true;
  let send: ((frame: ClientFrame) => void) | null = null;
  let blockedUntil: number | null = null;
  /** The place of the first that has to be tried again. */
  let blockedFrom = Infinity;
  let blockedAt = 0;
  let timer: Timer | null = null;
  let doubtTimer: Timer | null = null;

  const evaluate = (): void => {
    if (send === null) return;
    if (blockedUntil !== null) {
      if (inFlight.size > 0) return;
      const now = ports.now();
      const wait = blockedUntil - now;
      // A clock that was put back says nothing of how long we have waited.
      if (wait > 0 && now >= blockedAt) {
        timer ??= ports.setTimeout(() => {
          timer = null;
          evaluate();
        }, wait);
        return;
      }
      blockedUntil = null;
      blockedFrom = Infinity;
      isFirst = true;
    }
    const leaving: CommandId[] = [];
    for (const { command, state } of outbox.current) {
      if (inFlight.size >= WINDOW) break;
      if (state.kind !== 'waiting' || inFlight.has(command.id)) continue;
      if (utf8Length(JSON.stringify(command)) > LONGEST) {
        outbox.settle(new Map([[command.id, { status: 'rejected', rejection: { reason: 'too-long' } }]]));
        continue;
      }
      inFlight.set(command.id, { at: ports.now(), place: ++places });
      leaving.push(command.id);
      send({ t: 'command', command, ...(isFirst && { first: true }) });
      isFirst = false;
    }
    if (leaving.length > 0) outbox.markSent(leaving, ports.now());
    if (inFlight.size > 0) watchForSilence();
  };

  const watchForSilence = (wait = PATIENCE): void => {
    doubtTimer ??= ports.setTimeout(() => {
      doubtTimer = null;
      const oldest = inFlight.values().next().value;
      if (oldest === undefined || send === null) return;
      const waited = ports.now() - oldest.at;
      if (waited < 0 || waited >= AGAIN_AFTER) return again();
      const left = PATIENCE - waited;
      if (left <= 0) hooks.doubt();
      watchForSilence(left > 0 ? left : PATIENCE);
    }, wait);
  };

  /** From the oldest: whatever of it is answered twice has one effect. */
  const again = (): void => {
    inFlight.clear();
    evaluate();
  };

  return {
    setLine: (next) => {
      send = next;
      isFirst = true;
      again();
    },
    wake: evaluate,
    answered: (id, result) => {
      const place = inFlight.get(id)?.place ?? 0;
      inFlight.delete(id);
      const behindARetry = place > blockedFrom;
      if (result.status === 'retry') {
        const now = ports.now();
        // What was told by a clock that has been put back since says nothing.
        const before = now < blockedAt ? 0 : (blockedUntil ?? 0);
        blockedAt = now;
        blockedFrom = Math.min(blockedFrom, place);
        blockedUntil = Math.max(before, now + result.after);
      } else if (result.status === 'accepted' || !behindARetry) {
        outbox.settle(new Map([[id, result]]));
      }
      evaluate();
    },
    hurry: () => {
      if (blockedUntil !== null) blockedUntil = 0;
      if (timer !== null) ports.clearTimeout(timer);
      timer = null;
      const oldest = inFlight.values().next().value;
      if (oldest !== undefined && ports.now() - oldest.at >= LATE_AFTER) again();
      else evaluate();
    },
  };
}

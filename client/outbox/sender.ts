import type { CommandId } from '#schema/ids.ts';
import { VISITOR_FRAME_BYTES } from '#schema/limits.ts';
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
 *    in order. A refusal of something behind it is not believed, because it may only be so for want of the one before
 *    (a message to a conversation whose start must be tried again).
 * 4. What no frame can carry is refused here: it must not stop what is behind it.
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

export function createSender(
  ports: Pick<ClientEnvironment, 'now' | 'setTimeout' | 'clearTimeout'>,
  outbox: Pick<OutboxRoom, 'current' | 'settle' | 'markSent'>,
  hooks: { readonly doubt: () => void },
): Sender {
  /** In the order of sending, with when. */
  const inFlight = new Map<CommandId, number>();
  let send: ((frame: ClientFrame) => void) | null = null;
  let blockedUntil: number | null = null;
  let timer: Timer | null = null;
  let doubtTimer: Timer | null = null;

  const evaluate = (): void => {
    if (send === null) return;
    if (blockedUntil !== null) {
      if (inFlight.size > 0) return;
      const wait = blockedUntil - ports.now();
      if (wait > 0) {
        timer ??= ports.setTimeout(() => {
          timer = null;
          evaluate();
        }, wait);
        return;
      }
      blockedUntil = null;
    }
    const leaving: CommandId[] = [];
    for (const { command, state } of outbox.current) {
      if (inFlight.size >= WINDOW) break;
      if (state.kind !== 'waiting' || inFlight.has(command.id)) continue;
      if (utf8Length(JSON.stringify(command)) > LONGEST) {
        outbox.settle(new Map([[command.id, { status: 'rejected', rejection: { reason: 'too-long' } }]]));
        continue;
      }
      inFlight.set(command.id, ports.now());
      leaving.push(command.id);
      send({ t: 'command', command });
    }
    if (leaving.length > 0) outbox.markSent(leaving, ports.now());
    if (inFlight.size > 0) watchForSilence();
  };

  const watchForSilence = (wait = PATIENCE): void => {
    doubtTimer ??= ports.setTimeout(() => {
      doubtTimer = null;
      const oldest = inFlight.values().next().value;
      if (oldest === undefined || send === null) return;
      const left = oldest + PATIENCE - ports.now();
      if (left <= 0) hooks.doubt();
      watchForSilence(left > 0 ? left : PATIENCE);
    }, wait);
  };

  return {
    setLine: (next) => {
      send = next;
      inFlight.clear();
      evaluate();
    },
    wake: evaluate,
    answered: (id, result) => {
      const wasInFlight = inFlight.delete(id);
      const behindARetry = blockedUntil !== null && wasInFlight;
      if (result.status === 'retry') {
        blockedUntil = Math.max(blockedUntil ?? 0, ports.now() + result.after);
      } else if (result.status === 'accepted' || !behindARetry) {
        outbox.settle(new Map([[id, result]]));
      }
      evaluate();
    },
    hurry: () => {
      if (blockedUntil !== null) blockedUntil = 0;
      if (timer !== null) ports.clearTimeout(timer);
      timer = null;
      evaluate();
    },
  };
}

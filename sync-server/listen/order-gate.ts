import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';

/**
 * Keeps the order of a socket's commands when one of them has to wait (OUT3): what was already on the way behind it must not
 * pass it, although by the time it arrives there may be room again (a network that stalled, a limit that refilled). It opens
 * when the client, having heard of the wait, begins again with something that was refused before.
 */
export interface OrderGate {
  /** Null: it may go on. Else it comes back after so many ms. */
  readonly waitOf: (id: CommandId) => number | null;
  readonly answered: (id: CommandId, result: CommandResult) => void;
}

/** Nothing is on the way for longer than this: by then one side has given up the line; ms. For clients that do not repeat. */
const LONGEST_ON_THE_WAY = 60_000;

export function createOrderGate(now: () => number): OrderGate {
  /** Answered on this socket since it was shut, and not accepted. */
  const turnedBack = new Set<CommandId>();
  let toldUntil = 0;

  return {
    waitOf: (id) => {
      if (turnedBack.size === 0) return null;
      const time = now();
      if (turnedBack.has(id) || time > toldUntil + LONGEST_ON_THE_WAY) {
        turnedBack.clear();
        return null;
      }
      return Math.max(0, toldUntil - time);
    },
    answered: (id, result) => {
      if (result.status === 'accepted' || (result.status !== 'retry' && turnedBack.size === 0)) return;
      if (result.status === 'retry') toldUntil = Math.max(turnedBack.size === 0 ? 0 : toldUntil, now() + result.after);
      turnedBack.add(id);
    },
  };
}

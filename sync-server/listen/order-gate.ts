import type { EntryCommand } from '#schema/commands/command.ts';
import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';

/**
 * Keeps the order of a socket's commands for one thing when one of them has to wait (OUT3): what was already on the way behind
 * it must not pass it, although by the time it arrives there may be room again (a network that stalled, a limit that refilled).
 * It opens when the client, having heard of the wait, begins again with something that was refused before. Other
 * conversations go on: one that cannot be loaded holds up itself alone (DOC3).
 */
export interface OrderGate {
  /** Null: it may go on. Else it comes back after so many ms. */
  readonly waitOf: (command: EntryCommand) => number | null;
  readonly answered: (command: EntryCommand, result: CommandResult) => void;
}

interface Shut {
  /** Answered on this socket since it was shut, and not accepted. */
  readonly turnedBack: Set<CommandId>;
  toldUntil: number;
}

/** Nothing is on the way for longer than this: by then one side has given up the line; ms. For clients that do not repeat. */
const LONGEST_ON_THE_WAY = 60_000;
/** Nobody who waits when told so has more things waiting; the oldest is forgotten. */
const MOST_SHUT = 1_000;

const thingOf = ({ payload }: EntryCommand): string => ('conversation' in payload ? payload.conversation : 'contact');

export function createOrderGate(now: () => number): OrderGate {
  const shut = new Map<string, Shut>();

  return {
    waitOf: (command) => {
      const thing = thingOf(command);
      const found = shut.get(thing);
      if (found === undefined) return null;
      const time = now();
      if (!found.turnedBack.has(command.id) && time <= found.toldUntil + LONGEST_ON_THE_WAY)
        return Math.max(0, found.toldUntil - time);
      shut.delete(thing);
      return null;
    },
    answered: (command, result) => {
      if (result.status === 'accepted') return;
      const thing = thingOf(command);
      const found = shut.get(thing);
      if (found !== undefined) {
        found.turnedBack.add(command.id);
        if (result.status === 'retry') found.toldUntil = Math.max(found.toldUntil, now() + result.after);
      } else if (result.status === 'retry') {
        const [oldest] = shut.keys();
        if (shut.size >= MOST_SHUT && oldest !== undefined) shut.delete(oldest);
        shut.set(thing, { turnedBack: new Set([command.id]), toldUntil: now() + result.after });
      }
    },
  };
}

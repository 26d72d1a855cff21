import type { EntryCommand } from '#schema/commands/command.ts';
import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Timers } from '../timers.ts';

/**
 * Keeps the order of a socket's commands for one thing when one of them has to wait (OUT3): what was already on the way behind
 * it must not pass it, although by the time it arrives there may be room again (a network that stalled, a limit that refilled).
 * It opens when the client, having heard of the wait, begins again, which it says (`first`). Of one that has never said so, it is
 * guessed: it begins with something that was refused before, or, once the wait is over, with something older than all of that (ids
 * of a tab grow, ID2), which was never behind it. Other conversations go on: one that cannot be loaded holds up itself alone (DOC3).
 */
export interface OrderGate {
  /** Null: it may go on. Else it comes back after so many ms. `isFirst`: its client begins anew with it. */
  readonly waitOf: (command: EntryCommand, isFirst?: boolean) => number | null;
  readonly answered: (command: EntryCommand, result: CommandResult) => void;
  /** The socket is gone. */
  readonly end: () => void;
}

interface Shut {
  /** Answered on this socket since it was shut, and not accepted. */
  readonly turnedBack: Set<CommandId>;
  /** The least of them. */
  oldest: CommandId;
  toldUntil: number;
  /** Not by the clock, which may be set: an hour that it leaps is no hour in which things arrive. */
  cancel: () => void;
}

/** Nothing is on the way for longer than this: by then one side has given up the line; ms. For clients that do not repeat. */
const LONGEST_ON_THE_WAY = 60_000;
/** Nobody who waits when told so has more things waiting; the oldest is forgotten. */
const MOST_SHUT = 1_000;

const thingOf = ({ payload }: EntryCommand): string => ('conversation' in payload ? payload.conversation : 'contact');

export function createOrderGate(now: () => number, after: Timers['after']): OrderGate {
  const shut = new Map<string, Shut>();
  let saysSo = false;

  function open(thing: string): void {
    shut.get(thing)?.cancel();
    shut.delete(thing);
  }

  /** Opens by itself when all that was on the way has arrived or never will. */
  function openLater(thing: string, found: Shut, wait: number): void {
    found.cancel();
    found.cancel = after(wait + LONGEST_ON_THE_WAY, () => open(thing));
  }

  function openAll(): void {
    for (const thing of [...shut.keys()]) open(thing);
  }

  return {
    waitOf: (command, isFirst = false) => {
      if (isFirst) {
        saysSo = true;
        openAll();
      }
      const thing = thingOf(command);
      const found = shut.get(thing);
      if (found === undefined) return null;
      const left = Math.max(0, found.toldUntil - now());
      if (saysSo) return left;
      if (!found.turnedBack.has(command.id) && (left > 0 || command.id > found.oldest)) return left;
      open(thing);
      return null;
    },
    answered: (command, result) => {
      if (result.status === 'accepted') return;
      const thing = thingOf(command);
      const found = shut.get(thing);
      if (found !== undefined) {
        found.turnedBack.add(command.id);
        if (command.id < found.oldest) found.oldest = command.id;
        if (result.status !== 'retry') return;
        found.toldUntil = Math.max(found.toldUntil, now() + result.after);
        openLater(thing, found, result.after);
      } else if (result.status === 'retry') {
        const [oldest] = shut.keys();
        if (shut.size >= MOST_SHUT && oldest !== undefined) open(oldest);
        const made: Shut = {
          turnedBack: new Set([command.id]),
          oldest: command.id,
          toldUntil: now() + result.after,
          cancel: () => undefined,
        };
        shut.set(thing, made);
        openLater(thing, made, result.after);
      }
    },
    end: openAll,
  };
}

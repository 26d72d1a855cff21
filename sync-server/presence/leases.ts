import type { OperatorId } from '#schema/ids.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';

/**
 * Who of the staff is there (LEASE1 to LEASE4). A person's lease holds while any socket of any device of theirs gives signs of
 * life. A person is
 * - `here` with a socket, and for a few seconds after the last one was closed: a reload is no absence;
 * - `gone` after that, or at once when the last socket fell silent, which took the listener long enough to find out;
 * - `expected` after a start of the server: nobody has a socket then, and nobody is gone before they had the time to come back.
 */
export interface Leases {
  readonly arrived: (person: OperatorId) => void;
  /** `silent`: the other side gave no sign of life any more. */
  readonly left: (person: OperatorId, how: 'closed' | 'silent') => void;
  /** A command of somebody without a socket (the second door): whoever writes was there at that moment. */
  readonly acted: (person: OperatorId) => void;
  readonly presenceOf: (person: string) => Presence;
  /** Since when a person who is gone is gone, ms; null for everybody else. */
  readonly goneSince: (person: string) => number | null;
}

export type Presence = 'here' | 'gone' | 'expected';

export interface LeasesDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Somebody came or is gone; null: everybody, because the time to come back after the start is over. */
  readonly changed: (person: OperatorId | null) => void;
}

/** How long after a socket was closed its person counts as here: a reload, or a line that is back at the next try; ms. */
export const SETTLES_AFTER = 5_000;
/** How long after a start everybody is expected back: as long as a client's longest wait between two tries; ms. */
export const EXPECTED_FOR = 30_000;

export function createLeases({ clock, timers, changed }: LeasesDeps): Leases {
  const sockets = new Map<OperatorId, number>();
  /** Without a socket since a moment ago: what ends the wait. */
  const leaving = new Map<string, () => void>();
  const gone = new Map<string, number>();
  /** Since when whoever never came is gone; null while they are expected. */
  let absentSince: number | null = null;

  timers.after(EXPECTED_FOR, () => {
    absentSince = clock.now();
    changed(null);
  });

  const isHere = (person: string): boolean => sockets.has(person as OperatorId) || leaving.has(person);

  function goneSince(person: string): number | null {
    return isHere(person) ? null : (gone.get(person) ?? absentSince);
  }

  return {
    goneSince,
    presenceOf: (person) => (isHere(person) ? 'here' : goneSince(person) === null ? 'expected' : 'gone'),
    arrived: (person) => {
      const wasHere = isHere(person);
      sockets.set(person, (sockets.get(person) ?? 0) + 1);
      leaving.get(person)?.();
      leaving.delete(person);
      gone.delete(person);
      if (!wasHere) changed(person);
    },
    left: (person, how) => {
      const rest = (sockets.get(person) ?? 0) - 1;
      if (rest > 0) return void sockets.set(person, rest);
      sockets.delete(person);
      const since = clock.now();
      const go = (): void => {
        leaving.delete(person);
        gone.set(person, since);
        changed(person);
      };
      if (how === 'silent') go();
      else leaving.set(person, timers.after(SETTLES_AFTER, go));
    },
    acted: (person) => {
      if (goneSince(person) !== null) gone.set(person, clock.now());
    },
  };
}

import { LEFT_AFTER } from '#schema/conversation/missed.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Timers } from '../timers.ts';

/**
 * Which visitors are there (MISS3). One is there while any page of theirs has a socket, and for `LEFT_AFTER` after the last one was
 * gone or after a command that came without one. After a start of the server nobody has left before that time is over. Only those
 * who are there take memory.
 */
export interface Visitors {
  readonly arrived: (visitor: VisitorId) => void;
  readonly left: (visitor: VisitorId) => void;
  /** A command of somebody who may have no socket: the second door. */
  readonly acted: (visitor: VisitorId) => void;
  readonly hasLeft: (visitor: VisitorId) => boolean;
  /** As far as is known: after a start only who has come back is. */
  readonly isHere: (visitor: VisitorId) => boolean;
}

export interface VisitorsDeps {
  readonly timers: Timers;
  /** Somebody came back or has left; null: everybody who did not come back after the start. */
  readonly changed: (visitor: VisitorId | null) => void;
}

export function createVisitors({ timers, changed }: VisitorsDeps): Visitors {
  const sockets = new Map<VisitorId, number>();
  /** Without a socket since a moment ago: what ends the wait. */
  const leaving = new Map<VisitorId, () => void>();
  let isExpected = true;

  timers.after(LEFT_AFTER, () => {
    isExpected = false;
    changed(null);
  });

  const isHere = (visitor: VisitorId): boolean => sockets.has(visitor) || leaving.has(visitor);
  const hasLeft = (visitor: VisitorId): boolean => !isExpected && !isHere(visitor);

  function leaveLater(visitor: VisitorId): void {
    leaving.get(visitor)?.();
    const go = (): void => {
      leaving.delete(visitor);
      if (hasLeft(visitor)) changed(visitor);
    };
    leaving.set(visitor, timers.after(LEFT_AFTER, go));
  }

  return {
    hasLeft,
    isHere,
    arrived: (visitor) => {
      const had = hasLeft(visitor);
      sockets.set(visitor, (sockets.get(visitor) ?? 0) + 1);
      leaving.get(visitor)?.();
      leaving.delete(visitor);
      if (had) changed(visitor);
    },
    left: (visitor) => {
      const rest = (sockets.get(visitor) ?? 0) - 1;
      if (rest > 0) return void sockets.set(visitor, rest);
      sockets.delete(visitor);
      leaveLater(visitor);
    },
    acted: (visitor) => {
      if (sockets.has(visitor)) return;
      const had = hasLeft(visitor);
      leaveLater(visitor);
      if (had) changed(visitor);
    },
  };
}

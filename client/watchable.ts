import type { Watchable } from './interface.ts';

/** A value that can be read now, watched, and set by its owner. */
export interface Settable<State> extends Watchable<State> {
  /** Watchers are called only when the value is another one. */
  readonly set: (next: State) => void;
}

export function createSettable<State>(initial: State): Settable<State> {
  const watchers = createWatchers();
  let current = initial;
  return {
    get current() {
      return current;
    },
    subscribe: watchers.subscribe,
    set: (next) => {
      if (Object.is(next, current)) return;
      current = next;
      watchers.call();
    },
  };
}

/** A list of callbacks; one that leaves while they are being called is not called any more. */
export function createWatchers(): {
  readonly subscribe: (changed: () => void) => () => void;
  readonly call: () => void;
} {
  const all = new Set<() => void>();
  return {
    subscribe: (changed) => {
      // A fresh function, so that subscribing the same callback twice needs two leaves.
      const watcher = (): void => changed();
      all.add(watcher);
      return () => void all.delete(watcher);
    },
    call: () => {
      for (const watcher of all) watcher();
    },
  };
}

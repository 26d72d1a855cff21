import { createSubscriber } from 'svelte/reactivity';
import type { Watchable } from '#client/interface.ts';

/** Something outside Svelte, readable in markup and effects; listened to only while somebody looks. */
export interface Source<State> {
  readonly current: State;
}

export function sourceOf<State>(read: () => State, subscribe: (changed: () => void) => () => void): Source<State> {
  const track = createSubscriber(subscribe);
  return {
    get current() {
      track();
      return read();
    },
  };
}

export const watched = <State>(watchable: Watchable<State>): Source<State> =>
  sourceOf(() => watchable.current, watchable.subscribe);

/** A clock that moves once a second while somebody looks; ms. */
export const clockOf = (now: () => number): Source<number> =>
  sourceOf(now, (changed) => {
    const timer = setInterval(changed, 1_000);
    return () => clearInterval(timer);
  });

/** Whether this can be seen at all: the page, and it on the page, which may have no place for it just now (WID16). */
export const visibilityOf = (element: Element): Source<boolean> =>
  sourceOf(
    () => document.visibilityState === 'visible' && element.isConnected,
    (changed) => {
      // What leaves the page has no size.
      const observer = new ResizeObserver(changed);
      observer.observe(element);
      document.addEventListener('visibilitychange', changed);
      return () => {
        observer.disconnect();
        document.removeEventListener('visibilitychange', changed);
      };
    },
  );

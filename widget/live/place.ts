import type { HoldlineChat } from '../loader/launcher-element.ts';

/** It is looked after whether the widget is on the page still; ms. The loader has no bytes to tell of it. */
const LOOK_EVERY = 500;

interface PlaceChanges {
  /** The page has no place for it now, and may have one again; one that it moves is back at once, and was not away. */
  readonly away: () => void;
  readonly back: () => void;
  /** It has left for good. */
  readonly gone: () => void;
}

export function followPlace(element: HoldlineChat, { away, back, gone }: PlaceChanges): () => void {
  let isAway = false;
  const timer = setInterval(() => {
    if (!element.place) return gone();
    if (isAway !== element.isConnected) return;
    isAway = !isAway;
    if (isAway) away();
    else back();
  }, LOOK_EVERY);
  return () => clearInterval(timer);
}

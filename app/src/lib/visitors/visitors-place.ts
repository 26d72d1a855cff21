import type { VisitorId } from '#schema/ids.ts';
import type { WatchAsk } from '#schema/live/watch-frames.ts';

/** Where somebody was in the table when they left it: what was asked for, and whose row had the keyboard. */
export interface VisitorsPlace {
  readonly ask: WatchAsk;
  readonly row: VisitorId | null;
}

/** By the desk, so that it goes with its person (LIVE8). */
const places = new WeakMap<object, VisitorsPlace>();

export const placeOf = (desk: object): VisitorsPlace | undefined => places.get(desk);
export const keepPlace = (desk: object, place: VisitorsPlace): void => void places.set(desk, place);

import { MOST_SIGHTINGS, type Sighting } from '#schema/site/sighting.ts';
import { originFrom } from '#schema/site/site-origin.ts';
import type { Clock } from '../ports.ts';

/**
 * Where the widgets of sites were asked for since this start, so that whoever puts a snippet into a page sees that it works (SITE11). In memory
 * and nowhere else: an address that is told as a page's origin, and when.
 */
export interface Sightings {
  /** Only of sites that somebody has added: the ids that addresses can name are without number. */
  readonly saw: (site: string, origin: string | undefined, isShown: boolean) => void;
  /** The latest first. */
  readonly of: (site: string) => readonly Sighting[];
}

export function createSightings({ now }: Pick<Clock, 'now'>): Sightings {
  const seen = new Map<string, readonly Sighting[]>();
  return {
    saw: (site, told, isShown) => {
      // What is no web address, as a file's `null` is none, or is too long to be read, says nothing to anybody.
      const origin = told === undefined || told.length > 200 ? null : originFrom(told);
      if (origin === null || origin.includes('*')) return;
      const others = (seen.get(site) ?? []).filter((one) => one.origin !== origin);
      seen.set(site, [{ origin, at: now(), isShown }, ...others].slice(0, MOST_SIGHTINGS));
    },
    of: (site) => seen.get(site) ?? [],
  };
}

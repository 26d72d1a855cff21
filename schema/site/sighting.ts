import * as v from 'valibot';

/** That a page of this address asked for a site's widget: of the page nothing but its origin, and of its visitor nothing. */
export interface Sighting {
  readonly origin: string;
  /** When one did last, ms since 1970, by the server's clock. */
  readonly at: number;
  /** False: the widget stayed away, as the site is archived or its admins have named other addresses. */
  readonly isShown: boolean;
}

export const sightingSchema: v.GenericSchema<unknown, Sighting> = v.object({
  origin: v.string(),
  at: v.number(),
  isShown: v.boolean(),
});

/** The addresses that are told of a site. */
export const MOST_SIGHTINGS = 5;

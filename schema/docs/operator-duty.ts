import type * as Y from 'yjs';

/**
 * For which sites a person of staff is on duty, in the document of that person's own: so it is the same on all of its devices, and can be
 * chosen without a line. Null: for all, those too that are added later.
 */
export type DutySites = readonly string[] | null;

/** Beside what else the app keeps there. */
const ROOT = 'preferences';
export const DUTY_SITES = 'dutySites';

/** Whatever else stands there counts for all: nobody is to miss a visitor over it. */
export function readDutySites(doc: Y.Doc): DutySites {
  const sites: unknown = doc.getMap(ROOT).get(DUTY_SITES);
  if (!Array.isArray(sites)) return null;
  return sites.filter((site): site is string => typeof site === 'string');
}

export const servesSite = (sites: DutySites, site: string): boolean => sites === null || sites.includes(site);

import type * as Y from 'yjs';
import type { KnownSite, Site } from '../site/site.ts';

/** The places where the widget stands, in the document `team`: by their ids, so that every desk can name them. */
const ROOT = 'sites';

export const readSites = (doc: Y.Doc): ReadonlyMap<string, KnownSite> =>
  new Map(doc.getMap<KnownSite>(ROOT).entries() as Iterable<[string, KnownSite]>);

/** Server only. Writes what differs; a site is never taken away. `mails`: letters leave. */
export function writeSites(doc: Y.Doc, sites: readonly Site[], mails: boolean): void {
  const root = doc.getMap<KnownSite>(ROOT);
  for (const { id, name, archived, settings } of sites) {
    const { verifiedOnly } = settings.identity;
    const isTracked = settings.tracking.on && !archived;
    const known: KnownSite = {
      ...{ id, name },
      ...(archived && { archived }),
      ...(verifiedOnly && { verifiedOnly }),
      ...(isTracked && { tracked: true }),
      letters: mails ? (settings.mail.afterMinutes ?? 'never') : 'off',
    };
    if (JSON.stringify(root.get(id)) !== JSON.stringify(known)) root.set(id, known);
  }
}

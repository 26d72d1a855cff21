import { DEFAULT_SITE } from '#schema/site/site-id.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import type { Site } from '#schema/site/site.ts';
import { workspaceSites } from '#schema/tables/site-tables.ts';
import type { Drizzle } from '../people/drizzle-store.ts';

/** The rows of the sites. */
export interface SitesStore {
  readonly read: () => readonly Site[];
  readonly write: (site: Site) => void;
}

/** Null where it is no JSON, maybe because a hand was at it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const createSitesStore = (drizzle: Drizzle): SitesStore => ({
  read: () => {
    const rows = drizzle.select().from(workspaceSites).orderBy(workspaceSites.id).all();
    const read = rows.map(({ id, name, archived, settings }): Site => ({
      id,
      name,
      ...(archived && { archived: true }),
      settings: siteSettingsFrom(parse(settings)),
    }));
    if (read.some(({ id }) => id === DEFAULT_SITE)) return read;
    return [{ id: DEFAULT_SITE, name: '', settings: siteSettingsFrom(null) }, ...read];
  },
  write: ({ id, name, archived, settings }) => {
    const row = { id, name, archived: archived === true, settings: JSON.stringify(settings) };
    drizzle.insert(workspaceSites).values(row).onConflictDoUpdate({ target: workspaceSites.id, set: row }).run();
  },
});

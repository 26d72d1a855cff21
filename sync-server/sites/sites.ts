import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '#schema/result.ts';
import { MOST_SITES, type Site, type SiteAddition, type SiteEdit } from '#schema/site/site.ts';
import { siteSettingsFrom, type SitePartName, type SiteSettings } from '#schema/site/site-settings.ts';
import { nameKey } from '#schema/workspace-lists.ts';
import type { SitesStore } from './sites-store.ts';

export type SiteFailure = 'not-found' | 'id-in-use' | 'name-in-use' | 'too-many' | 'changed-meanwhile';

/** The places where the widget stands: read once at the start, in memory from then on, written through when an admin changes one. */
export interface SitesRoom {
  readonly all: () => readonly Site[];
  /** What holds for this one: its own, or the defaults where nobody has added it. */
  readonly settingsOf: (site: string) => SiteSettings;
  readonly find: (site: string) => Site | null;
  readonly add: (site: SiteAddition) => Result<Site, SiteFailure>;
  /** What is absent stays as it is. Throws when the disk refuses it; then nothing has changed. */
  readonly change: (id: string, edit: SiteEdit) => Result<Site, SiteFailure>;
  /** Calls back after each change that made a difference. */
  readonly onChanged: (listener: (site: Site) => void) => () => void;
}

const DEFAULTS = siteSettingsFrom(null);

export function createSites(store: SitesStore): SitesRoom {
  const listeners = new Set<(site: Site) => void>();
  const sites = new Map(store.read().map((site) => [site.id, site]));

  const isTaken = (id: string, name: string): boolean =>
    [...sites.values()].some((site) => site.id !== id && nameKey(site.name) === nameKey(name));

  function write(site: Site): Site {
    if (JSON.stringify(site) === JSON.stringify(sites.get(site.id))) return site;
    store.write(site);
    sites.set(site.id, site);
    for (const listener of listeners) listener(site);
    return site;
  }

  return {
    all: () => [...sites.values()].sort((one, other) => (nameKey(one.name) < nameKey(other.name) ? -1 : 1)),
    find: (id) => sites.get(id) ?? null,
    settingsOf: (id) => sites.get(id)?.settings ?? DEFAULTS,
    add: ({ id, name }) => {
      if (sites.has(id)) return fail('id-in-use');
      if (isTaken(id, name)) return fail('name-in-use');
      if (sites.size >= MOST_SITES) return fail('too-many');
      return ok(write({ id, name, settings: DEFAULTS }));
    },
    change: (id, { name, archived, settings, was }) => {
      const site = sites.get(id);
      if (site === undefined) return fail('not-found');
      if (name !== undefined && isTaken(id, name)) return fail('name-in-use');
      const isAsRead = Object.entries(was ?? {}).every(([part, read]) =>
        isDeepStrictEqual(site.settings[part as SitePartName], read),
      );
      if (!isAsRead) return fail('changed-meanwhile');
      const { archived: wasArchived, ...rest } = site;
      return ok(
        write({
          ...rest,
          ...(name !== undefined && { name }),
          ...((archived ?? wasArchived) && { archived: true }),
          settings: { ...site.settings, ...settings },
        }),
      );
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

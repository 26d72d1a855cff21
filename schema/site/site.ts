import * as v from 'valibot';
import { siteIdSchema } from './site-id.ts';
import { siteChangeSchema, siteSettingsSchema, type SiteSettings } from './site-settings.ts';

/** Characters of a site's name. */
export const SITE_NAME_LENGTH = 60;
/** How many a workspace may have, what is archived included. */
export const MOST_SITES = 500;

/** One place where the widget stands, as its admins see it. */
export interface Site {
  readonly id: string;
  /** Empty for the one that every workspace has until somebody names it. */
  readonly name: string;
  /** The widget stays away from its pages; its conversations stay. */
  readonly archived?: true;
  readonly settings: SiteSettings;
}

/** A site as every desk knows it. */
export interface KnownSite extends Pick<Site, 'id' | 'name' | 'archived'> {
  /** It signs who its visitors are: whoever is not signed is marked. */
  readonly verifiedOnly?: true;
  /** Operators see who is on it. */
  readonly tracked?: true;
  /** After so many minutes an unseen answer goes by mail; `off`: no letter leaves at all. Absent: a server before this does not tell. */
  readonly letters?: number | 'never' | 'off';
}

export const siteSchema: v.GenericSchema<unknown, Site> = v.object({
  id: siteIdSchema,
  name: v.string(),
  archived: v.exactOptional(v.literal(true)),
  settings: siteSettingsSchema,
});

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(SITE_NAME_LENGTH));

export const siteAdditionSchema = v.strictObject({ id: siteIdSchema, name });
export type SiteAddition = v.InferOutput<typeof siteAdditionSchema>;

/** What is absent stays as it is. */
export const siteEditSchema = v.strictObject({
  name: v.exactOptional(name),
  archived: v.exactOptional(v.boolean()),
  settings: v.exactOptional(siteChangeSchema),
  /** Parts as they stood when they were read: where one of them is another by now, nothing is changed (SITE6). */
  was: v.exactOptional(siteChangeSchema),
});
export type SiteEdit = v.InferOutput<typeof siteEditSchema>;

/** Those whose widget stands on pages, by their names. */
export const inUse = (sites: Iterable<KnownSite>): readonly KnownSite[] =>
  [...sites]
    .filter(({ archived }) => archived !== true)
    .toSorted((one, other) => (one.name + one.id < other.name + other.id ? -1 : 1));

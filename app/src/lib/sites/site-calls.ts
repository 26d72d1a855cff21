import * as v from 'valibot';
import type { Result } from '#schema/result.ts';
import { sightingSchema, type Sighting } from '#schema/site/sighting.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import type { Site, SiteAddition, SiteEdit } from '#schema/site/site.ts';
import type { ApiFailure } from '../account/api.ts';
import { asking } from '../account/asking.ts';

/** Problems of the server that are told in words of their own. */
const OWN = [
  'name-in-use',
  'id-in-use',
  'not-found',
  'no-such-picture',
  'changed-meanwhile',
  'forbidden',
  'invalid',
] as const;

/** Why a site is as it was. */
export type SiteFailure = ApiFailure | (typeof OWN)[number];
type Answer<Value> = Promise<Result<Value, SiteFailure>>;

/** Of a newer server parts that this app does not know may stand in it: they are left out. */
const answerSchema: v.GenericSchema<unknown, Site> = v.pipe(
  v.object({
    id: v.string(),
    name: v.string(),
    archived: v.optional(v.literal(true)),
    settings: v.unknown(),
  }),
  v.transform(({ id, name, archived, settings }) => ({
    ...{ id, name, settings: siteSettingsFrom(settings) },
    ...(archived && { archived }),
  })),
);

const ask = asking('/api/sites', OWN);

/** The places where the widget stands. */
export const siteCalls = {
  read: (): Answer<readonly Site[]> => ask('GET', '', { schema: v.array(answerSchema) }),
  /** On which pages the widget was asked for lately. */
  seen: (id: string): Answer<readonly Sighting[]> =>
    ask('GET', `/${encodeURIComponent(id)}/seen`, { schema: v.array(sightingSchema) }),
  add: (site: SiteAddition): Answer<Site> => ask('POST', '', { schema: answerSchema, body: site }),
  change: (id: string, edit: SiteEdit): Answer<Site> =>
    ask('PATCH', `/${encodeURIComponent(id)}`, { schema: answerSchema, body: edit }),
};

export type SiteCalls = typeof siteCalls;

import * as v from 'valibot';
import { problemSchema } from '#schema/http/contract.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import type { Site, SiteAddition, SiteEdit } from '#schema/site/site.ts';
import { answerOf, type ApiFailure } from '../account/api.ts';

/** Why a site is as it was. */
export type SiteFailure = ApiFailure | 'name-in-use' | 'id-in-use' | 'not-found';
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

/** The places where the widget stands. */
export const siteCalls = {
  read: (): Answer<readonly Site[]> => ask('GET', '', v.array(answerSchema)),
  add: (site: SiteAddition): Answer<Site> => ask('POST', '', answerSchema, site),
  change: (id: string, edit: SiteEdit): Answer<Site> => ask('PATCH', `/${encodeURIComponent(id)}`, answerSchema, edit),
};

export type SiteCalls = typeof siteCalls;

async function ask<Value>(
  method: string,
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  body?: object,
): Answer<Value> {
  const response = await answerOf(`/api/sites${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (response === null || response.status >= 500) return fail('no-network');
  if (response.status === 401) return fail('unauthorized');
  let json: unknown;
  try {
    json = await response.json();
  } catch {
    return fail('broken');
  }
  if (response.ok) {
    const parsed = v.safeParse(schema, json);
    return parsed.success ? ok(parsed.output) : fail('broken');
  }
  const problem = v.safeParse(problemSchema, json);
  const error = problem.success ? problem.output.error : '';
  return fail(error === 'name-in-use' || error === 'id-in-use' || error === 'not-found' ? error : 'refused');
}

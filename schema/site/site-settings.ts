import * as v from 'valibot';
import { afterSiteOf, type AfterSite } from './after-site.ts';
import { liveSiteOf, type LiveSite } from './live-site.ts';
import { CALLBACK } from './parts/callback.ts';
import { CONSENT } from './parts/consent.ts';
import { FORM, publicForm, type OfferedDepartment, type PublicForm } from './parts/form.ts';
import { MAIL } from './parts/mail.ts';
import { INVITATIONS } from './parts/invitations.ts';
import { LOOK, publicLook, type PublicLook } from './parts/look.ts';
import { IDENTITY } from './parts/identity.ts';
import { SITE_ORIGINS } from './parts/origins.ts';
import { NOBODY, publicNobody, type PublicNobody } from './parts/nobody.ts';
import { PRIVACY } from './parts/privacy.ts';
import { RATING } from './parts/rating.ts';
import { START } from './parts/start.ts';
import { publicTexts, TEXTS, type SiteTexts } from './parts/texts.ts';
import { TRACKING } from './parts/tracking.ts';
import type { PreviewState } from './preview.ts';
import type { SitePart } from './site-part.ts';

/** All that is set for each site. A new subject is a file of its own beside these, and a line here. */
export const SITE_PARTS = {
  look: LOOK,
  texts: TEXTS,
  form: FORM,
  nobody: NOBODY,
  privacy: PRIVACY,
  identity: IDENTITY,
  rating: RATING,
  callback: CALLBACK,
  mail: MAIL,
  origins: SITE_ORIGINS,
  start: START,
  invitations: INVITATIONS,
  tracking: TRACKING,
  consent: CONSENT,
} as const satisfies {
  readonly [name: string]: SitePart<unknown>;
};

export type SitePartName = keyof typeof SITE_PARTS;
export const SITE_PART_NAMES = Object.keys(SITE_PARTS) as readonly SitePartName[];

type ValueOf<Part> = Part extends SitePart<infer Value> ? Value : never;
export type SiteSettings = { readonly [Name in SitePartName]: ValueOf<(typeof SITE_PARTS)[Name]> };
/** Some parts, each whole; what is absent stays as it is, so that an older app cannot reset what it does not know. */
export type SiteChange = Partial<SiteSettings>;

const schemas = Object.fromEntries(SITE_PART_NAMES.map((name) => [name, SITE_PARTS[name].schema])) as {
  readonly [Name in SitePartName]: v.GenericSchema<unknown, SiteSettings[Name]>;
};
export const siteSettingsSchema: v.GenericSchema<unknown, SiteSettings> = v.strictObject(schemas);
export const siteChangeSchema: v.GenericSchema<unknown, SiteChange> = v.strictObject(
  Object.fromEntries(SITE_PART_NAMES.map((name) => [name, v.exactOptional(schemas[name])])) as unknown as {
    readonly [Name in SitePartName]: v.ExactOptionalSchema<v.GenericSchema<unknown, SiteSettings[Name]>, undefined>;
  },
);

/** What stands in the file that every page of the site loads, for everybody to read, as small as it can be: what is as by default is absent. */
export interface PublicSite {
  readonly id: string;
  readonly look?: PublicLook;
  readonly texts?: SiteTexts;
  readonly form?: PublicForm;
  readonly nobody?: PublicNobody;
  /** Absent: visitors take and erase what is kept of them themselves. */
  readonly selfService?: boolean;
  /** What stays in the query of an address that its device tells; absent: nothing. */
  readonly parameters?: readonly string[];
  /** Absent where ratings and calls are as by default. */
  readonly after?: AfterSite;
  /** Letters leave: a visitor may have a copy of their conversation by mail. Absent: none do. */
  readonly mails?: true;
  /** In a preview: the state that the panel is shown in, whatever is so. */
  readonly shows?: PreviewState;
  /** Absent where the button is always there and nothing else is asked for. */
  readonly live?: LiveSite;
}

/**
 * From JSON that was stored, maybe by another version. Of a part that is an object what it does not tell, or tells wrongly, is as by
 * default, each field by itself.
 */
export function siteSettingsFrom(stored: unknown): SiteSettings {
  const given = v.safeParse(v.record(v.string(), v.unknown()), stored);
  const parts = SITE_PART_NAMES.map((name) => [
    name,
    readPart<unknown>(SITE_PARTS[name], given.success ? given.output[name] : null),
  ]);
  return Object.fromEntries(parts) as SiteSettings;
}

function readPart<Value>({ schema, byDefault }: SitePart<Value>, stored: unknown): Value {
  const whole = v.safeParse(schema, stored);
  if (whole.success) return whole.output;
  if (typeof stored !== 'object' || stored === null) return byDefault;
  let read = byDefault;
  for (const [field, value] of Object.entries(stored as Readonly<Record<string, unknown>>)) {
    const next = v.safeParse(schema, { ...read, [field]: value });
    if (next.success) read = next.output;
  }
  return read;
}

/** `departments`: those of the workspace that are not archived. */
export function publicSiteOf(
  id: string,
  settings: SiteSettings,
  departments: readonly OfferedDepartment[] = [],
): PublicSite {
  const { privacy } = settings;
  const [look, texts, form, nobody, live] = [
    publicLook(settings.look),
    publicTexts(settings.texts),
    publicForm(settings.form, departments),
    publicNobody(settings.nobody),
    liveSiteOf(settings),
  ];
  const after = afterSiteOf(settings.rating, settings.callback);
  return {
    id,
    ...(look && { look }),
    ...(texts && { texts }),
    ...(form && { form }),
    ...(nobody && { nobody }),
    ...(!privacy.selfService && { selfService: false }),
    ...(privacy.parameters.length > 0 && { parameters: privacy.parameters }),
    ...(after && { after }),
    ...(live && { live }),
  };
}

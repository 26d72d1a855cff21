import * as v from 'valibot';
import { AD_CLICKS, SCREENS, type AdClick, type Device } from '../conversation/visit.ts';
import { visitorIdSchema } from '../ids.ts';
import { accept, defineCommand, reject } from './definition.ts';

/** Not to be read: not known. A visitor is not refused for what its browser says of itself. */
const ifTold = <Told extends v.GenericSchema<unknown, unknown>>(told: Told) =>
  v.fallback(v.optional(told), undefined as never);

const words = (limit: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.toWellFormed().normalize('NFC').trim().slice(0, limit).toWellFormed()),
    v.minLength(1),
  );

/** Scheme, host and path, whatever else was sent: a query, a fragment and what stands before an `@` may be secrets. */
const address = /*#__PURE__*/ v.pipe(
  v.string(),
  v.maxLength(2048),
  v.check((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
  v.transform((text) => `${new URL(text).origin}${new URL(text).pathname}`.slice(0, 500)),
);

/** Where this visitor came from: told by its own device when it writes for the first time in a visit (docs/decisions/visits.md). */
export const contactVisit = /*#__PURE__*/ defineCommand({
  type: 'contact.visit',
  /** `visitor` is absent: visitors tell of themselves, and need not know their own id. */
  payload: v.object({
    visitor: v.optional(visitorIdSchema),
    visit: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    page: ifTold(address),
    referrer: ifTold(v.union([v.literal(''), address])),
    campaign: ifTold(
      v.object({
        source: ifTold(words(120)),
        medium: ifTold(words(120)),
        campaign: ifTold(words(120)),
        term: ifTold(words(120)),
        content: ifTold(words(120)),
        click: ifTold(v.picklist(Object.keys(AD_CLICKS) as AdClick[])),
      }),
    ),
    language: ifTold(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/))),
    zone: ifTold(v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,3}$/))),
    screen: ifTold(v.picklist(SCREENS)),
  }),
  decide: ({ deviceOf }, { visit, page, referrer, campaign, language, zone, screen }, { actor }) => {
    if (actor.kind !== 'visitor') return reject({ reason: 'forbidden' });
    const device = withScreen(deviceOf?.(actor.id) ?? {}, screen);
    const told = { page, referrer, campaign: filled(campaign), language, zone, device: filled(device) };
    return accept({ kind: 'contact-visited', visit, from: filled(told) ?? {} });
  },
});

/** What the page sees of its screen is the truth: a tablet may call itself a desktop computer, and one of Apple's always does. */
export function withScreen(device: Device, screen: Device['kind']): Device {
  if (screen === undefined) return device;
  const isTablet = screen === 'tablet' && device.system === 'macOS';
  return { ...device, ...(isTablet && { system: 'iPadOS' }), kind: screen };
}

/** Without what is not known; undefined when nothing is. */
function filled<Fields extends object>(fields: Fields | undefined): Filled<Fields> | undefined {
  const known = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : (Object.fromEntries(known) as Filled<Fields>);
}
type Filled<Fields> = { readonly [Field in keyof Fields]?: Exclude<Fields[Field], undefined> };

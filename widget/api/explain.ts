import type { ATTRIBUTE_LIMITS } from '#schema/conversation/attributes.ts';
import type { Language } from '../texts/languages.ts';
import type { LIMITS } from '../loader/limits.ts';
import { faultOfColour } from './colour.ts';
import type { HoldlineEvents, HoldlineIdentity, HoldlineLook, HoldlineOptions, HoldlineVerb } from './holdline.ts';

/** What is wrong with a call, in a sentence for whoever wrote it (API4). Developers read English. */

export interface Fault {
  readonly says: string;
  /** What of an identity could be taken all the same. */
  readonly identity?: HoldlineIdentity;
}

type Limits = typeof LIMITS;
type Check = (limits: Limits, ...given: readonly unknown[]) => string | Fault | null;
type Reads<Value> = (value: Value) => string | null;

const EVENTS: { readonly [Name in keyof HoldlineEvents]: true } = {
  ready: true,
  open: true,
  close: true,
  message: true,
  unread: true,
  state: true,
  unsent: true,
};

/** The loader's tables stay in the loader: a file that two of ours need would be one more request before intent. */
const LANGUAGES: { readonly [Spoken in Language]: true } = { en: true, ru: true, pl: true };

/** As options.ts reads it. */
const SITE = /^[a-z0-9][a-z0-9-]{0,39}$/;
/** Of a signed identity, characters. */
const LONGEST_TOKEN = 4_096;
/** The most that browsers reckon with. */
const HIGHEST_LAYER = 2_147_483_647;
const ATTRIBUTES: typeof ATTRIBUTE_LIMITS = { count: 50, name: 60, text: 255, all: 8_000 };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : value === undefined
          ? 'undefined'
          : `a ${typeof value}`;
const named = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : kindOf(value));
const listOf = (table: object): string => Object.keys(table).join(', ');

const oneOf =
  (table: object): Reads<unknown> =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(table, value) ? null : `${named(value)} is none of ${listOf(table)}`;
const between =
  (least: number, most: number): Reads<unknown> =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most ? null : `has to be a number from ${least} to ${most}`;
const layer: Reads<unknown> = (value) =>
  Number.isInteger(value) && between(0, HIGHEST_LAYER)(value) === null
    ? null
    : `has to be a whole number from 0 to ${HIGHEST_LAYER}`;
const textUpTo =
  (limit: number): Reads<unknown> =>
  (value) =>
    typeof value !== 'string'
      ? `has to be text and is ${kindOf(value)}`
      : value.length > limit
        ? `is longer than ${limit} characters`
        : null;

/** Each field by its own rule; the first that breaks it is named. */
function fieldsOf(given: unknown, rules: Readonly<Record<string, Reads<unknown>>>, example: string): string | null {
  if (!isObject(given)) return `give it an object such as ${example}, not ${kindOf(given)}`;
  for (const [field, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
    if (rule === undefined) return `"${field}" is none of ${listOf(rules)}`;
    const fault = rule(value);
    if (fault !== null) return fault.startsWith('"') ? `${field}: ${fault}` : `"${field}" ${fault}`;
  }
  return null;
}

const limited = (limits: Readonly<Record<string, number>>): Record<string, Reads<unknown>> =>
  Object.fromEntries(Object.entries(limits).map(([field, limit]) => [field, textUpTo(limit)]));

/** Empty: as before anything was set. */
const orEmpty =
  (reads: Reads<unknown>): Reads<unknown> =>
  (value) =>
    value === '' ? null : reads(value);

const colour = orEmpty((value) => textUpTo(100)(value) ?? faultOfColour(value as string));
const SCHEMES = { auto: 0, light: 0, dark: 0 };
const SIDES = { start: 0, end: 0 };
const LOOK: { readonly [Field in keyof HoldlineLook]-?: Reads<unknown> } = {
  accent: colour,
  scheme: orEmpty(oneOf(SCHEMES)),
  side: orEmpty(oneOf(SIDES)),
  zIndex: orEmpty(layer),
  size: orEmpty(between(44, 80)),
  aside: orEmpty(between(0, 200)),
  above: orEmpty(between(0, 200)),
  radius: orEmpty(between(0, 28)),
};
const OPTIONS: { readonly [Field in keyof HoldlineOptions]-?: Reads<unknown> } = {
  site: (value) =>
    textUpTo(40)(value) ?? (SITE.test(value as string) ? null : 'has to be an id of a site, such as "my-shop"'),
  language: textUpTo(40),
  title: textUpTo(300),
  accent: colour,
  scheme: orEmpty(oneOf(SCHEMES)),
  side: orEmpty(oneOf(SIDES)),
  zIndex: orEmpty((value) => textUpTo(10)(value) ?? layer(/^\d+$/.test(value as string) ? Number(value) : NaN)),
  container: textUpTo(300),
  inline: textUpTo(10),
  launcher: textUpTo(10),
};

const valueOf: Reads<unknown> = (value) => {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'has to be a finite number';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'is a date that cannot be' : null;
  if (typeof value === 'string') return textUpTo(ATTRIBUTES.text)(value);
  return `has to be text, a number, true, false, a date or null, and is ${kindOf(value)}`;
};
const attributes: Check = (_limits, given) => {
  if (!isObject(given) || given instanceof Date)
    return `give it an object such as { plan: 'Pro', seats: 12 }, not ${given instanceof Date ? 'a date' : kindOf(given)}`;
  const { count, name: longest, all } = ATTRIBUTES;
  for (const [name, value] of Object.entries(given)) {
    if (name.trim() === '') return 'an attribute has no name';
    if (name.length > longest) return `"${name.slice(0, longest)}…" is a name of more than ${longest} characters`;
    const fault = valueOf(value);
    if (fault !== null) return `"${name}" ${fault}`;
  }
  if (Object.keys(given).length > count)
    return `these are ${Object.keys(given).length} attributes, and there can be ${count}`;
  return JSON.stringify(given).length > all ? `together they are longer than ${all} characters` : null;
};

const nothing: Check = () => null;
const text: Check = (_limits, given) => {
  if (typeof given !== 'string') return `give it text, not ${kindOf(given)}`;
  return given.trim() === '' ? 'the text is empty' : null;
};
const listener: Check = (_limits, event, heard) =>
  oneOf(EVENTS)(event) !== null
    ? `there is no event ${named(event)}; there are ${listOf(EVENTS)}`
    : typeof heard !== 'function'
      ? `the listener has to be a function and is ${kindOf(heard)}`
      : null;

const CHECKS: { readonly [Verb in HoldlineVerb]: Check } = {
  open: nothing,
  close: nothing,
  toggle: nothing,
  show: nothing,
  hide: nothing,
  identify: (limits, given) => {
    const token: Reads<unknown> = (value) =>
      typeof value === 'function'
        ? null
        : (textUpTo(LONGEST_TOKEN)(value)?.replace('text and', 'text or a function and') ?? null);
    const says = fieldsOf(
      given,
      { ...limited(limits.identity), token },
      "{ name: 'Robin Reed', email: 'robin@example.com' }",
    );
    if (says === null || !isObject(given)) return says;
    const taken = Object.entries(limits.identity).flatMap(([field, limit]) => {
      const value = given[field];
      return typeof value === 'string' ? [[field, value.slice(0, limit)] as const] : [];
    });
    return { says: `${says}; the rest was taken`, identity: Object.fromEntries(taken) };
  },
  setAttributes: attributes,
  page: (limits, given = {}) => fieldsOf(given, limited(limits.page), "{ url: '/cart', title: 'The cart' }"),
  prefill: (limits, given) => (given === '' ? null : text(limits, given)),
  send: text,
  setLanguage: (_limits, given) => oneOf(LANGUAGES)(given),
  setLook: (_limits, given) => fieldsOf(given, LOOK, "{ accent: '#0a7d55', scheme: 'dark' }"),
  unread: nothing,
  state: nothing,
  version: nothing,
  on: listener,
  once: listener,
  off: listener,
  consent: (_limits, given) => (typeof given === 'boolean' ? null : `give it true or false, not ${kindOf(given)}`),
  shutdown: nothing,
  destroy: nothing,
  start: (_limits, given = {}) => fieldsOf(given, OPTIONS, "{ language: 'pl' }"),
};

export const VERBS = Object.keys(CHECKS) as readonly HoldlineVerb[];

export function explain(limits: Limits, name: unknown, given: readonly unknown[]): Fault | null {
  if (typeof name !== 'string' || !Object.hasOwn(CHECKS, name)) {
    return { says: `Holdline: there is no call ${named(name)}; there are ${VERBS.join(', ')}.` };
  }
  const fault = CHECKS[name as HoldlineVerb](limits, ...given);
  if (fault === null) return null;
  const { says, ...more } = typeof fault === 'string' ? { says: fault } : fault;
  return { ...more, says: `holdline('${name}'): ${says}.` };
}

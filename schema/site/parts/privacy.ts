import * as v from 'valibot';
import type { SitePart } from '../site-part.ts';

/** The least and the most, whole days. */
export const KEEP_DAYS = { least: 1, most: 36_500 } as const;
/** Names of parameters, and characters of one. */
const MOST_PARAMETERS = 20;
const PARAMETER_LENGTH = 40;

const schema = v.strictObject({
  /** How long after its end a conversation of this site is deleted for good; null: as the workspace says. */
  keepDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(KEEP_DAYS.least), v.maxValue(KEEP_DAYS.most))),
  /** Of a network address no more is remembered than a part that many have in common. */
  shortAddresses: v.boolean(),
  /** Visitors take a copy of what is kept of them, and have it erased, without asking anybody. */
  selfService: v.boolean(),
  /** Parameters that stay in the addresses of its pages; all others are left out, and never leave the visitor's device. */
  parameters: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.maxLength(PARAMETER_LENGTH), v.regex(/^[^\s,&=?#]*$/))),
    v.transform((names) => [...new Set(names.filter((name) => name !== ''))]),
    v.maxLength(MOST_PARAMETERS),
  ),
});
export interface SitePrivacy extends Omit<v.InferOutput<typeof schema>, 'parameters'> {
  readonly parameters: readonly string[];
}

/** What is kept of visitors, for how long, and what they can do about it themselves. */
export const PRIVACY: SitePart<SitePrivacy> = {
  schema,
  byDefault: { keepDays: null, shortAddresses: false, selfService: true, parameters: [] },
};

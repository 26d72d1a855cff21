import * as v from 'valibot';
import type { SitePart } from '../site-part.ts';

/** The least and the most, whole days. */
export const KEEP_DAYS = { least: 1, most: 36_500 } as const;

const schema = v.strictObject({
  /** How long after its end a conversation of this site is deleted for good; null: as the workspace says. */
  keepDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(KEEP_DAYS.least), v.maxValue(KEEP_DAYS.most))),
  /** Of a network address no more is remembered than a part that many have in common. */
  shortAddresses: v.boolean(),
  /** Visitors take a copy of what is kept of them, and have it erased, without asking anybody. */
  selfService: v.boolean(),
});
export type SitePrivacy = v.InferOutput<typeof schema>;

/** What is kept of visitors, for how long, and what they can do about it themselves. */
export const PRIVACY: SitePart<SitePrivacy> = {
  schema,
  byDefault: { keepDays: null, shortAddresses: false, selfService: true },
};

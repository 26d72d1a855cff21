import * as v from 'valibot';
import type { SitePart } from '../site-part.ts';

/** Minutes. */
export const MAIL_AFTER = { least: 0, most: 1_440 } as const;

const schema = v.strictObject({
  /** How long an answer waits to be seen in the chat before it goes by mail; null: it never does. */
  afterMinutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(MAIL_AFTER.least), v.maxValue(MAIL_AFTER.most))),
});
export type SiteMail = Readonly<v.InferOutput<typeof schema>>;

/** When answers that nobody has seen go by mail. For staff: pages are not told. */
export const MAIL: SitePart<SiteMail> = { schema, byDefault: { afterMinutes: 10 } };

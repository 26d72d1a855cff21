import * as v from 'valibot';
import { isMailbox } from '../../mail/mail-server.ts';
import type { SitePart } from '../site-part.ts';

/** Minutes. */
export const MAIL_AFTER = { least: 0, most: 1_440 } as const;

const schema = v.strictObject({
  /** How long an answer waits to be seen in the chat before it goes by mail; null: it never does. */
  afterMinutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(MAIL_AFTER.least), v.maxValue(MAIL_AFTER.most))),
  /** Where a visitor's reply by mail goes, to a person and not into the chat; null: to the sender, which nobody reads. */
  replyTo: v.optional(
    v.nullable(v.pipe(v.string(), v.trim(), v.check(isMailbox, 'an e-mail address is needed'))),
    null,
  ),
});
export type SiteMail = Readonly<v.InferOutput<typeof schema>>;

/** When answers that nobody has seen go by mail. For staff: pages are not told. */
export const MAIL: SitePart<SiteMail> = { schema, byDefault: { afterMinutes: 10, replyTo: null } };

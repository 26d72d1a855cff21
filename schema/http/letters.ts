import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { siteIdSchema } from '../site/site-id.ts';

/**
 * `POST /api/letters/open`: with the token of this device, and the ticket from the link of a letter, which stands in the fragment of its
 * address and so in no log. From then on the device has that conversation. 403 `other-visitor`: this token is somebody else's already, make
 * another; 410 `expired`, `gone`; 403 `suspended`; 429 `too-many`.
 */
export const letterOpenRequestSchema = /*#__PURE__*/ v.object({
  ticket: v.pipe(v.string(), v.regex(/^[\w-]{20,200}$/)),
});

/**
 * `POST /api/letters/onward`: with the token of a device that has this conversation. 404: none of its own, or there is no page of the site to
 * lead to.
 */
export const onwardRequestSchema = /*#__PURE__*/ v.object({ conversation: conversationIdSchema });
/** The page of the site where its visitor wrote last, with a ticket for two minutes in its fragment. */
export const onwardSchema = /*#__PURE__*/ v.object({ url: v.string() });
export type Onward = v.InferOutput<typeof onwardSchema>;

/**
 * `POST /api/letters/arrive`: the same as `open`, of a widget on a page of the site, by the ticket in the fragment of its address. Good once,
 * for this site and on pages of the origin that it led to; 410 `expired` on all others.
 */
export const letterArriveRequestSchema = /*#__PURE__*/ v.object({
  ticket: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  site: siteIdSchema,
});

export const letterOpenedSchema = /*#__PURE__*/ v.object({
  conversation: v.string(),
  site: v.string(),
  /** Who this device is from now on. */
  visitor: v.string(),
  /** The host of the site's page that one may go on to; absent: there is none. */
  onward: v.exactOptional(v.string()),
  /** How far it was read, on whatever device. */
  seen: v.number(),
});
/** Why a device is not let in. */
export type ReturnFailure = 'expired' | 'gone' | 'other-visitor' | 'suspended' | 'too-many';

export type LetterOpened = v.InferOutput<typeof letterOpenedSchema>;

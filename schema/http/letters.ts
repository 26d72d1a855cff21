import * as v from 'valibot';

/**
 * `POST /api/letters/open`: with the token of this device, and the ticket from the link of a letter, which stands in the fragment of its
 * address and so in no log. From then on the device has that conversation. 403 `other-visitor`: this token is somebody else's already, make
 * another; 410 `expired`, `gone`; 403 `suspended`; 429 `too-many`.
 */
export const letterOpenRequestSchema = /*#__PURE__*/ v.object({
  ticket: v.pipe(v.string(), v.regex(/^[\w-]{20,200}$/)),
});

export const letterOpenedSchema = /*#__PURE__*/ v.object({
  conversation: v.string(),
  site: v.string(),
  /** How far it was read, on whatever device. */
  seen: v.number(),
});
/** Why a device is not let in. */
export type ReturnFailure = 'expired' | 'gone' | 'other-visitor' | 'suspended' | 'too-many';

export type LetterOpened = v.InferOutput<typeof letterOpenedSchema>;

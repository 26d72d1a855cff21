import * as v from 'valibot';
import { conversationIdSchema, operatorIdSchema } from '../ids.ts';

/**
 * `GET /api/photos/<person>`: to staff any, to a visitor that of somebody who answers or has answered in its `conversation`, and 204 for everybody else. With
 * `version`, as the team document tells it, the answer may be kept for ever.
 */
export const photoAddressSchema = /*#__PURE__*/ v.object({
  person: operatorIdSchema,
  conversation: v.optional(conversationIdSchema),
  version: v.optional(v.pipe(v.string(), v.maxLength(40))),
});

/** `PUT /api/photo`: the bytes of one's own, as schema/photo.ts wants them; 400 `no-picture` or `wrong-size`, 413 `too-large`. */
export const photoPutSchema = /*#__PURE__*/ v.object({ version: v.string() });

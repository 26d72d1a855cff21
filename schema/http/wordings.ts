import * as v from 'valibot';
import { commandIdSchema, conversationIdSchema } from '../ids.ts';

/** `GET /api/wordings/<conversation>/<message>`: how a message was worded at each time; 404 `not-found`. */
export const wordingsAddressSchema = /*#__PURE__*/ v.object({
  conversation: conversationIdSchema,
  message: commandIdSchema,
});

/** `at`: when the server accepted it, ms. `text` is null from when it was taken back. */
const wordingSchema = /*#__PURE__*/ v.object({ at: v.number(), text: v.nullable(v.string()) });
export const wordingsSchema = /*#__PURE__*/ v.object({ wordings: v.array(wordingSchema) });

export type Wording = v.InferOutput<typeof wordingSchema>;

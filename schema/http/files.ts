import * as v from 'valibot';
import { commandIdSchema, conversationIdSchema } from '../ids.ts';

/**
 * `POST /api/files`: announces a file by the headers of the tus protocol. `Upload-Length`: its bytes. `Upload-Metadata`: `id` (a UUIDv7
 * of the device's own, the later message's file id), `conversation`, `name`, `type`. Answers its `Location`, `/api/files/uploads/<id>`:
 * HEAD tells how far it has come, PATCH goes on, DELETE gives it up, GET tells what a whole one became. Problems: `too-large`,
 * `type-refused`, `unclean` (a picture out of which where it was made cannot be taken), `too-many` (that nobody has said or accepted),
 * `no-room`.
 */
export const announcedFileSchema = /*#__PURE__*/ v.object({
  id: commandIdSchema,
  conversation: conversationIdSchema,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)),
  type: v.pipe(v.string(), v.maxLength(100)),
  size: v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number), v.minValue(1)),
});

/** `GET /api/files/<conversation>/<message>`: the bytes of the file that this message says. */
export const fileAddressSchema = /*#__PURE__*/ v.object({
  conversation: conversationIdSchema,
  message: commandIdSchema,
});

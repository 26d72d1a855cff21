import * as v from 'valibot';
import { visitorIdSchema } from '../ids.ts';
import { normaliseText } from '../text.ts';
import { accept, defineCommand, reject } from './definition.ts';

/** A note on the contact itself: seen beside every conversation with it, and by staff alone. */
export const contactNote = /*#__PURE__*/ defineCommand({
  type: 'contact.note',
  payload: v.object({ visitor: visitorIdSchema, text: v.pipe(v.string(), v.maxLength(64 * 1024)) }),
  decide: (_facts, payload, { now, writtenAt }) => {
    const text = normaliseText(payload.text);
    if (!text.ok) return reject({ reason: text.failure });
    return accept({ kind: 'contact-noted', text: text.value, ...(now - writtenAt > 60_000 && { writtenAt }) });
  },
});

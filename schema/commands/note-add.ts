import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { normaliseText } from '../text.ts';
import { accept, defineCommand, NOT_FOUND, reject } from './definition.ts';

/** A note for colleagues; it lives in the desk document, which no visitor can read. */
export const noteAdd = /*#__PURE__*/ defineCommand({
  type: 'note.add',
  payload: v.object({ conversation: conversationIdSchema, text: v.pipe(v.string(), v.maxLength(64 * 1024)) }),
  decide: (facts, payload, { now, writtenAt }) => {
    if (facts.head === null) return NOT_FOUND;
    const text = normaliseText(payload.text);
    if (!text.ok) return reject({ reason: text.failure });
    return accept({ kind: 'noted', text: text.value, ...(now - writtenAt > 60_000 && { writtenAt }) });
  },
});

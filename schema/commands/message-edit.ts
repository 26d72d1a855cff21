import * as v from 'valibot';
import { commandIdSchema, conversationIdSchema } from '../ids.ts';
import { normaliseText } from '../text.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';
import { changeable } from './own-message.ts';

/** The author replaces the text of a message within ten minutes of its acceptance. */
export const messageEdit = /*#__PURE__*/ defineCommand({
  type: 'message.edit',
  payload: v.object({
    conversation: conversationIdSchema,
    message: commandIdSchema,
    text: v.pipe(v.string(), v.maxLength(64 * 1024)),
  }),
  decide: (facts, payload, { actor, now }) => {
    const target = changeable(facts, payload.message, actor, now);
    if (!target.ok) return reject(target.failure);
    // A file has no words of its own.
    if (target.value.isFile) return NOT_FOUND;
    const text = normaliseText(payload.text);
    if (!text.ok) return reject({ reason: text.failure });
    if (text.value === target.value.text) return NOTHING;
    return accept({ kind: 'edited', message: payload.message, text: text.value, rev: target.value.rev + 1 });
  },
});

import * as v from 'valibot';
import { commandIdSchema, conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOTHING, reject } from './definition.ts';
import { changeable } from './own-message.ts';

/** The author takes a message back within ten minutes of its acceptance. */
export const messageUnsend = /*#__PURE__*/ defineCommand({
  type: 'message.unsend',
  payload: v.object({ conversation: conversationIdSchema, message: commandIdSchema }),
  decide: (facts, payload, { actor, now }) => {
    const target = changeable(facts, payload.message, actor, now);
    if (target.ok) return accept({ kind: 'unsent', message: payload.message, rev: target.value.rev + 1 });
    return target.failure.reason === 'gone' ? NOTHING : reject(target.failure);
  },
});

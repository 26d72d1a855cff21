import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/**
 * Goes out of a conversation: who was brought in, who handed it over and looks on, or who answers it while a colleague does too,
 * who then goes on. Whoever answers alone hands it over or closes it.
 */
export const conversationLeave = /*#__PURE__*/ defineCommand({
  type: 'conversation.leave',
  payload: v.object({ conversation: conversationIdSchema }),
  decide: ({ head }, _payload, { actor }) => {
    if (head === null) return NOT_FOUND;
    if (head.observers?.some(({ id }) => id === actor.id)) return accept({ kind: 'left', looked: true });
    if (head.others?.some(({ id }) => id === actor.id)) return accept({ kind: 'left' });
    if (head.assignee?.id !== actor.id || head.state === 'closed') return NOTHING;
    const [next] = head.others ?? [];
    return next === undefined ? reject({ reason: 'alone' }) : accept({ kind: 'left', to: next });
  },
});

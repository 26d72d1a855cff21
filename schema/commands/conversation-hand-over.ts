import * as v from 'valibot';
import { conversationIdSchema, operatorIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** Gives a conversation to a person: whoever answers it may, and so may an observer or an admin. */
export const conversationHandOver = /*#__PURE__*/ defineCommand({
  type: 'conversation.hand-over',
  payload: v.object({ conversation: conversationIdSchema, to: operatorIdSchema }),
  decide: ({ head, person }, payload, { actor }) => {
    if (head === null) return NOT_FOUND;
    if (head.state === 'closed') return reject({ reason: 'closed' });
    const to = person(payload.to);
    if (to === null) return reject({ reason: 'no-such-person' });
    if (head.assignee?.id === to.id) return NOTHING;
    const mayGive = head.assignee === null || head.assignee.id === actor.id;
    if (!mayGive && actor.kind === 'operator' && actor.role === 'operator')
      return reject({ reason: 'not-yours', by: head.assignee });
    return accept({ kind: 'handed-over', to });
  },
});

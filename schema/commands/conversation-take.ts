import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** An operator takes a waiting conversation. The first wins; the second is told who. */
export const conversationTake = /*#__PURE__*/ defineCommand({
  type: 'conversation.take',
  payload: v.object({ conversation: conversationIdSchema }),
  decide: ({ head }, _payload, { actor }) => {
    if (head === null) return NOT_FOUND;
    if (head.state === 'closed') return reject({ reason: 'closed' });
    if (head.assignee === null) return accept({ kind: 'taken' });
    return head.assignee.id === actor.id ? NOTHING : reject({ reason: 'taken', by: head.assignee });
  },
});

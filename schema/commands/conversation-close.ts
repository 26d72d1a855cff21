import * as v from 'valibot';
import { mayActFor } from '../conversation/who-answers.ts';
import { conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** Closes a conversation. One that others answer can be closed only by an admin or the owner. */
export const conversationClose = /*#__PURE__*/ defineCommand({
  type: 'conversation.close',
  payload: v.object({ conversation: conversationIdSchema }),
  decide: ({ head }, _payload, { actor }) => {
    if (head === null) return NOT_FOUND;
    if (head.state === 'closed') return NOTHING;
    if (head.assignee !== null && !mayActFor(head, actor)) return reject({ reason: 'not-yours', by: head.assignee });
    return accept({ kind: 'closed' });
  },
});

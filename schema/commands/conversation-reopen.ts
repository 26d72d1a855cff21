import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** An operator opens a closed conversation again and answers it from then on. */
export const conversationReopen = /*#__PURE__*/ defineCommand({
  type: 'conversation.reopen',
  payload: v.object({ conversation: conversationIdSchema }),
  decide: ({ head }, _payload, { actor }) => {
    if (head === null) return NOT_FOUND;
    if (head.state === 'closed') return accept({ kind: 'reopened' });
    if (head.assignee?.id === actor.id) return NOTHING;
    return reject({ reason: 'not-yours', by: head.assignee });
  },
});

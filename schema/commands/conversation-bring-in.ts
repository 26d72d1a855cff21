import * as v from 'valibot';
import { mayActFor } from '../conversation/who-answers.ts';
import { conversationIdSchema, operatorIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** Somebody answers along, also one who is away: whoever answers may ask a colleague in; an admin may, or joins. */
export const conversationBringIn = /*#__PURE__*/ defineCommand({
  type: 'conversation.bring-in',
  payload: v.object({ conversation: conversationIdSchema, person: operatorIdSchema }),
  decide: ({ head, person }, payload, { actor }) => {
    if (head === null) return NOT_FOUND;
    if (head.state === 'closed') return reject({ reason: 'closed' });
    const who = person(payload.person);
    if (who === null) return reject({ reason: 'no-such-person' });
    // Where nobody answers there is nobody to answer along with.
    if (head.assignee === null || !mayActFor(head, actor)) return reject({ reason: 'not-yours', by: head.assignee });
    const isIn = head.assignee.id === who.id || (head.others?.some(({ id }) => id === who.id) ?? false);
    return isIn ? NOTHING : accept({ kind: 'brought-in', who });
  },
});

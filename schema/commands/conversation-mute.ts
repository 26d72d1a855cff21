import * as v from 'valibot';
import { mayActFor } from '../conversation/who-answers.ts';
import { conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/**
 * The client does not expect an answer: nobody is alerted and nobody waits, and it can be answered all the same. What ends it is
 * in schema/conversation/desk.ts.
 */
export const conversationMute = /*#__PURE__*/ defineCommand({
  type: 'conversation.mute',
  payload: v.object({ conversation: conversationIdSchema, on: v.boolean() }),
  decide: (facts, { on }, { actor }) => {
    const { head } = facts;
    if (head === null) return NOT_FOUND;
    if (facts.desk().muted === on) return NOTHING;
    // What is closed is nobody's any more: whoever looks after those who went without an answer says that one is done (MISS5).
    const isSomebodys = head.state !== 'closed' && head.assignee !== null;
    if (isSomebodys && !mayActFor(head, actor)) return reject({ reason: 'not-yours', by: head.assignee });
    return accept({ kind: 'muted', on });
  },
});

import * as v from 'valibot';
import { answersSchema } from '../conversation/answers.ts';
import { invitedSchema } from '../conversation/invited.ts';
import { conversationIdSchema, departmentIdSchema } from '../ids.ts';
import { pageAsKept } from '../page-address.ts';
import { siteIdSchema } from '../site/site-id.ts';
import { pageSchema } from '../words.ts';
import { accept, defineCommand, NOTHING, reject } from './definition.ts';

/**
 * A visitor opens a conversation; the first message follows as a command of its own. It begins with what was asked before the chat
 * (ASK2), and belongs to the department that was chosen; to none where there is no such department (any more).
 */
export const conversationStart = /*#__PURE__*/ defineCommand({
  type: 'conversation.start',
  payload: v.object({
    conversation: conversationIdSchema,
    site: siteIdSchema,
    page: v.optional(pageSchema),
    /** Since 3. */
    department: v.optional(departmentIdSchema),
    answers: v.optional(answersSchema),
    /** Upon which invitation it is begun (INVITE4). */
    invited: v.optional(invitedSchema),
  }),
  decide: (facts, { site, page: told, department, answers, invited: asTold }, { actor }) => {
    if (actor.kind !== 'visitor') return reject({ reason: 'forbidden' });
    if (facts.head !== null) return facts.head.visitor === actor.id ? NOTHING : reject({ reason: 'conflict' });
    const isThere = department !== undefined && facts.department(department) !== null;
    const page = pageAsKept(told, facts.parametersOf?.(site));
    const invited = asTold && facts.invited ? facts.invited(actor.id, site, asTold) : asTold;
    return accept({
      kind: 'started',
      visitor: actor.id,
      site,
      ...(page !== undefined && { page }),
      ...(isThere && { department }),
      ...(answers !== undefined && { answers }),
      ...(invited && { invited }),
    });
  },
});

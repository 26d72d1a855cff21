import * as v from 'valibot';
import { mayActFor } from '../conversation/who-answers.ts';
import { conversationIdSchema, departmentIdSchema, operatorIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject, type Decision, type Facts } from './definition.ts';

/**
 * Gives a conversation to a person, or to a department, where it waits for whoever takes it. Whoever answers it may, and so may an
 * observer or an admin. Who answered before looks on.
 */
export const conversationHandOver = /*#__PURE__*/ defineCommand({
  type: 'conversation.hand-over',
  payload: v.object({
    conversation: conversationIdSchema,
    to: v.optional(operatorIdSchema),
    /** Instead of `to`. */
    department: v.optional(departmentIdSchema),
  }),
  decide: (facts, { to, department }, { actor }) => {
    const { head } = facts;
    if (head === null) return NOT_FOUND;
    if (head.state === 'closed') return reject({ reason: 'closed' });
    if ((to === undefined) === (department === undefined))
      return reject({ reason: 'invalid', detail: 'a person or a department is needed' });
    const given = to === undefined ? toDepartment(facts, department ?? '') : toPerson(facts, to);
    if (given.kind !== 'accept') return given;
    const mayGive =
      head.assignee === null || mayActFor(head, actor) || (actor.kind === 'operator' && actor.role === 'observer');
    return mayGive ? given : reject({ reason: 'not-yours', by: head.assignee });
  },
});

function toPerson({ head, person }: Facts, id: string): Decision {
  const to = person(id);
  if (to === null) return reject({ reason: 'no-such-person' });
  return head?.assignee?.id === to.id ? NOTHING : accept({ kind: 'handed-over', to });
}

function toDepartment({ head, department }: Facts, id: string): Decision {
  const found = department(id);
  if (found === null) return reject({ reason: 'no-such-department' });
  if (head?.assignee === null && head.department === id) return NOTHING;
  return accept({ kind: 'handed-over', to: { kind: 'operator', id: '', name: found.name }, department: id });
}

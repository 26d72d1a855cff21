import * as v from 'valibot';
import { mayActFor } from '../conversation/who-answers.ts';
import { commandIdSchema, conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** Somebody of the staff says yes or no to a file that a visitor wants to send. It stands: whoever has the file has it. */
export const fileAnswer = /*#__PURE__*/ defineCommand({
  type: 'file.answer',
  payload: v.object({ conversation: conversationIdSchema, message: commandIdSchema, yes: v.boolean() }),
  decide: ({ head, message }, { message: id, yes }, { actor }) => {
    const found = message(id);
    if (head === null || found?.message.kind !== 'text' || !found.message.file?.asks) return NOT_FOUND;
    const { edit } = found;
    if (edit !== null && 'gone' in edit) return reject({ reason: 'gone' });
    if (edit?.file !== undefined) return (edit.file === 'accepted') === yes ? NOTHING : reject({ reason: 'answered' });
    if (head.assignee !== null && !mayActFor(head, actor)) return reject({ reason: 'not-yours', by: head.assignee });
    return accept({ kind: 'file-answered', message: id, yes, text: found.message.text, rev: (edit?.rev ?? 0) + 1 });
  },
});

import * as v from 'valibot';
import { isAtMost } from '../at-most.ts';
import type { Task } from '../conversation/task.ts';
import { conversationIdSchema, operatorIdSchema, visitorIdSchema, type CommandId } from '../ids.ts';
import { TASK_TITLE_LENGTH } from '../limits.ts';
import { normaliseName } from '../workspace-lists.ts';
import { accept, reject, type Decision, type Facts } from './definition.ts';

const time = /*#__PURE__*/ v.nullable(/*#__PURE__*/ v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/** All that a task says. `about` is the conversation in which it was promised; times in ms. */
export const taskFields = {
  visitor: visitorIdSchema,
  title: /*#__PURE__*/ v.pipe(v.string(), v.maxLength(2_000)),
  due: time,
  assignee: operatorIdSchema,
  remindAt: time,
  about: /*#__PURE__*/ v.optional(conversationIdSchema),
} as const;

type TaskFields = v.InferOutput<v.ObjectSchema<typeof taskFields, undefined>>;

/** The task of this id is so from now on. */
export function decideTask(
  facts: Facts,
  id: CommandId,
  { title, due, assignee, remindAt, about }: TaskFields,
): Decision {
  const words = normaliseName(title);
  if (words === '') return reject({ reason: 'empty' });
  if (!isAtMost(words, TASK_TITLE_LENGTH)) return reject({ reason: 'too-long' });
  const who = facts.person(assignee);
  if (who === null) return reject({ reason: 'no-such-person' });
  const task: Task = { id, title: words, due, assignee: who, remindAt, ...(about !== undefined && { about }) };
  return accept({ kind: 'task-set', task });
}

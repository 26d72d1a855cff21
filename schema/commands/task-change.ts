import * as v from 'valibot';
import { commandIdSchema } from '../ids.ts';
import { defineCommand, NOT_FOUND } from './definition.ts';
import { decideTask, taskFields } from './task-fields.ts';

/** Says anew, and whole, what a task of this contact is: the last one to say it is right. */
export const taskChange = /*#__PURE__*/ defineCommand({
  type: 'task.change',
  payload: v.object({ ...taskFields, task: commandIdSchema }),
  decide: (facts, payload) => (facts.hasTask(payload.task) ? decideTask(facts, payload.task, payload) : NOT_FOUND),
});

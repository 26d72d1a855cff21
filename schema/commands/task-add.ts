import * as v from 'valibot';
import { defineCommand } from './definition.ts';
import { decideTask, taskFields } from './task-fields.ts';

/** Something to do for a contact, by somebody who answers chats. The task has the id of this command. */
export const taskAdd = /*#__PURE__*/ defineCommand({
  type: 'task.add',
  payload: v.object(taskFields),
  decide: (facts, payload, { id }) => decideTask(facts, id, payload),
});

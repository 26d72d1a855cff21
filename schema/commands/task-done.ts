import * as v from 'valibot';
import { commandIdSchema, visitorIdSchema } from '../ids.ts';
import { accept, defineCommand } from './definition.ts';

/** Ticks a task off, or takes that back. */
export const taskDone = /*#__PURE__*/ defineCommand({
  type: 'task.done',
  payload: v.object({ visitor: visitorIdSchema, task: commandIdSchema, done: v.boolean() }),
  decide: (_facts, { task, done }) => accept({ kind: 'task-done', task, done }),
});

import { decide, isTalkCommand, type EntryCommand } from '#schema/commands/command.ts';
import { factsOf } from '#schema/conversation/facts.ts';
import type { Viewer } from '#schema/conversation/overlay.ts';
import type { DeskTask } from '#schema/docs/inbox-document.ts';
import type { CommandId } from '#schema/ids.ts';
import { mayCommand } from '#schema/policy/policy.ts';
import { authorOf } from '#schema/words.ts';

/**
 * The tasks of the inbox with what waits on this device laid over them, each decided as the server will decide it. The inbox is derived
 * behind the answer, so what was accepted a moment ago is handed over too; laid over what has it already it changes nothing.
 */
export function overlayTasks(
  tasks: ReadonlyMap<CommandId, DeskTask>,
  commands: readonly EntryCommand[],
  viewer: Viewer,
): ReadonlyMap<CommandId, DeskTask> {
  const { actor, now, person } = viewer;
  let view: Map<CommandId, DeskTask> | null = null;
  /** Deleted, and perhaps brought back by what comes. */
  const gone = new Map<CommandId, DeskTask>();
  for (const command of commands) {
    if (!isTalkCommand(command) || !/^(task\.|contact\.remove$)/.test(command.type)) continue;
    if (!mayCommand(actor, command.type, null)) continue;
    const decision = decide(factsOf(null, person), command, { actor, now });
    if (decision.kind !== 'accept' || !('visitor' in command.payload)) continue;
    const { visitor } = command.payload;
    const { effect } = decision;
    view ??= new Map(tasks);
    if (effect.kind === 'task-set' && visitor !== undefined) {
      const { id } = effect.task;
      const place = gone.has(id) ? gone : view;
      const { name = '', doneAt } = place.get(id) ?? {};
      const task = { ...effect.task, by: authorOf(actor), at: now, visitor, name };
      place.set(id, doneAt === undefined ? task : { ...task, doneAt });
    } else if (effect.kind === 'contact-removed') {
      const [from, to] = effect.gone ? [view, gone] : [gone, view];
      const task = from.get(effect.item);
      if (task === undefined) continue;
      from.delete(effect.item);
      to.set(effect.item, task);
    } else if (effect.kind === 'task-done') {
      const place = gone.has(effect.task) ? gone : view;
      const before = place.get(effect.task);
      if (before === undefined) continue;
      const { doneAt: _doneAt, ...task } = before;
      place.set(task.id, effect.done ? { ...task, doneAt: now } : task);
    }
  }
  return view ?? tasks;
}

import { decide, isTalkCommand, type EntryCommand } from '#schema/commands/command.ts';
import type { AcceptedCommand } from '../interface.ts';
import { factsOf } from '#schema/conversation/facts.ts';
import type { Viewer } from '#schema/conversation/overlay.ts';
import type { DeskTask } from '#schema/docs/inbox-document.ts';
import type { CommandId } from '#schema/ids.ts';
import { mayCommand } from '#schema/policy/policy.ts';
import { authorOf } from '#schema/words.ts';

/**
 * Of what was accepted, what the tasks of the inbox do not tell yet: the inbox is derived behind the answer, and each line says which
 * entry of its contact it knows. Of one that is not there nobody can say whether it is still to come, or done or deleted by somebody
 * since: what was accepted lately is news then.
 */
export const newsOfTasks = (
  tasks: ReadonlyMap<CommandId, DeskTask>,
  accepted: readonly AcceptedCommand[],
  isLate: (one: AcceptedCommand) => boolean,
): readonly AcceptedCommand[] =>
  accepted.filter((one) => {
    const id = taskOf(one.command);
    if (id === null) return false;
    const known = tasks.get(id)?.seq;
    return known === undefined ? isLate(one) : known < one.seq;
  });

function taskOf({ id, type, payload }: EntryCommand): CommandId | null {
  if (type === 'task.add') return id;
  if ('task' in payload) return payload.task;
  return type === 'contact.remove' && 'item' in payload ? payload.item : null;
}

/** The tasks of the inbox with what they do not tell yet laid over them, each decided as the server will decide it. */
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

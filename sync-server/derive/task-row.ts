import type { SetTask } from '#schema/conversation/task.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import type { CommandId, VisitorId } from '#schema/ids.ts';

/** With whether it was deleted: it may be brought back; and the newest entry that is in it. */
type KeptTask = SetTask & { readonly gone?: true; readonly seq?: number };

/** What the table `tasks` keeps of a task. */
export interface TaskRow {
  readonly visitor: VisitorId;
  readonly task: KeptTask;
  /** ms; null while it is to be done. */
  readonly doneAt: number | null;
}

/** The task that an entry of a contact's document is about; null when it is about none. */
export function taskIn({ effect }: Entry): CommandId | null {
  if (effect.kind === 'task-set') return effect.task.id;
  if (effect.kind === 'contact-removed') return effect.item;
  return effect.kind === 'task-done' ? effect.task : null;
}

/** Those that come with another card; none with any other entry. */
export function mergedTasks(visitor: VisitorId, { seq, effect }: Entry): readonly TaskRow[] {
  if (effect.kind !== 'contact-merged') return [];
  const { tasks, gone } = effect.card;
  const done = new Map(effect.card.done);
  return tasks.map((task) => ({
    visitor,
    task: { ...task, seq, ...(gone.includes(task.id) && { gone: true as const }) },
    doneAt: done.get(task.id)?.at ?? null,
  }));
}

/** The row after one more entry; null when there is no such task of this contact. Repeating entries in their order ends as it was. */
export function taskRowAfter(row: TaskRow | null, visitor: VisitorId, { seq, effect, by, at }: Entry): TaskRow | null {
  if (row !== null && row.visitor !== visitor) return null;
  if (effect.kind === 'task-set') {
    const task = { ...effect.task, by, at, seq, ...(row?.task.gone === true && { gone: true as const }) };
    return { visitor, task, doneAt: row?.doneAt ?? null };
  }
  if (effect.kind === 'contact-removed' && row !== null) {
    const { gone: _gone, ...rest } = row.task;
    const task = { ...rest, seq };
    return { ...row, task: effect.gone ? { ...task, gone: true } : task };
  }
  if (effect.kind === 'task-done' && row !== null)
    return { ...row, task: { ...row.task, seq }, doneAt: effect.done ? at : null };
  return null;
}

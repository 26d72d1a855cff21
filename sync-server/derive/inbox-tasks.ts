import { dropTask, writeTask } from '#schema/docs/inbox-document.ts';
import type { CommandId, VisitorId } from '#schema/ids.ts';
import type { Clock } from '../ports.ts';
import type { LiveContent, LiveDocument } from '../publish/live-document.ts';
import type { Timers } from '../timers.ts';
import type { TaskRow } from './task-row.ts';

/** Tasks that are to be done and those done in the last day, in the document `inbox/all`: every desk has its own, without a network too. */
export interface InboxTasks {
  readonly taskChanged: (row: TaskRow) => void;
  readonly contactChanged: (visitor: VisitorId) => void;
  /** Whose cards are deleted. */
  readonly forget: (visitors: readonly VisitorId[]) => void;
  readonly count: () => number;
  /** Into a new life of the document. Throws when a contact cannot be read. */
  readonly fill: (doc: LiveContent) => void;
  /** Drops what was done longer ago. */
  readonly sweep: () => void;
  readonly flush: () => void;
}

export interface InboxTasksDeps {
  readonly document: Pick<LiveDocument, 'write'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly contactName: (visitor: VisitorId) => string;
  /** How long what is done stays, ms. */
  readonly staysFor: number;
}

/** Changes are told together, ms. */
const FLUSH_AFTER = 50;
/** When to try again to read what a line is made of, ms. */
const AGAIN_AFTER = 1_000;

export function createInboxTasks({ document, clock, timers, contactName, staysFor }: InboxTasksDeps): InboxTasks {
  const rows = new Map<CommandId, TaskRow>();
  const byVisitor = new Map<VisitorId, Set<CommandId>>();
  const changed = new Set<CommandId>();
  let isScheduled = false;

  const isShown = ({ doneAt, task }: TaskRow): boolean =>
    task.gone !== true && (doneAt === null || doneAt > clock.now() - staysFor);

  const put = (doc: LiveContent, { visitor, task, doneAt }: TaskRow): void =>
    writeTask(doc, { ...task, visitor, name: contactName(visitor), ...(doneAt !== null && { doneAt }) });

  function touch(id: CommandId, after = FLUSH_AFTER): void {
    changed.add(id);
    if (isScheduled) return;
    isScheduled = true;
    timers.after(after, flush);
  }

  function flush(): void {
    isScheduled = false;
    if (changed.size === 0) return;
    const due = [...changed];
    changed.clear();
    document.write((doc) => {
      for (const id of due) {
        const row = rows.get(id);
        try {
          if (row === undefined) dropTask(doc, id);
          else put(doc, row);
        } catch {
          // Its contact cannot be read now; it keeps the others from nothing, and is tried again.
          touch(id, AGAIN_AFTER);
        }
      }
    });
  }

  function remove({ visitor, task: { id } }: TaskRow): void {
    if (!rows.delete(id)) return;
    const others = byVisitor.get(visitor);
    others?.delete(id);
    if (others?.size === 0) byVisitor.delete(visitor);
    touch(id);
  }

  return {
    taskChanged: (row) => {
      const before = rows.get(row.task.id);
      if (before !== undefined && before.visitor !== row.visitor) remove(before);
      if (!isShown(row)) return remove(row);
      const { visitor, task } = row;
      rows.set(task.id, row);
      const others = byVisitor.get(visitor);
      if (others === undefined) byVisitor.set(visitor, new Set([task.id]));
      else others.add(task.id);
      touch(task.id);
    },
    contactChanged: (visitor) => {
      for (const id of byVisitor.get(visitor) ?? []) touch(id);
    },
    forget: (visitors) => {
      for (const visitor of visitors) {
        for (const id of [...(byVisitor.get(visitor) ?? [])]) {
          const row = rows.get(id);
          if (row !== undefined) remove(row);
        }
      }
    },
    count: () => rows.size,
    fill: (doc) => {
      for (const row of rows.values()) put(doc, row);
    },
    sweep: () => {
      for (const row of [...rows.values()]) if (!isShown(row)) remove(row);
    },
    flush,
  };
}

import { dayOf } from '../texts/times.ts';

export const TASK_GROUPS = ['overdue', 'today', 'later', 'undated', 'done'] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];

interface Dated {
  readonly id: string;
  readonly due: number | null;
}

const LAST = Number.MAX_SAFE_INTEGER;

/** What is due first; what has no date comes behind, the oldest first. */
export function byDue(one: Dated, other: Dated): number {
  return (one.due ?? LAST) - (other.due ?? LAST) || (one.id < other.id ? -1 : 1);
}

export function groupOf({ due, doneAt }: Dated & { readonly doneAt?: number }, now: number): TaskGroup {
  if (doneAt !== undefined) return 'done';
  if (due === null) return 'undated';
  if (due < now) return 'overdue';
  return dayOf(due) === dayOf(now) ? 'today' : 'later';
}

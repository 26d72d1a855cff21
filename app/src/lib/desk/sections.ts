import { answers } from '#schema/conversation/who-answers.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { Actor } from '#schema/words.ts';

/** Where a conversation stands on the desk of one person. */
export const SECTIONS = ['mine', 'new', 'others', 'closed'] as const;
export type Section = (typeof SECTIONS)[number];

export const isSection = (text: string | null): text is Section => SECTIONS.some((section) => section === text);

export function sectionOf(summary: Pick<Summary, 'state' | 'assignee' | 'others'>, me: Actor['id']): Section {
  if (summary.state === 'closed') return 'closed';
  if (answers(summary, me)) return 'mine';
  return summary.assignee === null ? 'new' : 'others';
}

/** Who waits longest comes first; then whatever moved last. Closed ones by when they were closed. */
export function byUrgency(a: Summary, b: Summary): number {
  if (a.state === 'closed' || b.state === 'closed') return (b.closedAt ?? b.lastAt) - (a.closedAt ?? a.lastAt);
  if (a.waitingSince !== null && b.waitingSince !== null) return a.waitingSince - b.waitingSince;
  if (a.waitingSince !== null) return -1;
  if (b.waitingSince !== null) return 1;
  return b.lastAt - a.lastAt;
}

/** What to have on the device first, newest need first: what I answer, then what waits, at most `limit`. */
export function prefetchOrder<Row extends { readonly summary: Summary; readonly section: Section }>(
  rows: readonly Row[],
  limit: number,
): readonly Row[] {
  const rank: Record<Section, number> = { mine: 0, new: 1, others: 2, closed: 3 };
  return rows
    .filter(({ section }) => section !== 'closed')
    .toSorted((a, b) => rank[a.section] - rank[b.section] || byUrgency(a.summary, b.summary))
    .slice(0, limit);
}

import { isUrgent, openCallback } from '#schema/conversation/callback.ts';
import { answers } from '#schema/conversation/who-answers.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { Actor } from '#schema/words.ts';

/** What a person looks at: the places of conversations, and all that are open, whoever answers them. */
export const SECTIONS = ['mine', 'new', 'others', 'missed', 'requests', 'closed', 'all'] as const;
export type Section = (typeof SECTIONS)[number];
/** Where a conversation stands on the desk of one person: in one place at a time. */
export type Place = Exclude<Section, 'all'>;

export const isSection = (text: string | null): text is Section => SECTIONS.some((section) => section === text);

/**
 * MISS5: what I answer, alone or along, stays mine, missed or not: nobody else would go on with it. REQ4: what was left as a request
 * is one until somebody takes it up. CALL5: whoever is to be called stands there too, also when the talk was closed meanwhile; who asked to
 * be called at once waits like any other. DUTY2: what nobody answers on a site for which one is not on duty is others' to take up.
 */
export function sectionOf(
  summary: Pick<
    Summary,
    'state' | 'assignee' | 'others' | 'missed' | 'muted' | 'request' | 'callback' | 'waitingSince'
  >,
  me: Actor['id'],
  isOnDuty = true,
): Place {
  const isMissed = isOnDuty && summary.missed !== undefined && summary.muted !== true;
  const callback = openCallback(summary);
  if (summary.state === 'closed') return isMissed ? 'missed' : callback === null || !isOnDuty ? 'closed' : 'requests';
  if (answers(summary, me)) return 'mine';
  if (isMissed) return 'missed';
  if (summary.assignee !== null || !isOnDuty) return 'others';
  const canWait = callback !== null && !isUrgent(callback) && summary.waitingSince === null;
  return summary.request === undefined && !canWait ? 'new' : 'requests';
}

export const isIn = (section: Section, { state }: Summary, place: Place): boolean =>
  section === 'all' ? state !== 'closed' : place === section;

interface Placed {
  readonly summary: Summary;
  readonly section: Place;
}

/** All that stands in each, in the order in which they were given. */
export function inSections<Row extends Placed>(rows: readonly Row[]): { readonly [Name in Section]: readonly Row[] } {
  const sections = Object.fromEntries(SECTIONS.map((section) => [section, [] as Row[]])) as Record<Section, Row[]>;
  for (const row of rows) {
    sections[row.section].push(row);
    if (isIn('all', row.summary, row.section)) sections.all.push(row);
  }
  return sections;
}

/** What happened in the same moment has an order as well, whatever it is: each day, and after each reload, the same. */
const byId = ({ id: a }: Summary, { id: b }: Summary): number => (a < b ? -1 : a > b ? 1 : 0);

/** Who waits longest comes first; then whatever moved last. Closed ones by when they were closed. */
export function byUrgency(a: Summary, b: Summary): number {
  if (a.state === 'closed' && b.state === 'closed')
    return (b.closedAt ?? b.lastAt) - (a.closedAt ?? a.lastAt) || byId(b, a);
  if (a.waitingSince !== null && b.waitingSince !== null) return a.waitingSince - b.waitingSince || byId(a, b);
  if (a.waitingSince !== null) return -1;
  if (b.waitingSince !== null) return 1;
  return byTime(a, b);
}

/** Whatever moved last comes first. */
const byTime = (a: Summary, b: Summary): number => b.lastAt - a.lastAt || byId(b, a);

export type Sort = 'wait' | 'time';

export function comparisonOf(section: Section, sort: Sort): (a: Summary, b: Summary) => number {
  // Whom we failed last can still be reached best.
  return sort === 'time' || section === 'missed' ? byTime : byUrgency;
}

/** What to have on the device first, newest need first: what I answer, then what waits, at most `limit`. */
export function prefetchOrder<Row extends Placed>(rows: readonly Row[], limit: number): readonly Row[] {
  const rank: Record<Place, number> = { mine: 0, new: 1, missed: 2, requests: 3, others: 4, closed: 5 };
  const compare = (a: Row, b: Row): number => rank[a.section] - rank[b.section] || byUrgency(a.summary, b.summary);
  // Of thousands the first few hundred: nothing is sorted of what comes behind them.
  const first: Row[] = [];
  for (const row of rows) {
    if (row.summary.state === 'closed') continue;
    const last = first[limit - 1];
    if (last !== undefined && compare(row, last) >= 0) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = first[middle];
      if (other !== undefined && compare(other, row) <= 0) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, row);
    if (first.length > limit) first.pop();
  }
  return first;
}

import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import type { Person } from '#schema/docs/team-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { compareNames } from '../texts/compare-names.ts';

/**
 * How a colleague stands, as one tells it: `lost`: not connected, whatever they chose · `expected`: the server has just started and
 * does not know yet. A choice shows only of somebody who is there, but for `offline`, which is what it says either way.
 */
export type Standing = OperatorStatus | 'lost' | 'expected';

export function standingOf({ online, gone, status }: Pick<Person, 'online' | 'gone' | 'status'>): Standing {
  if (status === 'offline') return 'offline';
  if (online) return status ?? 'online';
  return gone === true ? 'lost' : 'expected';
}

/** Whether somebody who has to give a conversation away should look twice. */
export const isReady = (standing: Standing): boolean => standing === 'online' || standing === 'invisible';

const ORDER: readonly Standing[] = ['online', 'invisible', 'away', 'expected', 'lost', 'offline'];

/** Who can go on first. */
export const byStanding = (a: Person, b: Person): number =>
  ORDER.indexOf(standingOf(a)) - ORDER.indexOf(standingOf(b)) || compareNames(a.name, b.name);

/** Open conversations by who answers them; of who was brought in as well. */
export function loadsOf<Line extends Answered>(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const loads = new Map<string, Line[]>();
  for (const line of lines) {
    if (line.state === 'closed') continue;
    const people = new Set([line.assignee, ...(line.others ?? [])].flatMap((author) => (author ? [author.id] : [])));
    for (const id of people) loads.set(id, [...(loads.get(id) ?? []), line]);
  }
  return loads;
}

interface Answered {
  readonly id: ConversationId;
  readonly state: 'waiting' | 'active' | 'closed';
  readonly assignee: { readonly id: string } | null;
  readonly others?: readonly { readonly id: string }[];
}

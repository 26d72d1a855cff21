import type { Entry, Request } from '#schema/conversation/entry.ts';
import type { ConversationState } from '#schema/words.ts';

/** A wait that ended because somebody took up who waited. Stands with the row of its conversation, so that a restart forgets none. */
export interface Waited {
  /** When it ended, by the server's clock, ms. */
  readonly at: number;
  /** How long it lasted, ms. */
  readonly wait: number;
  /** To which the conversation belonged then. */
  readonly department?: string;
}

/** How many waits that ended count, and for how long; ms. A shop of the evening is not what it was in the morning. */
export const LAST_WAITS = 30;
export const COUNTS_FOR = 8 * 3_600_000;

/** There is one line for each department, and one for each site for what belongs to no department. */
export const lineOf = (site: string, department: string | undefined): string =>
  department === undefined ? `site ${site}` : `department ${department}`;

/** What of a conversation's row says whether it waits. */
interface Standing {
  readonly state: ConversationState;
  readonly waitingSince: number | null;
  readonly muted?: true;
  readonly request?: Request;
}

interface Kept extends Standing {
  readonly department?: string;
  readonly waited?: readonly Waited[];
}

/** Since when it waits in its line for anybody, ms; null in no line. */
export const standsSince = ({ state, waitingSince, muted, request }: Standing): number | null =>
  state === 'waiting' && muted === undefined && request !== true ? waitingSince : null;

/** After one more entry: what it says no more is left out with the next one. */
export function waitedAfter(
  row: Kept | null,
  state: ConversationState,
  { at }: Pick<Entry, 'at'>,
): Pick<Kept, 'waited'> {
  const since = row === null ? null : standsSince(row);
  if (since === null || state !== 'active') return row?.waited === undefined ? {} : { waited: row.waited };
  const earlier = (row?.waited ?? []).filter((one) => one.at > at - COUNTS_FOR).slice(1 - LAST_WAITS);
  const department = row?.department;
  return {
    waited: [...earlier, { at, wait: Math.max(0, at - since), ...(department !== undefined && { department }) }],
  };
}

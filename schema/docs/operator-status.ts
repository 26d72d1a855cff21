import type * as Y from 'yjs';

/**
 * What a person of staff has chosen to be. `away`: is given no new chats and can be brought in · `invisible`: works, and visitors
 * see nobody · `offline`: works no more, though the desk may be open.
 */
export const STATUSES = ['online', 'away', 'invisible', 'offline'] as const;
export type OperatorStatus = (typeof STATUSES)[number];

const ROOT = 'status';

/**
 * In the document of a person's own, for each status when it was last chosen. The newest choice holds: so of two devices that
 * chose without a line it is the later one, not the one that Yjs happens to place last. Whatever else stands there counts for nothing.
 */
export function readStatus(doc: Y.Doc): OperatorStatus {
  const chosen = doc.getMap(ROOT);
  let status: OperatorStatus = 'online';
  let newest = -Infinity;
  for (const each of STATUSES) {
    const at = chosen.get(each);
    if (typeof at !== 'number' || at <= newest) continue;
    newest = at;
    status = each;
  }
  return status;
}

/** `now`: ms, by the server's clock as far as it is known. What is chosen later is newer, whatever a clock said before. */
export function chooseStatus(doc: Y.Doc, status: OperatorStatus, now: number): void {
  const chosen = doc.getMap(ROOT);
  const known = [...chosen.values()].filter((at) => typeof at === 'number');
  chosen.set(status, Math.max(now, ...known.map((at) => at + 1)));
}

/** Whether visitors are told that this person is there, types or has read. */
export const isSeenByVisitors = (status: OperatorStatus): boolean => status === 'online' || status === 'away';

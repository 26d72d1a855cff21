import type * as Y from 'yjs';

/**
 * What a person of staff has chosen to be. `away`: is given no new chats and can be brought in · `invisible`: works, and visitors
 * see nobody · `offline`: works no more, though the desk may be open.
 */
export const STATUSES = ['online', 'away', 'invisible', 'offline'] as const;
export type OperatorStatus = (typeof STATUSES)[number];

/** `at`: when it was chosen, ms; null: nobody has chosen anything. */
export interface OperatorChoice {
  readonly status: OperatorStatus;
  readonly at: number | null;
}

const ROOT = 'status';

/**
 * In the document of a person's own, for each status when it was last chosen. The newest choice holds: so of two devices that
 * chose without a line it is the later one, not the one that Yjs happens to place last. Whatever else stands there counts for nothing.
 */
export function readChoice(doc: Y.Doc): OperatorChoice {
  const chosen = doc.getMap(ROOT);
  let choice: OperatorChoice = { status: 'online', at: null };
  for (const status of STATUSES) {
    const at = chosen.get(status);
    if (typeof at === 'number' && at > (choice.at ?? -Infinity)) choice = { status, at };
  }
  return choice;
}

/**
 * `now`: ms, by the server's clock as far as it is known. What is chosen later is newer, whatever a clock said before: one that went
 * too fast would else outlast every shift for as long as it was wrong (SCHED2).
 */
export function chooseStatus(doc: Y.Doc, status: OperatorStatus, now: number): void {
  const chosen = doc.getMap(ROOT);
  for (const each of STATUSES) {
    const at = chosen.get(each);
    if (each !== status && typeof at === 'number' && at >= now) chosen.set(each, now - 1);
  }
  chosen.set(status, now);
}

/** Whether visitors are told that this person is there, types or has read. */
export const isSeenByVisitors = (status: OperatorStatus): boolean => status === 'online' || status === 'away';

import type { ConversationId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { talkHeadOf } from '#schema/room/room.ts';
import { promisedIn, type PromisedCall } from '../schedule/call-book.ts';
import type { Pending } from './pending.ts';

/** What is decided about calls and not told to lists yet: for which time each of these conversations has one, null for none. */
export function callsUnderWay(underWay: Iterable<Pending>): ReadonlyMap<ConversationId, PromisedCall | null> {
  const calls = new Map<ConversationId, PromisedCall | null>();
  for (const { entry, room } of underWay) {
    if (entry === null || room === null || room.conversation === null || !entry.effect.kind.startsWith('callback-'))
      continue;
    const head = talkHeadOf(room.decided.head);
    calls.set(room.conversation, head === null ? null : promisedIn(head));
  }
  return calls;
}

/** Refused for a call that another conversation is promised, which may fail still (D1 in decider.ts). */
export const isUponCalls = (result: CommandResult, underWay: Iterable<Pending>): boolean =>
  result.status === 'rejected' && result.rejection.reason === 'time-taken' && callsUnderWay(underWay).size > 0;

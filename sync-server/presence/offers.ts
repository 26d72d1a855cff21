import type { CommandId, ConversationId, OperatorId } from '#schema/ids.ts';
import type { OfferOn } from '#schema/commands/conversation-offer-on.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';

/**
 * Offers a conversation on to everybody when whoever answers it has been gone for the grace and the visitor waits (LEASE5 to
 * LEASE8). It holds nothing that rows do not tell: after a restart it begins anew from them and from the leases.
 */
export interface Offers {
  /** A conversation as its row tells it, after each entry; null: it is no more. */
  readonly conversationChanged: (id: ConversationId, row: OfferedRow | null) => void;
  /** Somebody came back or is gone; null: everybody may be. */
  readonly presenceChanged: (person: OperatorId | null) => void;
  /** The grace is another one, or there are more people. */
  readonly rulesChanged: () => void;
  /** Whoever answers this conversation, and whether their lease is over; null when nobody does. */
  readonly answererOf: (id: ConversationId) => { readonly id: string; readonly isGone: boolean } | null;
}

export type OfferedRow = Pick<ConversationRow, 'state' | 'assignee' | 'waitingSince' | 'lastSeq' | 'muted'>;

export interface OffersDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: () => CommandId;
  /** Seconds, or null for never. */
  readonly grace: () => number | null;
  /** Since when a person is gone, ms; null when they are here, or expected. */
  readonly goneSince: (person: string) => number | null;
  /** Whether there is anybody else who could go on. */
  readonly hasColleague: (person: string) => boolean;
  readonly submit: (command: OfferOn, answer: (result: CommandResult) => void) => void;
  /** Whether this person answers it and is gone may have changed: its readers are told. */
  readonly tell: (id: ConversationId, person: string) => void;
}

interface Answered {
  readonly by: string;
  readonly since: number;
  seen: number;
  isWaiting: boolean;
  /** An offer is under way, or was refused and must not be tried again. */
  isOffered: boolean;
}

/** At most so many at once, with a pause before the next: a desk of a thousand conversations holds up nobody. */
const AT_ONCE = 16;
const PAUSE = 20;

export function createOffers(deps: OffersDeps): Offers {
  const { clock, timers } = deps;
  const answered = new Map<ConversationId, Answered>();
  const desks = new Map<string, Set<ConversationId>>();
  const alarms = new Map<string, { readonly at: number; readonly cancel: () => void }>();

  /** When this conversation is to be offered on; null: not as things are. */
  function dueOf({ by, since, isWaiting, isOffered }: Answered): number | null {
    if (!isWaiting || isOffered) return null;
    const grace = deps.grace();
    const gone = deps.goneSince(by);
    if (grace === null || gone === null || !deps.hasColleague(by)) return null;
    // Given to somebody who is gone already, it has the whole grace before it comes back.
    return Math.max(gone, since) + grace * 1_000;
  }

  function wake(person: string, at: number): void {
    const alarm = alarms.get(person);
    if (alarm !== undefined && alarm.at <= at) return;
    alarm?.cancel();
    const cancel = timers.after(Math.max(0, at - clock.now()), () => {
      alarms.delete(person);
      offerSome(person);
    });
    alarms.set(person, { at, cancel });
  }

  function offerSome(person: string): void {
    let left = AT_ONCE;
    let next: number | null = null;
    for (const id of desks.get(person) ?? []) {
      const conversation = answered.get(id);
      const due = conversation === undefined ? null : dueOf(conversation);
      if (conversation === undefined || due === null) continue;
      if (due > clock.now()) next = Math.min(next ?? due, due);
      else if (left > 0) {
        left -= 1;
        offer(id, conversation);
      } else next = clock.now() + PAUSE;
      if (left === 0 && next !== null && next <= clock.now() + PAUSE) break;
    }
    if (next !== null) wake(person, next);
  }

  function offer(id: ConversationId, conversation: Answered): void {
    conversation.isOffered = true;
    const payload = { conversation: id, from: conversation.by as OperatorId, seen: conversation.seen };
    deps.submit({ id: deps.newId(), type: 'conversation.offer-on', writtenAt: clock.now(), payload }, (result) => {
      // A refusal means that somebody acted meanwhile: the row that tells of it is on its way, or was here already.
      if (result.status !== 'retry') return;
      conversation.isOffered = false;
      wake(conversation.by, clock.now() + result.after);
    });
  }

  function forget(id: ConversationId, { by }: Answered): void {
    answered.delete(id);
    const desk = desks.get(by);
    desk?.delete(id);
    if (desk?.size === 0) desks.delete(by);
  }

  function take(id: ConversationId, by: string): Answered {
    const conversation: Answered = { by, since: clock.now(), seen: 0, isWaiting: false, isOffered: false };
    answered.set(id, conversation);
    const desk = desks.get(by);
    if (desk === undefined) desks.set(by, new Set([id]));
    else desk.add(id);
    return conversation;
  }

  return {
    conversationChanged: (id, row) => {
      const by = row?.state === 'active' ? (row.assignee?.id ?? null) : null;
      const before = answered.get(id);
      if (before !== undefined && before.by !== by) {
        forget(id, before);
        if (deps.goneSince(before.by) !== null) deps.tell(id, before.by);
      }
      if (row === null || by === null) return;
      const conversation = before?.by === by ? before : take(id, by);
      conversation.isWaiting = row.waitingSince !== null && row.muted !== true;
      // What was refused was refused for what happened after `seen`.
      if (row.lastSeq !== conversation.seen) conversation.isOffered = false;
      conversation.seen = row.lastSeq;
      if (conversation !== before && deps.goneSince(by) !== null) deps.tell(id, by);
      const due = dueOf(conversation);
      if (due !== null) wake(by, due);
    },
    presenceChanged: (person) => {
      for (const each of person === null ? [...desks.keys()] : [person]) {
        const ids = desks.get(each);
        if (ids === undefined) continue;
        for (const id of ids) deps.tell(id, each);
        if (deps.goneSince(each) !== null) offerSome(each);
      }
    },
    rulesChanged: () => {
      for (const person of [...desks.keys()]) offerSome(person);
    },
    answererOf: (id) => {
      const by = answered.get(id)?.by;
      return by === undefined ? null : { id: by, isGone: deps.goneSince(by) !== null };
    },
  };
}

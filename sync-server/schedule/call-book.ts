import { openCallback } from '#schema/conversation/callback.ts';
import type { ConversationId } from '#schema/ids.ts';
import {
  callTimes,
  HALF_AN_HOUR,
  hasPlace,
  workAhead,
  workBetweenHalfHours,
  type WorkingHalfHours,
} from '#schema/schedule/call-times.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Clock } from '../ports.ts';
import type { ScheduleRoom } from './schedule-room.ts';

/** A call that was promised for a time. */
export interface PromisedCall {
  readonly at: number;
  readonly site: string;
}

/** Which calls were promised for when, over all conversations, and what is free beside them (CALL7). */
export interface CallBook {
  readonly conversationChanged: (row: ConversationRow) => void;
  readonly forget: (conversations: readonly ConversationId[]) => void;
  /** What is offered to visitors of this site. */
  readonly times: (site: string) => readonly number[];
  /**
   * Whether this conversation may have a call at this time. `decided`: what is decided of others and not committed yet, and null where
   * that is no call at a time any more.
   */
  readonly isFree: (
    call: PromisedCall,
    conversation: ConversationId,
    decided: ReadonlyMap<ConversationId, PromisedCall | null>,
  ) => boolean;
}

export interface CallBookDeps {
  readonly clock: Clock;
  readonly schedule: Pick<ScheduleRoom, 'current'>;
  /** This person answers chats, and is on duty for that site (DUTY1). */
  readonly answersFor: (person: string, site: string) => boolean;
}

/** Who works when is reckoned anew after so long, for everybody who asks; ms. */
const HOLDS_FOR = 60_000;

const halfHourOf = (at: number): number => Math.floor(at / HALF_AN_HOUR) * HALF_AN_HOUR;

/** The call that a conversation has promised for a time; null: none, or as soon as possible. */
export function promisedIn(row: Pick<ConversationRow, 'callback' | 'site'>): PromisedCall | null {
  const when = openCallback(row)?.when ?? null;
  return when === null ? null : { at: when, site: row.site };
}

export function createCallBook({ clock, schedule, answersFor }: CallBookDeps): CallBook {
  const promised = new Map<ConversationId, PromisedCall>();
  let known = { revision: -1, at: 0, work: new Map() as WorkingHalfHours };

  function work(): WorkingHalfHours {
    const [current, now] = [schedule.current(), clock.now()];
    if (known.revision !== current.revision || Math.abs(now - known.at) > HOLDS_FOR)
      known = { revision: current.revision, at: now, work: workAhead(current, now) };
    return known.work;
  }

  /** The sites of calls by their half hours. */
  function byHalfHour(calls: Iterable<PromisedCall>): (at: number) => readonly string[] {
    const sites = new Map<number, string[]>();
    for (const { at, site } of calls) sites.set(halfHourOf(at), [...(sites.get(halfHourOf(at)) ?? []), site]);
    return (at) => sites.get(at) ?? [];
  }

  return {
    conversationChanged: (row) => {
      const call = promisedIn(row);
      if (call === null) promised.delete(row.id);
      else promised.set(row.id, call);
    },
    forget: (conversations) => conversations.forEach((id) => promised.delete(id)),
    times: (site) => callTimes(work(), { site, serves: answersFor, callsAt: byHalfHour(promised.values()) }),
    isFree: ({ at, site }, conversation, decided) => {
      const current = schedule.current();
      // Where no schedule says who works nothing is offered, and nothing can be full; what comes late is made up for.
      if (at <= clock.now() || ![...current.weeks.keys()].some((person) => answersFor(person, site))) return true;
      const others = new Map<ConversationId, PromisedCall | null>([...promised, ...decided]);
      others.delete(conversation);
      const begin = halfHourOf(at);
      return hasPlace(workBetweenHalfHours(current, begin, begin + HALF_AN_HOUR), begin, {
        site,
        serves: answersFor,
        callsAt: byHalfHour([...others.values()].filter((call) => call !== null)),
      });
    },
  };
}

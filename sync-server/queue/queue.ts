import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Clock } from '../ports.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import type { Timers } from '../timers.ts';
import { expectedWait } from './expected-wait.ts';
import { COUNTS_FOR, LAST_WAITS, lineOf, standsSince } from './waited.ts';

/**
 * Who waits for an answer, in which order, and how long that took lately (QUEUE1 to QUEUE3). There is one line for each department,
 * and one for each site for what belongs to no department. In it stands whoever waits for anybody and is there: not what was left
 * as a request, not whoever has gone. Each visitor is told its own place, and no more, when that changes.
 */
export interface Queue {
  /** A row as it is now. */
  readonly conversationChanged: (row: ConversationRow) => void;
  /** Came back or has left; null: many. */
  readonly visitorChanged: (visitor: VisitorId | null) => void;
  readonly forget: (conversations: readonly ConversationId[]) => void;
  /** It hears of its place until the returned function is called; staff hear nothing. */
  readonly enter: (listener: QueueListener) => () => void;
}

export interface QueueListener {
  readonly actor: Actor;
  /** Queues a whole WebSocket frame. */
  readonly push: (frame: Buffer) => void;
}

export interface QueueDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  /** A page of theirs has a socket, or had one a moment ago. Before they have come back after a start nobody is. */
  readonly isHere: (visitor: VisitorId) => boolean;
  /** Whether visitors of this site are told their place. */
  readonly isShown: (site: string) => boolean;
}

/** Places are told together, at most this often; ms. */
export const TELL_EVERY = 3_000;
/** While somebody waits what is usual is reckoned anew this often, because nothing that happens says that nothing happens; ms. */
export const LOOK_EVERY = 30_000;
/** Nobody knows after a start whether who waited longer was there to the end; ms. What is told of longer waits is no more than that. */
export const KNOWN_FOR = 3_600_000;
/** Of each line; those that count are fewer. */
const MOST_ENDED = 10 * LAST_WAITS;

interface Waiting {
  readonly id: ConversationId;
  readonly visitor: VisitorId;
  readonly line: string;
  readonly site: string;
  readonly since: number;
}

interface Ended {
  readonly id: ConversationId;
  readonly at: number;
  readonly wait: number;
  /** Its visitor was there when somebody took them up: what was left in the evening and taken up in the morning is no wait. */
  readonly isKnown: boolean;
}

type Place = Omit<Extract<ServerFrame, { readonly t: 'queue' }>, 't'>;
const NO_PLACE: Place = { place: 0 };

export function createQueue({ clock, timers, isHere, isShown }: QueueDeps): Queue {
  const begunAt = clock.now();
  const waiting = new Map<ConversationId, Waiting>();
  const lines = new Map<string, Set<Waiting>>();
  const ended = new Map<string, readonly Ended[]>();
  /** What was taken in of rows: most changes of a row leave it as it is. */
  const taken = new WeakSet<NonNullable<ConversationRow['waited']>>();
  const listeners = new Map<VisitorId, Set<QueueListener>>();
  /** What each visitor who waits was told last, as text; nothing: no place. */
  const told = new Map<VisitorId, string>();
  const changed = new Set<string>();
  /** Who stands in no line any more and has to hear of it. */
  const released = new Set<VisitorId>();
  let isScheduled = false;
  let isWatched = false;

  function touch(line: string): void {
    changed.add(line);
    if (!isScheduled) timers.after(TELL_EVERY, tell);
    isScheduled = true;
    if (!isWatched) timers.after(LOOK_EVERY, look);
    isWatched = true;
  }

  function look(): void {
    isWatched = false;
    for (const line of lines.keys()) touch(line);
  }

  function put(next: Waiting): void {
    waiting.set(next.id, next);
    const line = lines.get(next.line);
    if (line === undefined) lines.set(next.line, new Set([next]));
    else line.add(next);
    touch(next.line);
  }

  function take(before: Waiting): void {
    waiting.delete(before.id);
    const line = lines.get(before.line);
    line?.delete(before);
    if (line?.size === 0) lines.delete(before.line);
    released.add(before.visitor);
    touch(before.line);
  }

  /** Waits that ended not too long ago to say something, the newest last. */
  function lately(line: string): readonly Ended[] {
    const from = clock.now() - COUNTS_FOR;
    return (ended.get(line) ?? []).filter(({ at }) => at > from);
  }

  /** Those of an earlier life of the server as well: a row is read again with what it knows. */
  function takeEnded({ id, visitor, site, waited }: ConversationRow): void {
    if (waited === undefined || taken.has(waited)) return;
    taken.add(waited);
    for (const { at, wait, department } of waited) {
      const line = lineOf(site, department);
      const known = lately(line);
      if (known.some((one) => one.id === id && one.at === at)) continue;
      const isKnown = at < begunAt ? wait <= KNOWN_FOR : isHere(visitor);
      const all = [...known, { id, at, wait, isKnown }].sort((one, other) => one.at - other.at);
      ended.set(line, all.slice(-MOST_ENDED));
    }
  }

  /** Who waits under this name; most do in one line at most. */
  function touchAllOf(visitor: VisitorId | null): void {
    for (const one of waiting.values()) if (visitor === null || one.visitor === visitor) touch(one.line);
  }

  function tell(): void {
    isScheduled = false;
    const now = clock.now();
    for (const line of changed) {
      const present: Waiting[] = [];
      for (const one of lines.get(line) ?? [])
        if (isHere(one.visitor)) present.push(one);
        else told.delete(one.visitor);
      present.sort((one, other) => one.since - other.since || (one.id < other.id ? -1 : 1));
      if (present.length === 0) continue;
      const wait = expectedWait(
        lately(line)
          .filter(({ isKnown }) => isKnown)
          .slice(-LAST_WAITS)
          .map((each) => each.wait),
        present.map(({ since }) => now - since),
      );
      present.forEach(({ visitor, site }, index) => {
        released.delete(visitor);
        say(visitor, isShown(site) ? { place: index + 1, ...(wait !== undefined && { wait }) } : NO_PLACE);
      });
    }
    changed.clear();
    for (const visitor of released) say(visitor, NO_PLACE);
    released.clear();
  }

  function say(visitor: VisitorId, place: Place): void {
    const text = JSON.stringify({ t: 'queue', ...place } satisfies ServerFrame);
    if ((told.get(visitor) ?? '') === (place.place === 0 ? '' : text)) return;
    if (place.place === 0) told.delete(visitor);
    else told.set(visitor, text);
    const hearing = listeners.get(visitor);
    if (hearing === undefined) return;
    const frame = textFrame(text);
    for (const listener of hearing) listener.push(frame);
  }

  return {
    conversationChanged: (row) => {
      takeEnded(row);
      const before = waiting.get(row.id);
      const since = standsSince(row);
      if (before === undefined && since === null) return;
      const line = lineOf(row.site, row.department);
      if (before?.line === line && before.since === since) return;
      if (before !== undefined) take(before);
      if (since !== null) put({ id: row.id, visitor: row.visitor, line, site: row.site, since });
    },
    visitorChanged: touchAllOf,
    forget: (conversations) => {
      for (const id of conversations) {
        const before = waiting.get(id);
        if (before !== undefined) take(before);
      }
    },
    enter: (listener) => {
      const { actor } = listener;
      if (actor.kind !== 'visitor') return () => undefined;
      const hearing = listeners.get(actor.id) ?? new Set();
      if (hearing.size === 0) touchAllOf(actor.id);
      listeners.set(actor.id, hearing.add(listener));
      const known = told.get(actor.id);
      if (known !== undefined) listener.push(textFrame(known));
      return () => {
        hearing.delete(listener);
        if (hearing.size === 0) listeners.delete(actor.id);
      };
    },
  };
}

import { callOf, roomCallOf, type Call, type CallKind } from '#schema/notify/call.ts';
import { isQuiet, type NotificationSettings } from '#schema/docs/notification-settings.ts';
import type { ToldCall } from '#schema/notify/told-call.ts';
import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import type { ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import { summaryFor, type RoomLine } from '#schema/room/room-line.ts';
import { isMember } from '#schema/room/room.ts';
import { previewOf, type ConversationRow } from '../derive/conversation-row.ts';
import type { TaskRow } from '../derive/task-row.ts';
import type { Clock, People } from '../ports.ts';
import type { Presence } from '../presence/leases.ts';
import type { Timers } from '../timers.ts';
import type { Push } from './push.ts';
import { createReminders } from './reminders.ts';

/**
 * The last stop of the street: calls people who are not there (NOTIFY7). Everything is decided a moment behind what was derived, from
 * what stands then; a message itself costs one entry in a map, and nothing at all where nobody has asked to be called.
 */
export interface Notifier {
  readonly conversationChanged: (row: ConversationRow) => void;
  /** Of rooms, what a colleague writes to one alone calls. */
  readonly roomChanged: (line: RoomLine) => void;
  readonly taskChanged: (row: TaskRow) => void;
  /** How far a participant has read. */
  readonly cursorChanged: (conversation: ConversationId, participant: string) => void;
  /** A person came or is gone; null: everybody, because the time to come back after the start is over. */
  readonly personChanged: (person: OperatorId | null) => void;
  readonly settingsChanged: (person: OperatorId, settings: NotificationSettings) => void;
  /** They are deleted. */
  readonly forget: (conversations: readonly ConversationId[], visitors: readonly VisitorId[]) => void;
}

export interface NotifierDeps {
  readonly push: Pick<Push, 'people' | 'tell' | 'over'>;
  readonly people: Pick<People, 'find'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly contactName: (visitor: VisitorId) => string;
  readonly seenBy: (conversation: ConversationId, person: string) => number;
  readonly statusOf: (person: string) => OperatorStatus;
  readonly presenceOf: (person: string) => Presence;
  /** Is on duty for this site. */
  readonly serves: (person: string, site: string) => boolean;
  /** Somebody may be looking at the app on one of this person's devices. */
  readonly isVisible: (person: string) => boolean;
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
}

/** So long after a change it is looked at: who has it before the eyes has told so by then, and an open page shows it itself; ms. */
const LOOKS_AFTER = 1_500;
/** Rows that are looked at in one go. */
const PIECE = 32;
/** What came before is no news any more, also for whoever was expected back meanwhile or looked at a page whose line died, ms. */
const FRESH_FOR = 600_000;
/** What somebody has had before the eyes for so long they know, ms. */
const WITHHELD_FOR = 90_000;
const LIVE_FOR: { readonly [Kind in CallKind]: number } = {
  waiting: 1_800_000,
  mine: 14_400_000,
  given: 14_400_000,
  colleague: 14_400_000,
  task: 43_200_000,
};

/** What may call somebody: a conversation, or a room of two. */
type Talk = ConversationRow | RoomLine;
const isRoom = (talk: Talk): talk is RoomLine => 'members' in talk;
const otherIn = ({ members }: RoomLine, person: string): string => members.find(({ id }) => id !== person)?.name ?? '';

export function createNotifier(deps: NotifierDeps): Notifier {
  const { push, people, clock, timers } = deps;
  const settings = new Map<OperatorId, NotificationSettings>();
  const changed = new Map<ConversationId, Talk>();
  /** Those of two, as they were last. */
  const rooms = new Map<ConversationId, RoomLine>();
  /** What each person has been called by, or has before the eyes: by conversation, the key. */
  const told = new Map<OperatorId, Map<ConversationId, string>>();
  /** What was not sent because they looked at the app, or were expected back: its key, and since when. */
  const withheld = new Map<OperatorId, Map<ConversationId, { readonly key: string; readonly since: number }>>();
  let isScheduled = false;

  const topicOf = (conversation: ConversationId): string => `call ${conversation}`;
  /** A card that cannot be read now keeps nobody from being called, this person's visitor included. */
  const nameOf = (visitor: VisitorId): string => {
    try {
      return deps.contactName(visitor);
    } catch {
      return '';
    }
  };
  const isOfStaff = (person: OperatorId): boolean => {
    const role = people.find(person)?.role;
    return role !== undefined && role !== 'observer';
  };
  const isCalled = (person: OperatorId, site: string): boolean => {
    const status = deps.statusOf(person);
    return (status === 'online' || status === 'invisible') && deps.serves(person, site);
  };
  const mapOf = <Value>(maps: Map<OperatorId, Map<ConversationId, Value>>, person: OperatorId) => {
    const map = maps.get(person) ?? new Map<ConversationId, Value>();
    maps.set(person, map);
    return map;
  };

  const find = (id: ConversationId): Talk | null => rooms.get(id) ?? deps.findConversation(id);

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    timers.after(LOOKS_AFTER, () => {
      isScheduled = false;
      const due = [...changed.values()];
      changed.clear();
      const step = (from: number): void => {
        for (const row of due.slice(from, from + PIECE)) for (const person of push.people()) look(person, row);
        if (from + PIECE < due.length) timers.soon(() => step(from + PIECE));
      };
      step(0);
    });
  }

  function callFor(person: OperatorId, talk: Talk): Call | null {
    if (!isOfStaff(person)) return null;
    const seen = deps.seenBy(talk.id, person);
    if (isRoom(talk)) {
      if (!isMember(talk, person)) return null;
      const room = summaryFor(person, talk, seen);
      return roomCallOf(room, room.unread);
    }
    const { request, ...line } = talk;
    const about = { ...line, ...(request === true && { request: {} }) };
    return callOf(about, { me: person, isCalled: isCalled(person, talk.site), seen });
  }

  function look(person: OperatorId, talk: Talk): void {
    const { id } = talk;
    const call = callFor(person, talk);
    const known = mapOf(told, person);
    if (call === null) {
      withheld.get(person)?.delete(id);
      if (known.delete(id)) push.over(person, topicOf(id));
      return;
    }
    const { key } = call;
    if (known.get(id) === key) return;
    if (call.at < clock.now() - FRESH_FOR) return void known.set(id, key);
    if (deps.isVisible(person) || deps.presenceOf(person) === 'expected') {
      const own = mapOf(withheld, person);
      if (own.get(id)?.key !== key) own.set(id, { key, since: clock.now() });
      return;
    }
    known.set(id, key);
    withheld.get(person)?.delete(id);
    if (!wants(person, call.kind)) return;
    const about = { conversation: id, seq: talk.lastSeq, text: previewOf(talk.lastText) };
    const visitor = isRoom(talk) ? null : talk.visitor;
    const name = isRoom(talk) ? otherIn(talk, person) : nameOf(talk.visitor);
    tell(person, call, { ...about, visitor, name }, topicOf(id));
  }

  function wants(person: OperatorId, kind: CallKind): boolean {
    const own = settings.get(person);
    return own === undefined || (own.kinds[kind].shows && !isQuiet(own.quiet, clock.now()));
  }

  function tell(
    person: OperatorId,
    { kind, key, at }: Call,
    about: Pick<ToldCall, 'conversation' | 'visitor' | 'name' | 'seq' | 'text'>,
    topic: string,
  ): void {
    const text = settings.get(person)?.hidesWords === true ? '' : about.text;
    const name = about.name.slice(0, 200);
    push.tell(person, {
      topic,
      urgency: kind === 'task' ? 'normal' : 'high',
      liveFor: LIVE_FOR[kind],
      message: (language) => ({ t: 'call', person, kind, key, at, ...about, name, text, language }),
    });
  }

  /** What was held back is looked at again: sent where nobody looks any more. What was long enough before the eyes is known. */
  function lookAgain(person: OperatorId): void {
    const own = withheld.get(person);
    if (own === undefined || deps.isVisible(person)) return;
    for (const [id, { key, since }] of [...own]) {
      const talk = find(id);
      own.delete(id);
      if (talk === null) continue;
      const call = callFor(person, talk);
      if (call === null) continue;
      if (call.key === key && clock.now() - since > WITHHELD_FOR) mapOf(told, person).set(id, key);
      else look(person, talk);
    }
  }

  const reminders = createReminders(
    {
      clock,
      timers,
      people: push.people,
      isOfStaff,
      isCalled,
      isVisible: deps.isVisible,
      wants: (person) => wants(person, 'task'),
      nameOf,
      tell,
      over: push.over,
    },
    FRESH_FOR,
  );

  return {
    conversationChanged: (row) => {
      reminders.conversationChanged(row);
      if (push.people().size === 0) return;
      changed.set(row.id, row);
      schedule();
    },
    roomChanged: (line) => {
      if (line.direct !== true) return;
      rooms.set(line.id, line);
      if (push.people().size === 0) return;
      changed.set(line.id, line);
      schedule();
    },
    cursorChanged: (conversation, participant) => {
      const person = participant as OperatorId;
      if (told.get(person)?.has(conversation) !== true) return;
      const talk = find(conversation);
      if (talk !== null) look(person, talk);
    },
    taskChanged: reminders.taskChanged,
    personChanged: (person) => {
      if (push.people().size === 0) return;
      // Who just came has not told yet what can be seen.
      if (person === null) for (const each of withheld.keys()) lookAgain(each);
      else if (deps.presenceOf(person) === 'gone') lookAgain(person);
    },
    settingsChanged: (person, next) => void settings.set(person, next),
    forget: (conversations, visitors) => {
      reminders.forget(conversations, visitors);
      for (const id of conversations) {
        changed.delete(id);
        for (const [person, known] of told) {
          withheld.get(person)?.delete(id);
          if (known.delete(id)) push.over(person, topicOf(id));
        }
      }
    },
  };
}

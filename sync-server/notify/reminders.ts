import { openCallback } from '#schema/conversation/callback.ts';
import type { Call } from '#schema/notify/call.ts';
import type { ToldCall } from '#schema/notify/told-call.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import { previewOf, type ConversationRow } from '../derive/conversation-row.ts';
import type { TaskRow } from '../derive/task-row.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';

/** Tells people that it is time: of a task of theirs, and of a call that was promised for it, everybody where nobody has that yet. */
export interface Reminders {
  readonly taskChanged: (row: TaskRow) => void;
  readonly conversationChanged: (row: ConversationRow) => void;
  readonly forget: (conversations: readonly ConversationId[], visitors: readonly VisitorId[]) => void;
}

export interface RemindersDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Who wants to be pushed to at all. */
  readonly people: () => ReadonlySet<OperatorId>;
  readonly isOfStaff: (person: OperatorId) => boolean;
  /** What waits for anybody calls this person too. */
  readonly isCalled: (person: OperatorId, site: string) => boolean;
  readonly isVisible: (person: OperatorId) => boolean;
  readonly wants: (person: OperatorId) => boolean;
  readonly nameOf: (visitor: VisitorId) => string;
  readonly tell: (
    person: OperatorId,
    call: Call,
    about: Pick<ToldCall, 'conversation' | 'visitor' | 'name' | 'seq' | 'text'>,
    topic: string,
  ) => void;
  readonly over: (person: OperatorId, topic: string) => void;
}

/** How often it is asked whose task is due, ms. */
const TASKS_EVERY = 15_000;
const MOST_REMINDED = 5_000;

/** What is due at a time. `person` null: whoever is there. */
interface Due {
  readonly id: string;
  readonly person: OperatorId | null;
  readonly visitor: VisitorId;
  readonly conversation: ConversationId | null;
  readonly text: string;
  readonly at: number;
  /** Of a call, whose it is. */
  readonly site?: string;
}

interface Reminded extends Pick<Due, 'person' | 'visitor' | 'at'> {
  readonly people: readonly OperatorId[];
}

/** `freshFor`: what came before is no news any more, ms. */
export function createReminders(deps: RemindersDeps, freshFor: number): Reminders {
  const { clock, timers } = deps;
  const waiting = new Map<string, Due>();
  /** Of what somebody was reminded: it may wait for a push service still. */
  const reminded = new Map<string, Reminded>();
  /** The call that each conversation waits for. */
  const calls = new Map<ConversationId, CommandId>();

  const topicOf = (id: string): string => `task ${id}`;

  function remind(): void {
    timers.after(TASKS_EVERY, remind);
    const now = clock.now();
    for (const [id, due] of waiting) {
      if (due.at > now) continue;
      waiting.delete(id);
      if (due.at < now - freshFor) continue;
      const asked =
        due.person === null ? [...deps.people()].filter((each) => deps.isCalled(each, due.site ?? '')) : [due.person];
      const people = asked.filter(
        (person) =>
          deps.people().has(person) && deps.isOfStaff(person) && !deps.isVisible(person) && deps.wants(person),
      );
      if (people.length === 0) continue;
      const { visitor, conversation, text, at, person } = due;
      for (const each of people)
        deps.tell(
          each,
          { kind: 'task', key: id, at },
          { conversation, visitor, seq: 0, text: previewOf(text), name: deps.nameOf(visitor) },
          topicOf(id),
        );
      reminded.set(id, { people, person, visitor, at });
      const [oldest] = reminded.keys();
      if (reminded.size > MOST_REMINDED && oldest !== undefined) reminded.delete(oldest);
    }
  }
  timers.after(TASKS_EVERY, remind);

  /** It is due then from now on; null: not at all any more. */
  function put(id: string, due: Due | null): void {
    const before = reminded.get(id);
    const isSame = before !== undefined && due !== null && before.person === due.person && before.at === due.at;
    if (before !== undefined && !isSame) takeBack(id, before);
    if (due === null || isSame || due.at <= clock.now() - freshFor) waiting.delete(id);
    else waiting.set(id, due);
  }

  function takeBack(id: string, { people }: Reminded): void {
    reminded.delete(id);
    for (const person of people) deps.over(person, topicOf(id));
  }

  return {
    taskChanged: ({ task, visitor, doneAt }) => {
      const { id, remindAt: at, assignee, about, title: text } = task;
      const isOver = doneAt !== null || task.gone === true || at === null;
      const person = assignee.id as OperatorId;
      put(id, isOver ? null : { id, person, visitor, conversation: about ?? null, text, at });
    },
    conversationChanged: (row) => {
      const { id: conversation, visitor, assignee, site } = row;
      const callback = openCallback(row);
      const before = calls.get(conversation);
      if (before !== undefined && before !== callback?.id) {
        calls.delete(conversation);
        put(before, null);
      }
      if (callback === null || callback.when === null) return;
      const { id, phone: text, when: at } = callback;
      calls.set(conversation, id);
      put(id, { id, person: (assignee?.id ?? null) as OperatorId | null, visitor, conversation, text, at, site });
    },
    forget: (conversations, visitors) => {
      const gone = new Set(visitors);
      for (const id of conversations) {
        const call = calls.get(id);
        if (call !== undefined) put(call, null);
        calls.delete(id);
      }
      for (const [id, { visitor }] of waiting) if (gone.has(visitor)) waiting.delete(id);
      for (const [id, one] of reminded) if (gone.has(one.visitor)) takeBack(id, one);
    },
  };
}

import { getContext, setContext } from 'svelte';
import * as v from 'valibot';
import { newsOfTasks, overlayTasks } from '#client/overlay/tasks-overlay.ts';
import { openCallback } from '#schema/conversation/callback.ts';
import { INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { readTasks, type DeskTask } from '#schema/docs/inbox-document.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { ReplicaView } from '../device/sources.svelte.ts';
import { byDue, groupOf, TASK_GROUPS, type TaskGroup } from './group-tasks.ts';

/** How long a task that was accepted is waited for in an inbox that was complete since, ms. */
const DERIVED_WITHIN = 5_000;

const SEEN_KEY = 'tasks.reminded';
const seenSchema = v.record(v.string(), v.number());

/** What this person has to do, on whatever device, with what waits on this one laid over it. */
export class MyTasks {
  readonly #desk: Desk;
  readonly #callTitle: (phone: string) => string;
  readonly #inbox: ReplicaView<ReadonlyMap<CommandId, DeskTask>>;

  constructor(desk: Desk, callTitle: (phone: string) => string) {
    this.#desk = desk;
    this.#callTitle = callTitle;
    this.#inbox = new ReplicaView(desk.client.replicas.open(INBOX_DOCUMENT), readTasks);
  }

  /** CALL6: whom I am to call, and at a time that was chosen, whom nobody has yet. */
  readonly #calls: readonly (DeskTask & { readonly callback: ConversationId })[] = $derived.by(() => {
    const { rows, profile, colleagues, duty } = this.#desk;
    return rows.flatMap(({ summary }) => {
      const callback = openCallback(summary);
      if (callback === null || !this.#desk.may('callback.done')) return [];
      const { id, visitor, name, assignee, site } = summary;
      const isMine = assignee?.id === profile.id;
      const isAnybodys = assignee === null && callback.when !== null && colleagues.isCalled && duty.serves(site);
      if (!isMine && !isAnybodys) return [];
      const { when, phone, since } = callback;
      const title = this.#callTitle(phone);
      const by: Author = { kind: 'visitor', id: visitor, name };
      const me: Author = { kind: 'operator', id: profile.id, name: profile.name };
      const task = { id: callback.id, title, due: when, remindAt: when, assignee: me, by, at: since };
      return [{ ...task, about: id, visitor, name, callback: id }];
    });
  });

  readonly #mine: readonly DeskTask[] = $derived.by(() => {
    const { client, viewer, waiting, profile } = this.#desk;
    const { content } = this.#inbox;
    const since = client.serverNow() - DERIVED_WITHIN;
    const beyond = this.#inbox.state === 'synced' ? [] : client.replicas.beyond(INBOX_DOCUMENT);
    const news = newsOfTasks(content, client.outbox.accepted, (one) => one.at > since || beyond.includes(one));
    // Then it is read anew: one that a colleague has deleted meanwhile goes, though nothing else happens.
    if (news.length > 0) void this.#desk.clock.now;
    const commands = [...news, ...waiting].map(({ command }) => command);
    const all = overlayTasks(content, commands, viewer).values();
    const mine = [...all].filter(({ assignee }) => assignee.id === profile.id);
    return [...mine, ...this.#calls].toSorted(byDue);
  });

  get all(): readonly DeskTask[] {
    return this.#mine;
  }

  get groups(): { readonly [Group in TaskGroup]: readonly DeskTask[] } {
    const { now } = this.#desk.clock;
    const of = (group: TaskGroup): readonly DeskTask[] => this.#mine.filter((task) => groupOf(task, now) === group);
    return Object.fromEntries(TASK_GROUPS.map((group) => [group, of(group)])) as ReturnType<() => MyTasks['groups']>;
  }

  /** Due by now or today: what the top bar counts. */
  get dueCount(): number {
    if (this.#mine.every(({ due }) => due === null)) return 0;
    const { overdue, today } = this.groups;
    return overdue.length + today.length;
  }

  /** What its contact is called, as far as this device knows; empty while nobody does. */
  nameOf({ name, visitor }: DeskTask): string {
    const line = this.#desk.rows.find(({ summary }) => summary.visitor === visitor);
    return line?.summary.name ?? this.#desk.nameWith(name, visitor);
  }

  tick({ id, visitor }: DeskTask, done: boolean): void {
    const call = this.#calls.find((task) => task.id === id);
    if (call !== undefined) {
      void this.#desk.client.outbox.add('callback.done', { conversation: call.callback, callback: id, done });
      return;
    }
    void this.#desk.client.outbox.add('task.done', { visitor, task: id, done });
  }

  /** Whose time to be reminded has come, and which nobody has put away yet on any device. */
  get reminders(): readonly DeskTask[] {
    const asked = this.#mine.filter(({ remindAt, doneAt }) => remindAt !== null && doneAt === undefined);
    if (asked.length === 0) return asked;
    const seen = this.#seen;
    const { now } = this.#desk.clock;
    return asked.filter(({ id, remindAt }) => remindAt !== null && remindAt <= now && seen[id] !== remindAt);
  }

  get #seen(): Readonly<Record<string, number>> {
    return this.#desk.own.read(SEEN_KEY, seenSchema, {});
  }

  dismiss(tasks: readonly DeskTask[]): void {
    // What is no task of mine any more needs no mark.
    const kept = Object.entries(this.#seen).filter(([id]) => this.#mine.some((task) => task.id === id));
    const now = tasks.map(({ id, remindAt }) => [id, remindAt ?? 0] as const);
    this.#desk.own.write(SEEN_KEY, Object.fromEntries([...kept, ...now]));
  }
}

const KEY = Symbol('tasks');

export const provideTasks = (tasks: MyTasks): MyTasks => setContext(KEY, tasks);
export const useTasks = (): MyTasks => getContext<MyTasks>(KEY);

import { callOf, roomCallOf } from '#schema/notify/call.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { visitorName } from '../desk/names.ts';
import { pathOf } from '../rooms/paths.ts';
import type { Rooms } from '../rooms/rooms.svelte.ts';
import type { MyTasks } from '../tasks/my-tasks.svelte.ts';
import type { Texts } from '../texts/texts.ts';
import type { Calls } from './ringer.ts';
import type { DeskCall } from './rung.ts';

/** What calls this person now, of all conversations and tasks of the desk. */
export class MyCalls {
  readonly #desk: Desk;
  readonly #tasks: MyTasks;
  readonly #rooms: Rooms;
  readonly #texts: () => Texts;

  constructor(desk: Desk, tasks: MyTasks, rooms: Rooms, texts: () => Texts) {
    this.#desk = desk;
    this.#tasks = tasks;
    this.#rooms = rooms;
    this.#texts = texts;
  }

  readonly #conversations: readonly DeskCall[] = $derived.by(() => {
    const { rows, profile, colleagues } = this.#desk;
    const { isCalled } = colleagues;
    return rows.flatMap(({ summary }) => {
      const call = callOf(summary, {
        me: profile.id,
        isCalled: isCalled && this.#desk.duty.serves(summary.site),
        seen: this.#desk.seenUpTo(summary),
      });
      if (call === null) return [];
      const { id, visitor, name, lastText, lastSeq: seq } = summary;
      const told = {
        id,
        to: `/c/${id}`,
        name: visitorName(this.#texts(), name, visitor),
        text: lastText,
        visitor,
        seq,
      };
      return [{ ...call, ...told }];
    });
  });

  readonly #colleagues: readonly DeskCall[] = $derived.by(() =>
    this.#rooms.all.flatMap((room) => {
      const call = roomCallOf(room, this.#rooms.unreadIn(room));
      if (call === null) return [];
      const { id, lastText: text, lastSeq: seq } = room;
      return [{ ...call, id, to: pathOf(id), name: this.#rooms.nameOf(room), text, visitor: null, seq }];
    }),
  );

  readonly #reminders: readonly DeskCall[] = $derived.by(() => {
    const { reminders } = this.#tasks;
    return reminders.map((task) => ({
      kind: 'task',
      key: `task ${task.remindAt}`,
      // Nobody is spared a reminder because the desk was closed when its time came.
      at: Infinity,
      id: task.id,
      to: task.about === undefined ? '/tasks' : `/c/${task.about}`,
      name: visitorName(this.#texts(), this.#tasks.nameOf(task), task.visitor),
      text: task.title,
      visitor: task.visitor,
      seq: 0,
    }));
  });

  get current(): Calls {
    return {
      conversations: this.#desk.isInboxConfirmed ? [...this.#conversations, ...this.#colleagues] : null,
      tasks: this.#reminders,
    };
  }
}

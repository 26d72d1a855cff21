import type { Replica } from '#client/interface.ts';
import { readSchedule } from '#schema/docs/team-schedule.ts';
import type { OperatorId } from '#schema/ids.ts';
import { createDutyMemory, rulesOf, type Duty } from '#schema/schedule/duty.ts';
import type { Schedule } from '#schema/schedule/schedule.ts';
import { ReplicaView, type Clock } from '../device/sources.svelte.ts';

/** When who works, as the team document on this device says, with a line or without one. */
export class DeskSchedule {
  readonly #known: ReplicaView<Schedule>;
  readonly #clock: Clock;
  readonly #rulesFor = $derived.by(() => rulesOf(this.current));
  readonly #dutyAt = createDutyMemory();

  constructor(team: Replica, clock: Clock) {
    this.#known = new ReplicaView(team, readSchedule);
    this.#clock = clock;
  }

  get current(): Schedule {
    return this.#known.content;
  }

  /** Now, and on by itself at the next border; null for whoever has no schedule. */
  dutyOf(person: OperatorId): Duty | null {
    const week = this.current.weeks.get(person);
    const rules = this.#rulesFor(person);
    return week === undefined || rules === null ? null : this.#dutyAt(week, rules, this.#clock.now);
  }
}

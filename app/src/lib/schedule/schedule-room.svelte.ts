import type { OperatorId } from '#schema/ids.ts';
import type { Schedule, ScheduleChange, Week } from '#schema/schedule/schedule.ts';
import type { ApiFailure } from '../account/api.ts';
import type { ChangeSchedule } from './schedule-calls.ts';
import { after, backTo } from './schedule-change.ts';

export interface ScheduleRoomDeps {
  /** As the team document on this device has it. */
  readonly known: () => Schedule;
  readonly send: ChangeSchedule;
  /** Where there is none yet, the first week brings it along. */
  readonly ownZone: () => string;
}

/**
 * The schedule while somebody changes it. What was done shows at once and is sent in the order of doing; until the team document has
 * it, the answer of the server is the newer truth (its revision says so). What was done in this visit can be taken back, step by step.
 */
export class ScheduleRoom {
  readonly #deps: ScheduleRoomDeps;
  #answered: Schedule | null = $state.raw(null);
  #laid: readonly ScheduleChange[] = $state.raw([]);
  /** What leads back, the last one last. */
  #back: readonly ScheduleChange[] = $state.raw([]);
  #failure: ApiFailure | null = $state.raw(null);
  #queue: Promise<unknown> = Promise.resolve();

  constructor(deps: ScheduleRoomDeps) {
    this.#deps = deps;
  }

  readonly #shown: Schedule = $derived.by(() => {
    const known = this.#deps.known();
    const newest = this.#answered !== null && this.#answered.revision > known.revision ? this.#answered : known;
    return this.#laid.reduce(after, newest);
  });

  get schedule(): Schedule {
    return this.#shown;
  }

  weekOf(person: OperatorId): Week {
    return this.schedule.weeks.get(person) ?? [];
  }

  get mayUndo(): boolean {
    return this.#back.length > 0;
  }

  /** Why the last change did not happen. */
  get failure(): ApiFailure | null {
    return this.#failure;
  }

  async change(change: ScheduleChange): Promise<void> {
    const isFirst = change.weeks !== undefined && this.schedule.zone === null;
    const given = isFirst ? { zone: this.#deps.ownZone(), ...change } : change;
    const back = backTo(this.schedule, given);
    this.#back = [...this.#back, back];
    if (!(await this.#send(given))) this.#back = this.#back.filter((one) => one !== back);
  }

  async undo(): Promise<void> {
    const back = this.#back.at(-1);
    if (back === undefined) return;
    this.#back = this.#back.slice(0, -1);
    await this.#send(back);
  }

  async #send(change: ScheduleChange): Promise<boolean> {
    this.#laid = [...this.#laid, change];
    const sent = this.#queue.then(() => this.#deps.send(change));
    this.#queue = sent;
    const answer = await sent;
    this.#laid = this.#laid.filter((one) => one !== change);
    if (answer.ok) this.#answered = answer.value;
    this.#failure = answer.ok ? null : answer.failure;
    return answer.ok;
  }
}

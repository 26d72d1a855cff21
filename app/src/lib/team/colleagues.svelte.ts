import { createSubscriber } from 'svelte/reactivity';
import type { HoldlineClient, Looks, StaffReplica } from '#client/interface.ts';
import { chooseStatus, readChoice, type OperatorChoice, type OperatorStatus } from '#schema/docs/operator-status.ts';
import type { Person } from '#schema/docs/team-document.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import { isByHand, statusAt, type Duty } from '#schema/schedule/duty.ts';
import { ReplicaView } from '../device/sources.svelte.ts';
import type { DeskSchedule } from '../schedule/desk-schedule.svelte.ts';

/** Whoever leaves a conversation sooner after it was opened walked past it, and colleagues hear nothing of it; ms. */
const LOOKS_AFTER = 100;

/** What this person is, by hand or by schedule, and which conversations colleagues have open now. */
export class Colleagues {
  readonly #own: StaffReplica;
  readonly #choice: ReplicaView<OperatorChoice>;
  readonly #schedule: DeskSchedule;
  readonly #looks: Looks;
  readonly #track: () => void;
  readonly #trackOwn: () => void;
  readonly #now: () => number;
  readonly #me: OperatorId;
  #shown: ConversationId | null = null;
  readonly #duty = $derived.by(() => this.#schedule.dutyOf(this.#me));
  readonly #status = $derived.by(() => statusAt(this.#choice.content, this.#duty, this.#now()));

  /** `own`: the document of this person's own. */
  constructor(client: HoldlineClient, own: StaffReplica, me: OperatorId, schedule: DeskSchedule) {
    if (client.looks === null) throw new Error('colleagues are for staff');
    const looks = client.looks;
    this.#own = own;
    this.#choice = new ReplicaView(own, readChoice);
    this.#schedule = schedule;
    this.#looks = looks;
    this.#track = createSubscriber((update) => looks.subscribe(update));
    this.#trackOwn = createSubscriber((update) => own.subscribe(update));
    this.#now = client.serverNow;
    this.#me = me;
  }

  /** Null for whoever has no schedule. */
  get duty(): Duty | null {
    return this.#duty;
  }

  get status(): OperatorStatus {
    return this.#status;
  }

  /** Chosen, and not what the schedule says; that it will again at its next border (SCHED2). */
  get isByHand(): boolean {
    return isByHand(this.#choice.content, this.#duty, this.#now());
  }

  /** The server has not got the last choice yet, and colleagues see the one before. */
  get isUntold(): boolean {
    this.#trackOwn();
    return this.#own.unsavedSince !== null;
  }

  /** What waits for anybody calls this person too. */
  get isCalled(): boolean {
    return this.status === 'online' || this.status === 'invisible';
  }

  choose(status: OperatorStatus): void {
    const { doc } = this.#own;
    doc.transact(() => chooseStatus(doc, status, this.#now()));
  }

  /** Who of these, without this person, has the conversation open. */
  lookingAt(conversation: ConversationId, people: readonly Person[]): readonly Person[] {
    this.#track();
    const looks = this.#looks.current;
    if (looks.size === 0) return [];
    return people.filter(({ id }) => id !== this.#me && looks.get(id)?.includes(conversation) === true);
  }

  openWith(person: OperatorId): readonly ConversationId[] {
    this.#track();
    return this.#looks.current.get(person) ?? [];
  }

  /** This tab shows it, on a page that can be seen, until the returned function is called. */
  show(conversation: ConversationId): () => void {
    const timer = setTimeout(() => {
      this.#shown = conversation;
      this.#looks.show(conversation);
    }, LOOKS_AFTER);
    return () => {
      clearTimeout(timer);
      if (this.#shown === conversation) this.#looks.show((this.#shown = null));
    };
  }
}

import { createSubscriber } from 'svelte/reactivity';
import type { HoldlineClient, Looks, StaffReplica } from '#client/interface.ts';
import { chooseStatus, readStatus, type OperatorStatus } from '#schema/docs/operator-status.ts';
import type { Person } from '#schema/docs/team-document.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import { ReplicaView } from '../device/sources.svelte.ts';

/** What this person chose to be, and which conversations colleagues have open now. */
export class Colleagues {
  readonly #own: StaffReplica;
  readonly #status: ReplicaView<OperatorStatus>;
  readonly #looks: Looks;
  readonly #track: () => void;
  readonly #trackOwn: () => void;
  readonly #now: () => number;
  readonly #me: OperatorId;
  #shown: ConversationId | null = null;

  /** `own`: the document of this person's own. */
  constructor(client: HoldlineClient, own: StaffReplica, me: OperatorId) {
    if (client.looks === null) throw new Error('colleagues are for staff');
    const looks = client.looks;
    this.#own = own;
    this.#status = new ReplicaView(own, readStatus);
    this.#looks = looks;
    this.#track = createSubscriber((update) => looks.subscribe(update));
    this.#trackOwn = createSubscriber((update) => own.subscribe(update));
    this.#now = client.serverNow;
    this.#me = me;
  }

  get status(): OperatorStatus {
    return this.#status.content;
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
    this.#shown = conversation;
    this.#looks.show(conversation);
    return () => {
      if (this.#shown === conversation) this.#looks.show((this.#shown = null));
    };
  }
}

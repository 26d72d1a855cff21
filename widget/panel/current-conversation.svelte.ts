import { untrack } from 'svelte';
import type { HoldlineClient, Replica } from '#client/interface.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { VisitorStore } from '../visitor-store.ts';
import type { Earlier } from './earlier/earlier.ts';
import { isStartOf } from './rows.ts';

/**
 * Which conversation is the visitor's, on all tabs alike, how far it was seen, and its replica, which is asked for only once the
 * server has decided on the start: before, there is nothing to open.
 */
export class CurrentConversation {
  readonly #client: HoldlineClient;
  readonly #store: VisitorStore;
  readonly #stops: readonly (() => void)[];
  #id = $state.raw<ConversationId | null>(null);
  #replica = $state.raw<Replica | null>(null);
  #seen = $state.raw(0);
  #earlier = $state.raw<Earlier | null>(null);
  #isAsked = false;
  #began: ConversationId | null = null;
  #stopLooking = (): void => undefined;
  /** Its start is on the way to this device's disk: the outbox does not show it yet, and the server knows nothing of it. */
  #isStarting = false;

  constructor(client: HoldlineClient, store: VisitorStore) {
    this.#client = client;
    this.#store = store;
    this.#stops = [
      store.subscribe(() => this.#readStore()),
      client.outbox.subscribe(() => this.#openReplica()),
      client.storage.subscribe(() => this.#openReplica()),
      client.onGone((documents) => {
        const id = untrack(() => this.#id);
        if (id === null || documents?.includes(conversationDocument(id)) !== true) return;
        this.#store.forgetTalk();
        this.#readStore();
      }),
    ];
    this.#readStore();
  }

  get id(): ConversationId | null {
    return this.#id;
  }

  get replica(): Replica | null {
    return this.#replica;
  }

  /** Its earlier chapters, once it has some. */
  get earlier(): Earlier | null {
    return this.#earlier;
  }

  /** Newest entry that the visitor has seen, on any tab. */
  get seen(): number {
    return this.#seen;
  }

  /** It began on this page. */
  get isOwn(): boolean {
    return this.#id === this.#began;
  }

  /** `start` settles when the outbox has the command that starts it. */
  become(id: ConversationId, start: Promise<unknown>): void {
    this.#isStarting = true;
    this.#began = id;
    this.#store.update({ conversation: id, seen: 0 });
    this.#readStore();
    void start.finally(() => {
      this.#isStarting = false;
      this.#openReplica();
    });
  }

  /** It is this one, on all devices. */
  follow(id: ConversationId, seen: number): void {
    this.#store.update({ conversation: id, seen });
    this.#readStore();
  }

  /** The server does not know it any more; one that is only about to be started is not lost. */
  get isLost(): boolean {
    const id = this.#id;
    if (id === null || this.#replica?.state !== 'refused') return false;
    return !this.#client.outbox.current.some((row) => isStartOf(row, id));
  }

  see(seq: number): void {
    this.#seen = seq;
    this.#store.update({ seen: seq });
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#closeReplica();
  }

  #readStore(): void {
    const record = this.#store.read();
    const id = (record?.conversation ?? null) as ConversationId | null;
    const seen = record?.seen ?? 0;
    if (id === this.#id) {
      this.#seen = Math.max(seen, this.#seen);
      return;
    }
    this.#closeReplica();
    this.#id = id;
    this.#seen = seen;
    this.#openReplica();
  }

  #openReplica(): void {
    const id = untrack(() => this.#id);
    const { outbox, replicas, storage } = this.#client;
    if (id === null || this.#isStarting || untrack(() => this.#replica) !== null) return;
    if (storage.current === 'opening' || outbox.current.some((row) => isStartOf(row, id))) return;
    const replica = replicas.open(conversationDocument(id));
    this.#replica = replica;
    this.#stopLooking = replica.subscribe(() => this.#lookFurther(id, replica));
  }

  /** A conversation that has grown long has chapters before this one. Without their code it is tried at the next change. */
  #lookFurther(id: ConversationId, replica: Replica): void {
    if (this.#isAsked || (!replica.ended && !readConversation(replica.doc)?.previous)) return;
    this.#isAsked = true;
    import('./earlier/earlier.ts')
      .then(({ openEarlier }) => openEarlier(this.#client, id))
      .then(
        (earlier) => {
          if (this.#replica === replica) this.#earlier = earlier;
          else earlier.chapters.close();
        },
        () => {
          this.#isAsked = false;
        },
      );
  }

  #closeReplica(): void {
    const replica = untrack(() => this.#replica);
    if (replica === null) return;
    this.#stopLooking();
    this.#earlier?.chapters.close();
    this.#client.replicas.release(replica.name);
    this.#earlier = this.#replica = null;
    this.#isAsked = false;
  }
}

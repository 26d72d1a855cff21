import type { HoldlineClient, Replica } from '#client/interface.ts';
import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import { contactDocument, conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';

type Wanted = Pick<Summary, 'id' | 'visitor'>;

/** How many conversations are kept on the device, and how many start to load at once. */
export const PREFETCHED = 300;
/** Of so many of them the card of the contact as well. */
const CARDS = 60;
const AT_ONCE = 8;
const PAUSE = 60;
/** How long news of the inbox wait until the order is made anew: with thousands of conversations that takes some of a frame. */
const LOOKS_AGAIN = 300;

/**
 * Keeps replicas of open conversations, and the cards beside the most wanted, on this device, so that they open with no network,
 * and tells their visitors that what they wrote has arrived. Loads a few at a time: the conversation on the screen is never in
 * the queue behind them.
 */
export class Prefetch {
  readonly #client: HoldlineClient;
  readonly #marksDelivered: boolean;
  readonly #open = new Map<ConversationId, () => void>();
  #order: () => readonly Wanted[] = () => [];
  #wanted: readonly Wanted[] = [];
  /** Whose cards are held. */
  readonly #cards = new Set<VisitorId>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `marksDelivered` is false for those whose reading does not count: observers. */
  constructor(client: HoldlineClient, marksDelivered: boolean) {
    this.#client = client;
    this.#marksDelivered = marksDelivered;
  }

  /** What gives the conversations to hold from now on, the most wanted first; it is asked behind what is drawn now. */
  want(order: () => readonly Wanted[]): void {
    this.#order = order;
    this.#timer ??= setTimeout(() => this.#look(), this.#open.size === 0 ? PAUSE : LOOKS_AGAIN);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const release of this.#open.values()) release();
    for (const visitor of this.#cards) this.#letGoOf(visitor);
  }

  #look(): void {
    this.#wanted = this.#order();
    const keep = new Set(this.#wanted.map(({ id }) => id));
    for (const [id, release] of this.#open) if (!keep.has(id)) release();
    const visitors = new Set(this.#wanted.slice(0, CARDS).map(({ visitor }) => visitor));
    for (const visitor of this.#cards) if (!visitors.has(visitor)) this.#letGoOf(visitor);
    this.#load();
  }

  #load(): void {
    this.#timer = null;
    const missing = this.#wanted.filter(({ id }) => !this.#open.has(id));
    for (const { id } of missing.slice(0, AT_ONCE)) this.#hold(id);
    if (missing.length > AT_ONCE) return void (this.#timer = setTimeout(() => this.#look(), PAUSE));
    // What is said comes first, and then who says it.
    const cards = this.#wanted.slice(0, CARDS).filter(({ visitor }) => !this.#cards.has(visitor));
    for (const { visitor } of cards.slice(0, AT_ONCE)) {
      if (this.#cards.has(visitor)) continue;
      this.#cards.add(visitor);
      this.#client.replicas.open(contactDocument(visitor));
    }
    if (cards.length > AT_ONCE) this.#timer = setTimeout(() => this.#look(), PAUSE);
  }

  #letGoOf(visitor: VisitorId): void {
    this.#cards.delete(visitor);
    this.#client.replicas.release(contactDocument(visitor));
  }

  #hold(id: ConversationId): void {
    const { replicas } = this.#client;
    const replica = replicas.open(conversationDocument(id));
    replicas.open(deskDocument(id));
    const unsubscribe = replica.subscribe(() => this.#arrived(id, replica));
    this.#arrived(id, replica);
    this.#open.set(id, () => {
      unsubscribe();
      replicas.release(conversationDocument(id));
      replicas.release(deskDocument(id));
      this.#open.delete(id);
    });
  }

  #arrived(id: ConversationId, replica: Replica): void {
    const newest = newestSeqOf(readConversation(replica.doc));
    if (this.#marksDelivered && newest > 0) this.#client.cursors.advance(id, { delivered: newest, seen: 0 });
  }
}

import type { HoldlineClient, Replica } from '#client/interface.ts';
import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import { conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { ConversationId } from '#schema/ids.ts';

/** How many conversations are kept on the device, and how many start to load at once. */
export const PREFETCHED = 300;
const AT_ONCE = 8;
const PAUSE = 60;

/**
 * Keeps replicas of open conversations on this device, so that they open with no network, and tells their visitors that
 * what they wrote has arrived. Loads a few at a time: the conversation on the screen is never in the queue behind them.
 */
export class Prefetch {
  readonly #client: HoldlineClient;
  readonly #marksDelivered: boolean;
  readonly #open = new Map<ConversationId, () => void>();
  #wanted: readonly ConversationId[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `marksDelivered` is false for those whose reading does not count: observers. */
  constructor(client: HoldlineClient, marksDelivered: boolean) {
    this.#client = client;
    this.#marksDelivered = marksDelivered;
  }

  /** The conversations to hold from now on, the most wanted first. */
  want(ids: readonly ConversationId[]): void {
    this.#wanted = ids;
    const keep = new Set(ids);
    for (const [id, release] of this.#open) if (!keep.has(id)) release();
    this.#timer ??= setTimeout(() => this.#load(), PAUSE);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const release of this.#open.values()) release();
  }

  #load(): void {
    this.#timer = null;
    const missing = this.#wanted.filter((id) => !this.#open.has(id));
    for (const id of missing.slice(0, AT_ONCE)) this.#hold(id);
    if (missing.length > AT_ONCE) this.#timer = setTimeout(() => this.#load(), PAUSE);
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

import { conversationOf } from '#client/chapters/conversation-of.ts';
import { isStillTyping } from '#client/cursors/typing.ts';
import type { CursorOf, OutboxRow } from '#client/interface.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import { overlay } from '#schema/conversation/overlay.ts';
import { createIdFactory, type ConversationId, type MessageId, type VisitorId } from '#schema/ids.ts';
import { normaliseText } from '#schema/text.ts';
import type { Actor, Author, Page } from '#schema/words.ts';
import type { Beginning, Besides, ChatParts } from './chat-parts.ts';
import { CurrentConversation } from './current-conversation.svelte.ts';
import { Duty } from './duty.svelte.ts';
import type { LazyFiles } from './lazy-files.svelte.ts';
import { LazyVisit } from './lazy-visit.ts';
import { Invitation } from './invitation.svelte.ts';
import { createKeptRows } from './kept-rows.ts';
import { isDrawn, isOf, isRefusedMessage, isStartOf } from './rows.ts';
import { clockOf, sourceOf, watched, type Source } from './sources.svelte.ts';
import { threadOf, type ThreadLine } from './thread.ts';
import { unreadIn } from './unread.ts';

/** Before the server has said who we are, and before a replica tells it, any id will do: everything here is our own. */
const SOMEBODY = `v${'0'.repeat(22)}` as VisitorId;

/** The visitor's one conversation as the panel shows it, and what the visitor can do with it. */
export class Chat {
  readonly #parts: ChatParts;
  readonly #newId: () => ConversationId;
  readonly #current: CurrentConversation;
  readonly #link;
  readonly #outbox;
  readonly #cursors: Source<Readonly<Record<string, CursorOf>>>;
  readonly #typing;
  readonly #storage;
  readonly #actor;
  readonly #clock: Source<number>;
  readonly #keptRows = createKeptRows();
  readonly #visit = new LazyVisit();
  readonly duty: Duty;
  #newFrom = $state.raw<number | null>(null);
  readonly #invitation: Invitation;
  #isExpectingContent = false;

  constructor(parts: ChatParts) {
    const { client, store, now, randomBytes } = parts;
    this.#parts = parts;
    this.#newId = createIdFactory<ConversationId>({ now, randomBytes });
    this.#current = new CurrentConversation(client, store);
    this.#link = watched(client.link);
    this.#outbox = watched(client.outbox);
    this.#typing = watched(client.typing);
    this.#storage = watched(client.storage);
    this.#actor = watched(client.actor);
    this.#cursors = sourceOf(() => (this.#id === null ? {} : client.cursors.of(this.#id)), client.cursors.subscribe);
    this.#clock = clockOf(now);
    this.duty = new Duty(this.#link, this.#clock, client.serverNow);
    this.#invitation = new Invitation(parts, this.#id);
  }

  get #id(): ConversationId | null {
    return this.#current.id;
  }

  get earlier() {
    return this.#current.earlier;
  }

  readonly #replicaConversation = $derived.by(() => {
    const { replica } = this.#current;
    if (replica === null) return null;
    const chapters = this.earlier?.chapters;
    const read = () => ({
      conversation: chapters?.current.conversation ?? conversationOf(replica),
      isSynced: replica.state === 'synced' && !chapters?.current.isBehind,
    });
    return sourceOf(read, (chapters ?? replica).subscribe);
  });

  readonly #rows = $derived.by(() => {
    const id = this.#id;
    return id === null ? [] : this.#outbox.current.filter((row) => isOf(row, id) || isRefusedMessage(row));
  });

  /** The conversation with everything laid over it that this device has not got an answer for. */
  readonly #view = $derived.by((): Conversation | null => {
    const known = this.#replicaConversation?.current ?? null;
    const rows = this.#keptRows.take(this.#id, this.#rows, known?.isSynced === true);
    const head = known?.conversation?.head;
    const actor: Actor = this.#actor.current ?? { kind: 'visitor', id: head?.visitor ?? SOMEBODY, name: '' };
    const commands = rows.filter(isDrawn).map((row) => row.command);
    const viewer = { actor, now: this.#parts.client.serverNow(), person: () => null };
    return overlay(known?.conversation ?? null, commands, viewer);
  });

  /** What `lines` was before; only a memory of it, nobody reads it. */
  #drawn: readonly ThreadLine[] = [];
  readonly lines: readonly ThreadLine[] = $derived.by(() => {
    this.#drawn = threadOf({
      conversation: this.#view ?? this.#invitation.talk(this.#parts.now()),
      rows: this.#rows,
      cursors: this.#cursors.current,
      link: this.#link.current,
      newFrom: this.#newFrom,
      now: this.#clock.current,
      serverNow: this.#parts.client.serverNow(),
      drawn: this.#drawn,
    });
    return this.#drawn;
  });

  /** The replica's newest line and what of it the visitor has not seen. */
  readonly confirmed = $derived(this.#replicaConversation?.current.conversation ?? null);
  readonly newest = $derived(newestSeqOf(this.confirmed));
  readonly unread = $derived.by(() => unreadIn(this.confirmed, this.#current.seen));

  get link() {
    return this.#link.current;
  }

  /** Of the visitor's messages, files and changes, how many have no answer yet. */
  get waiting(): number {
    const rows = this.#outbox.current.filter(
      ({ state, command }) => state.kind === 'waiting' && command.type.startsWith('message.'),
    );
    return rows.length + this.files.waiting;
  }

  get storage() {
    return this.#storage.current;
  }
  get isKept(): boolean {
    return this.#parts.store.isKept();
  }

  get head() {
    return this.#view?.head ?? null;
  }

  /** Whoever answers, while they are not connected. */
  get away(): Author | null {
    const by = this.head?.state === 'active' ? this.head.assignee : null;
    return by !== null && this.#cursors.current[by.id]?.away ? by : null;
  }

  get isUnattended(): boolean {
    return this.#parts.isUnattended || this.duty.isUnattended;
  }

  /** Nobody is on duty, and there is no talk that goes on by itself: what is said now is left. */
  get isToLeave(): boolean {
    return this.isUnattended && this.suspendedUntil === 0 && (this.#id === null || this.head?.state === 'closed');
  }

  /** The operator who is typing, or null. */
  get typist(): Author | null {
    const by = this.#id === null ? undefined : this.#typing.current.get(this.#id);
    if (by?.kind !== 'operator') return null;
    return isStillTyping(by, this.#view?.messages) ? by : null;
  }

  get draft(): string {
    return this.#parts.store.read()?.draft ?? '';
  }
  keepDraft(draft: string): void {
    this.#parts.store.update({ draft });
  }

  /** Starts the conversation if there is none; `adding` settles when the device has that. */
  begin(page: Page = this.#parts.page(), answered?: Beginning) {
    const { client, site } = this.#parts;
    const adding: Promise<unknown>[] = [];
    // The server does not know a refused one any more; what is said now begins anew.
    const id = this.#id === null || this.#current.isLost ? this.#newId() : this.#id;
    const refusedStart = client.outbox.current.find((row) => isStartOf(row, id) && row.state.kind === 'rejected');
    if (refusedStart !== undefined) adding.push(client.outbox.drop(refusedStart.command.id));
    if (id !== this.#id || refusedStart !== undefined) {
      const { told } = this.#invitation;
      const start = client.outbox.add('conversation.start', { conversation: id, site, page, ...answered, ...told });
      adding.push(start);
      this.#current.become(id, start);
    }
    this.#parts.live?.begun(client, id);
    this.#visit.tell(client, this.#parts.store, this.#parts.now());
    return { id, adding };
  }

  /** Starts the conversation if there is none, and says this in it. Resolves when the device has it. */
  async send(
    given: string,
    { contact, answered, request = this.isUnattended || undefined, files, saved }: Besides = {},
  ): Promise<'sent' | 'empty' | 'too-long'> {
    const text = normaliseText(given);
    const isWithFiles = files && this.files.held > 0;
    if (!text.ok && (text.failure !== 'empty' || !isWithFiles)) return text.failure;
    const { client, page } = this.#parts;
    const { id, adding } = this.begin(page(), answered);
    const said = { conversation: id, page: page(), lastSeen: this.newest };
    if (contact) adding.push(client.outbox.add('contact.update', contact));
    if (text.ok)
      adding.push(
        client.outbox.add('message.send', {
          ...said,
          text: text.value,
          ...(client.link.current.state !== 'live' && { offline: true }),
          request,
        }),
      );
    this.typed('');
    await Promise.all(adding);
    saved?.();
    if (isWithFiles) await this.files.release(said);
    return 'sent';
  }

  async edit(message: MessageId, given: string): Promise<'sent' | 'empty' | 'too-long'> {
    const text = normaliseText(given);
    if (!text.ok) return text.failure;
    const change = this.#id && { conversation: this.#id, message, text: text.value };
    if (change) await this.#parts.client.outbox.add('message.edit', change);
    return 'sent';
  }

  async unsend(message: MessageId): Promise<void> {
    if (this.#id !== null) await this.#parts.client.outbox.add('message.unsend', { conversation: this.#id, message });
  }

  retry(): void {
    this.#parts.client.outbox.retryNow();
  }

  /** Forgets a refused command and gives its words back, so that they can be put right and sent again. */
  takeBack(row: OutboxRow): string {
    void this.#parts.client.outbox.drop(row.command.id);
    return 'text' in row.command.payload ? row.command.payload.text : '';
  }

  /** The workspace sees what is typed before it is sent. */
  get isPreviewed(): boolean {
    return this.link.state === 'live' && this.link.preview === true;
  }

  /** This visitor may not write until then, ms; null: for ever; 0: it may, or nobody knows just now. */
  get suspendedUntil(): number | null {
    const { suspended = 0 } = this.link.state === 'live' ? this.link : {};
    return suspended;
  }

  /** Tells that there is typing, and what stands there only where the visitor was told so. */
  typed(text: string): void {
    if (text) this.#visit.load();
    const words = this.isPreviewed ? text.slice(-2_000) : undefined;
    if (this.#id !== null && (text || words !== undefined)) this.#parts.client.sendTyping(this.#id, words);
  }

  /** It is this one, on all devices. */
  readonly follow: CurrentConversation['follow'] = (...to) => this.#current.follow(...to);
  get files(): LazyFiles {
    return this.#parts.files;
  }

  /** Which talk this is, and whether it began on this page. */
  get talk() {
    return { id: this.#id, isOwn: this.#current.isOwn };
  }

  get isStarted(): boolean {
    return this.#id !== null;
  }

  /** The panel was opened: what is unread now is marked as new until it is closed. */
  opened(): void {
    this.#newFrom = this.unread > 0 ? this.#current.seen + 1 : null;
    this.#isExpectingContent = this.newest === 0;
  }

  /** Everything that is here has arrived; with `isLooking` the visitor has seen it too. */
  advance(isLooking: boolean): void {
    const id = this.#id;
    const newest = this.newest;
    if (id === null || newest === 0) return;
    // The panel was opened before the replica was there.
    if (this.#isExpectingContent && this.unread > 0) this.#newFrom = this.#current.seen + 1;
    this.#isExpectingContent = false;
    if (isLooking && newest > this.#current.seen) this.#current.see(newest);
    this.#parts.client.cursors.advance(id, { delivered: newest, seen: Math.min(this.#current.seen, newest) });
  }

  destroy(): void {
    this.files.destroy();
    this.#current.destroy();
  }
}

import { isStillTyping } from '#client/cursors/typing.ts';
import { createSubscriber } from 'svelte/reactivity';
import type { AcceptedCommand, ChaptersState, CursorOf, Outbox, OutboxRow, Typist } from '#client/interface.ts';
import { acceptedBeyond } from '#client/overlay/accepted-beyond.ts';
import type { EntryCommand } from '#schema/commands/command.ts';
import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import type { Conversation, Head, Message } from '#schema/conversation/conversation.ts';
import { answers } from '#schema/conversation/who-answers.ts';
import { withoutTakenWords } from '#schema/conversation/taken-words.ts';
import { overlay, overlayNotes, waitingIn } from '#schema/conversation/overlay.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readNotes, type Note } from '#schema/docs/desk-document.ts';
import { deskDocument } from '#schema/docs/document-name.ts';
import type { Invited } from '#schema/conversation/invited.ts';
import type { CommandId, ConversationId, MessageId, OperatorId } from '#schema/ids.ts';
import { EDIT_WINDOW } from '#schema/limits.ts';
import type { Author } from '#schema/words.ts';
import { isTentative, needless, tellsWhoAnswers, undecidedOf } from '../desk/decisions.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { ThreadFiles } from '../files/thread-files.svelte.ts';
import { ReplicaView, watched } from '../device/sources.svelte.ts';
import { KnownConversation } from './known-conversation.svelte.ts';
import { previewOf } from './preview.ts';
import { linesOf, type Line } from './lines.ts';
import { ThreadDesk } from './thread-desk.svelte.ts';

/** What the composer may do in a conversation, and why not when it may not reply. */
export type Answering =
  | { readonly may: 'reply'; readonly takes: boolean }
  | { readonly may: 'note'; readonly because: 'closed' | 'others'; readonly by: string }
  | { readonly may: 'nothing' };

/** Whoever leaves a conversation sooner after it was opened has not read it; ms. */
const READS_AFTER = 100;

/** One open conversation: what is known of it with what waits laid over, and everything one can do in it. */
export class Thread {
  readonly id: ConversationId;
  /** What only staff see of it. */
  readonly staff: ThreadDesk;
  readonly files: ThreadFiles;
  readonly #desk: Desk;
  readonly #conversation: KnownConversation<Conversation>;
  readonly #notes: ReplicaView<readonly Note[]>;
  readonly #typing: { readonly current: ReadonlyMap<ConversationId, Typist> };
  readonly #trackCursors: () => void;
  readonly #seenAtOpening: number | null;
  readonly #openedAt = performance.now();

  constructor(desk: Desk, id: ConversationId) {
    this.id = id;
    this.#desk = desk;
    this.files = new ThreadFiles(desk, this);
    const { client } = desk;
    this.#conversation = new KnownConversation(client, id, readConversation);
    this.#notes = new ReplicaView(client.replicas.open(deskDocument(id)), readNotes);
    this.staff = new ThreadDesk(desk, id, {
      conversation: () => this.#conversation.content,
      waiting: () => this.#waiting.map(({ command }) => command),
      accepted: () => this.#accepted(),
    });
    this.#typing = watched(client.typing);
    this.#trackCursors = createSubscriber((update) => client.cursors.subscribe(update));
    const seen = Math.max(client.cursors.own(id)?.seen ?? 0, client.cursors.of(id)[desk.profile.id]?.seen ?? 0);
    this.#seenAtOpening = seen === 0 ? null : seen;
  }

  release(): void {
    this.#conversation.release();
    this.#desk.client.replicas.release(deskDocument(this.id));
    this.staff.release();
  }

  readonly #rows: readonly OutboxRow[] = $derived.by(() =>
    this.#desk.outbox.filter(({ command }) => waitingIn(this.id, [command]).length > 0),
  );

  readonly #waiting: readonly OutboxRow[] = $derived(this.#rows.filter(({ state }) => state.kind === 'waiting'));

  readonly #view: Conversation | null = $derived.by(() => {
    const waiting: readonly EntryCommand[] = this.#waiting.map(({ command }) => command);
    const { content } = this.#conversation;
    // Between two chapters a line that was just accepted stands in neither.
    const accepted = this.state === 'synced' ? [] : acceptedBeyond(content, this.#accepted());
    const commands = [...accepted.map(({ command }) => command), ...waiting];
    const view = overlay(content, commands, this.#desk.viewer);
    return view && { ...view, messages: withoutTakenWords(view.messages) };
  });

  /** What `lines` was before; only a memory of it, nobody reads it. */
  #drawn: readonly Line[] = [];
  readonly #lines: readonly Line[] = $derived.by(() => {
    // Nothing stays of what is gone for good.
    if (this.#view === null) return (this.#drawn = []);
    this.#drawn = linesOf({
      conversation: this.#view,
      notes: this.#notesWithOwn(),
      told: this.staff.lines,
      waiting: this.#waiting,
      cursors: this.cursors,
      me: this.#desk.profile.id,
      // The clock ticks only while something here can become late.
      link: this.#desk.link,
      now: this.#waiting.length > 0 ? this.#desk.deviceClock.now : 0,
      seenAtOpening: this.#seenAtOpening,
      drawn: this.#drawn,
    });
    return this.#drawn;
  });

  readonly #preview: string | null = $derived.by(() => previewOf(this.#typing.current.get(this.id), this.messages));

  #accepted(): readonly AcceptedCommand[] {
    return this.#desk.client.outbox.accepted.filter(({ command }) => waitingIn(this.id, [command]).length > 0);
  }

  /** Notes stand in a document of their own, which comes and goes apart from the conversation. */
  #notesWithOwn(): readonly Note[] {
    const { content, state } = this.#notes;
    const newest = content.at(-1)?.seq ?? 0;
    const accepted = state === 'synced' ? [] : this.#accepted().filter(({ seq }) => seq > newest);
    const commands = [...accepted, ...this.#waiting].map(({ command }) => command);
    return overlayNotes(content, commands, this.#desk.viewer);
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Held and rejected commands, oldest first. */
  get undecided(): readonly OutboxRow[] {
    return undecidedOf(this.#rows);
  }

  get head(): Head | null {
    return this.#view?.head ?? null;
  }

  /** Mine only as far as this device knows: taken without a line. */
  get isTentative(): boolean {
    const me = this.#desk.profile.id;
    return this.head?.assignee?.id === me && isTentative(this.#rows, this.#desk.link, me);
  }

  get messages(): readonly Message[] {
    return this.#view?.messages ?? [];
  }

  get state(): 'empty' | 'cached' | 'synced' | 'refused' {
    return this.#conversation.state;
  }

  /** What is before the first line. */
  get earlier(): ChaptersState['earlier'] {
    return this.#conversation.earlier;
  }

  get isLong(): boolean {
    return this.#conversation.isLong;
  }

  readonly loadEarlier = (): void => this.#conversation.loadEarlier();

  /** When the conversation began; null where that is in a chapter that is not here. */
  get startedAt(): number | null {
    if (this.#view?.previous === undefined) return this.messages[0]?.at ?? null;
    return this.#desk.row(this.id)?.summary.startedAt ?? null;
  }

  /** Upon which invitation it began, null: upon none; undefined where that is in a chapter that is not here. */
  get invited(): Pick<Invited, 'by' | 'name' | 'text'> | null | undefined {
    const started = this.messages.find(({ kind }) => kind === 'started');
    if (started?.kind === 'started') return started.invited ?? null;
    const row = this.#desk.row(this.id);
    return row === null ? undefined : (row.summary.invited ?? null);
  }

  get cursors(): Readonly<Record<string, CursorOf>> {
    this.#trackCursors();
    return this.#desk.client.cursors.of(this.id);
  }

  /** Somebody else who writes here now. */
  get typing(): Author | null {
    const author = this.#typing.current.get(this.id) ?? null;
    if (author === null || author.id === this.#desk.profile.id || author.text === '') return null;
    return isStillTyping(author, this.messages) ? author : null;
  }

  /** What the visitor has written and not sent; null when nothing is known of it, or it was sent. */
  get preview(): string | null {
    return this.#preview;
  }

  /** The newest entry that the server has told this device of. */
  get newestSeq(): number {
    return newestSeqOf(this.#conversation.content);
  }

  get answering(): Answering {
    const { head } = this;
    const { profile } = this.#desk;
    if (head === null || !this.#desk.may('message.send')) return { may: 'nothing' };
    if (head.state === 'closed') return { may: 'note', because: 'closed', by: '' };
    if (head.assignee !== null && !answers(head, profile.id))
      return { may: 'note', because: 'others', by: head.assignee.name };
    return { may: 'reply', takes: head.assignee === null && !answers(head, profile.id) };
  }

  /** Own message, still there, accepted less than ten minutes ago: may be changed or taken back. */
  mayChange(line: Line & { readonly kind: 'words' }): boolean {
    return line.isMine && line.text !== null && this.#desk.client.serverNow() - line.message.at <= EDIT_WINDOW;
  }

  /** How long this message may still be changed, ms, by the server's clock; ticks for whoever shows it. 0 when that is over, null while it is not known. */
  changeTimeLeft(id: MessageId): number | null {
    const line = this.#lines.find(({ key }) => key === id);
    if (line?.kind !== 'words') return null;
    if (!line.isMine || line.text === null) return 0;
    return Math.max(0, Math.min(EDIT_WINDOW, line.message.at + EDIT_WINDOW - this.#desk.clock.now));
  }

  /** How a message reads; null when it is not here, or was taken back. */
  wordsOf(id: MessageId): string | null {
    const line = this.#lines.find(({ key }) => key === id);
    return line?.kind === 'words' ? line.text : null;
  }

  /** The newest own message that may still be changed. */
  get lastChangeable(): (Line & { readonly kind: 'words' }) | null {
    return (
      this.#lines.findLast(
        (line): line is Line & { kind: 'words' } => line.kind === 'words' && line.file === null && this.mayChange(line),
      ) ?? null
    );
  }

  /** Takes the conversation first when nobody answers it. Resolves when the device's disk has it, or has refused it. */
  async send(text: string): Promise<void> {
    const { client } = this.#desk;
    const offline = client.link.current.state !== 'live';
    if (this.head?.state === 'waiting' && !answers(this.head, this.#desk.profile.id)) await this.take();
    await client.outbox.add('message.send', {
      conversation: this.id,
      text,
      lastSeen: this.newestSeq,
      ...(offline && { offline }),
    });
  }

  readonly addNote = (text: string): Promise<unknown> => this.#add('note.add', { conversation: this.id, text });
  readonly edit = (message: MessageId, text: string): Promise<unknown> =>
    this.#add('message.edit', { conversation: this.id, message, text });
  readonly unsend = (message: MessageId): Promise<unknown> =>
    this.#add('message.unsend', { conversation: this.id, message });
  readonly take = (): Promise<unknown> => this.#add('conversation.take', { conversation: this.id });
  readonly close = (): Promise<unknown> => this.#add('conversation.close', { conversation: this.id });
  readonly reopen = (): Promise<unknown> => this.#add('conversation.reopen', { conversation: this.id });
  readonly handOver = (to: OperatorId): Promise<unknown> =>
    this.#add('conversation.hand-over', { conversation: this.id, to });
  readonly handOverTo = (department: string): Promise<unknown> =>
    this.#add('conversation.hand-over', { conversation: this.id, department });
  readonly bringIn = (person: OperatorId): Promise<unknown> =>
    this.#add('conversation.bring-in', { conversation: this.id, person });
  readonly leave = (): Promise<unknown> => this.#add('conversation.leave', { conversation: this.id });

  readonly called = (callback: CommandId, done: boolean): Promise<unknown> =>
    this.#add('callback.done', { conversation: this.id, callback, done });

  readonly retryNow = (): void => this.#desk.client.outbox.retryNow();
  readonly drop = (id: CommandId): Promise<void> => this.#decide((outbox) => outbox.drop(id));
  readonly sendAnyway = (id: CommandId): Promise<void> => this.#decide((outbox) => outbox.sendAnyway(id));
  readonly keepAsNote = (id: CommandId): Promise<void> => this.#decide((outbox) => outbox.keepAsNote(id));
  readonly sayTyping = (): void => this.#desk.client.sendTyping(this.id);

  /** The person has it before the eyes: everything up to the newest entry is seen, unless they only walk past. */
  markSeenSoon(): (() => void) | undefined {
    const seq = this.newestSeq;
    const mark = (): void => {
      if (this.#desk.may('cursor.advance')) this.#desk.client.cursors.advance(this.id, { delivered: seq, seen: seq });
    };
    const soon = this.#openedAt + READS_AFTER - performance.now();
    if (soon <= 0) return void mark();
    const timer = setTimeout(mark, soon);
    return () => clearTimeout(timer);
  }

  /** What only the decided card explained would come to light when the card is gone: it goes first. */
  async #decide(choice: (outbox: Outbox) => Promise<void>): Promise<void> {
    const { outbox } = this.#desk.client;
    if (this.#rows.filter(tellsWhoAnswers).length === 1)
      for (const row of needless(this.#rows)) await outbox.drop(row.command.id);
    await choice(outbox);
  }

  #add(type: EntryCommand['type'], payload: EntryCommand['payload']): Promise<unknown> {
    return this.#desk.client.outbox.add(type, payload);
  }
}

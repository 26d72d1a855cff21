import { createSubscriber } from 'svelte/reactivity';
import { isStillTyping } from '#client/cursors/typing.ts';
import type { ChaptersState, OutboxRow, Typist } from '#client/interface.ts';
import { acceptedBeyond } from '#client/overlay/accepted-beyond.ts';
import { waitingInRoom } from '#client/overlay/rooms-overlay.ts';
import type { EntryCommand } from '#schema/commands/command.ts';
import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import type { CommandId, ConversationId, MessageId, OperatorId } from '#schema/ids.ts';
import { EDIT_WINDOW } from '#schema/limits.ts';
import { isMember, type RoomHead, type RoomTalk } from '#schema/room/room.ts';
import { readRoom } from '#schema/docs/room-document.ts';
import type { RoomId } from '#schema/room/room-id.ts';
import type { RoomSummary } from '#schema/room/room-line.ts';
import { overlayRoom } from '#schema/room/room-overlay.ts';
import type { Author } from '#schema/words.ts';
import { undecidedOf } from '../desk/decisions.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { watched } from '../device/sources.svelte.ts';
import { KnownConversation } from '../thread/known-conversation.svelte.ts';
import type { Line } from '../thread/lines.ts';
import { roomLinesOf, type RoomLogLine } from './room-lines.ts';
import type { Rooms } from './rooms.svelte.ts';

type WordsOf = Extract<RoomLogLine, { readonly kind: 'words' }>;

/** One open room: what is known of it with what waits laid over, and everything one can do in it. */
export class OpenRoom {
  readonly id: RoomId;
  readonly #desk: Desk;
  readonly #rooms: Rooms;
  readonly #known: KnownConversation<RoomTalk>;
  readonly #typing: { readonly current: ReadonlyMap<ConversationId, Typist> };
  readonly #trackCursors: () => void;
  readonly #seenAtOpening: number | null;

  constructor(desk: Desk, rooms: Rooms, id: RoomId) {
    const { client, profile } = desk;
    this.id = id;
    this.#desk = desk;
    this.#rooms = rooms;
    this.#known = new KnownConversation(client, id, readRoom);
    this.#typing = watched(client.typing);
    this.#trackCursors = createSubscriber((update) => client.cursors.subscribe(update));
    const seen = Math.max(client.cursors.own(id)?.seen ?? 0, client.cursors.of(id)[profile.id]?.seen ?? 0);
    this.#seenAtOpening = seen === 0 ? null : seen;
  }

  release(): void {
    this.#known.release();
  }

  /** What the list said when it was asked for again last. */
  #askedAt: RoomSummary | null = null;

  /** A colleague has opened it, or let this person in, since it was refused: the list tells so first. */
  askAgain(): void {
    const listed = this.#rooms.room(this.id);
    if (this.state !== 'refused' || listed === null || listed === this.#askedAt) return;
    this.#askedAt = listed;
    this.#known.askAgain();
  }

  readonly #rows: readonly OutboxRow[] = $derived.by(() =>
    this.#desk.outbox.filter(({ command }) => waitingInRoom(this.id, [command]).length > 0),
  );
  readonly #waiting: readonly OutboxRow[] = $derived(this.#rows.filter(({ state }) => state.kind === 'waiting'));

  readonly #view: RoomTalk | null = $derived.by(() => {
    const { content, state } = this.#known;
    const known = this.#desk.client.outbox.accepted.filter(
      ({ command }) => waitingInRoom(this.id, [command]).length > 0,
    );
    // What was accepted a moment ago may be ahead of its update; what is refused by now is not ours to see.
    const accepted = state === 'synced' || state === 'refused' ? [] : acceptedBeyond(content, known);
    const commands = [...accepted, ...this.#waiting].map(({ command }) => command);
    return overlayRoom(content, waitingInRoom(this.id, commands), this.#rooms.viewer);
  });

  /** What `lines` was before; only a memory of it, nobody reads it. */
  #drawn: readonly RoomLogLine[] = [];
  readonly #lines: readonly RoomLogLine[] = $derived.by(() => {
    if (this.#view === null) return (this.#drawn = []);
    this.#trackCursors();
    this.#drawn = roomLinesOf({
      room: this.#view,
      waiting: this.#waiting,
      cursors: this.#desk.client.cursors.of(this.id),
      me: this.#desk.profile.id,
      link: this.#desk.link,
      // The clock ticks only while something here can become late.
      now: this.#waiting.length > 0 ? this.#desk.deviceClock.now : 0,
      seenAtOpening: this.#seenAtOpening,
      drawn: this.#drawn,
    });
    return this.#drawn;
  });

  /** The lines in which words can be looked for. */
  readonly #findable: readonly Line[] = $derived(this.#lines.filter((line) => line.kind !== 'happened'));

  get findable(): readonly Line[] {
    return this.#findable;
  }

  get lines(): readonly RoomLogLine[] {
    return this.#lines;
  }

  /** Rejected commands, oldest first. */
  get undecided(): readonly OutboxRow[] {
    return undecidedOf(this.#rows);
  }

  /** Null while nothing is known of it, or it is not ours to see. */
  get head(): RoomHead | null {
    const head = this.#view?.head ?? null;
    return head !== null && isMember(head, this.#desk.profile.id) ? head : null;
  }

  get state(): 'empty' | 'cached' | 'synced' | 'refused' {
    return this.#known.state;
  }

  /** What is before the first line. */
  get earlier(): ChaptersState['earlier'] {
    return this.#known.earlier;
  }

  get isLong(): boolean {
    return this.#known.isLong;
  }

  readonly loadEarlier = (): void => this.#known.loadEarlier();

  get newestSeq(): number {
    return newestSeqOf(this.#known.content);
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

  /** Somebody else who writes here now. */
  get typing(): Author | null {
    const author = this.#typing.current.get(this.id) ?? null;
    if (author === null || author.id === this.#desk.profile.id) return null;
    return isStillTyping(author, this.#view?.messages) ? author : null;
  }

  readonly sayTyping = (): void => this.#desk.client.sendTyping(this.id);

  /** The newest own message that may still be changed. */
  get lastChangeable(): WordsOf | null {
    const now = this.#desk.client.serverNow();
    return (
      this.#lines.findLast(
        (line): line is WordsOf =>
          line.kind === 'words' && line.isMine && line.text !== null && now - line.message.at <= EDIT_WINDOW,
      ) ?? null
    );
  }

  /** The first words to a colleague open the room. Resolves when the device's disk has them, or has refused them. */
  async send(text: string): Promise<void> {
    if (this.head === null) await this.#add('room.open', { conversation: this.id, name: '', people: [] });
    await this.#add('room.say', { conversation: this.id, text });
  }

  readonly edit = (message: MessageId, text: string): Promise<unknown> =>
    this.#add('room.edit', { conversation: this.id, message, text });
  readonly unsend = (message: MessageId): Promise<unknown> =>
    this.#add('room.unsay', { conversation: this.id, message });
  readonly rename = (name: string): Promise<unknown> => this.#add('room.rename', { conversation: this.id, name });
  readonly add = (person: OperatorId): Promise<unknown> =>
    this.#add('room.add', { conversation: this.id, people: [person] });
  readonly remove = (person: OperatorId): Promise<unknown> =>
    this.#add('room.remove', { conversation: this.id, person });
  readonly leave = (): Promise<unknown> => this.#add('room.leave', { conversation: this.id });

  readonly retryNow = (): void => this.#desk.client.outbox.retryNow();
  readonly drop = (id: CommandId): Promise<void> => this.#desk.client.outbox.drop(id);

  /** The person has it before the eyes: everything up to the newest entry is seen. */
  markSeen(): void {
    const { newestSeq } = this;
    if (newestSeq > 0) this.#desk.client.cursors.advance(this.id, { delivered: newestSeq, seen: newestSeq });
  }

  #add(type: EntryCommand['type'], payload: EntryCommand['payload']): Promise<unknown> {
    return this.#desk.client.outbox.add(type, payload);
  }
}

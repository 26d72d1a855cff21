import type { MessageId } from '#schema/ids.ts';
import { TEXT_BYTES } from '#schema/limits.ts';
import { normaliseText, utf8Length } from '#schema/text.ts';
import type { Drafts } from '../device/drafts.ts';
import { LeftChanges } from '../thread/left-changes.ts';
import type { OpenRoom } from './open-room.svelte.ts';

/** Bytes left from which on the counter shows. */
const NEAR = 1024;

/** What is being written in a room. Of this person alone, and kept on this device. */
export class RoomComposer {
  readonly #room: OpenRoom;
  readonly #drafts: Drafts;
  #text = $state('');
  #editing: MessageId | null = $state.raw(null);
  #isSending = false;
  readonly #left: LeftChanges;
  readonly #unfollow: () => void;

  constructor(room: OpenRoom, drafts: Drafts) {
    this.#room = room;
    this.#drafts = drafts;
    this.#left = new LeftChanges(drafts.forms, `room/${room.id}`);
    const draft = drafts.read(room.id);
    this.#text = draft.text;
    this.#editing = draft.editing;
    // Two tabs on one room write one draft: otherwise the one that closes last keeps its own, and the other's words are gone.
    this.#unfollow = drafts.follow(room.id, ({ text, editing }) => {
      if (this.#isSending) return;
      this.#text = text;
      this.#editing = editing;
    });
  }

  release(): void {
    this.#unfollow();
  }

  get text(): string {
    return this.#text;
  }

  get editing(): MessageId | null {
    return this.#editing;
  }

  /** Bytes left of a message, near the limit; null while it is far. Negative: too long. */
  get bytesLeft(): number | null {
    const { text } = this;
    if (text.length * 3 < TEXT_BYTES - NEAR) return null;
    const left = TEXT_BYTES - utf8Length(text.normalize('NFC').trimEnd());
    return left <= NEAR ? left : null;
  }

  get maySend(): boolean {
    return normaliseText(this.text).ok;
  }

  write(text: string): void {
    this.#text = text;
    this.#keep();
    if (text !== '' && this.#editing === null) this.#room.sayTyping();
  }

  startEditing(message: MessageId, text: string): void {
    this.leaveEditing();
    this.#before = this.#text;
    this.#editing = message;
    this.write(this.#left.take(message) ?? text);
  }

  stopEditing(): void {
    this.#editing = null;
    this.write(this.#before);
    this.#before = '';
  }

  /** What was being written before a message was taken to be changed; kept by the side of what is changed. */
  get #before(): string {
    return this.#drafts.forms.read(`room/${this.#room.id}/before`)?.text ?? '';
  }

  set #before(text: string) {
    this.#drafts.forms.write(`room/${this.#room.id}/before`, text === '' ? null : { text });
  }

  /** Changes of messages that were left and not dropped. */
  get left(): LeftChanges['all'] {
    return this.#left.all;
  }

  /** With a key, or for another message: what was changed can be gone on with. */
  leaveEditing(): void {
    const { editing } = this;
    if (editing === null) return;
    this.#left.keep(editing, this.#text, this.#room.wordsOf(editing));
    this.stopEditing();
  }

  /** As a change where there is still time for it, else as words of its own. */
  goOnEditing(message: MessageId): void {
    if (this.#room.changeTimeLeft(message) !== 0) return this.startEditing(message, '');
    const text = this.#left.take(message);
    if (text !== null) this.restore(text);
  }

  dropLeft(message: MessageId): void {
    this.#left.take(message);
  }

  /** What was to be a change of a message goes on as words of its own. */
  writeAnew(): void {
    const before = this.#before;
    this.#editing = null;
    this.#before = '';
    this.write(before.trim() === '' ? this.#text : `${this.#text}\n${before}`);
  }

  /** Puts back words that could not be sent, in front of what is being written. */
  restore(text: string): void {
    this.leaveEditing();
    this.write(this.#text.trim() === '' ? text : `${text}\n${this.#text}`);
  }

  /** The draft stays until the outbox has the words, so that a crash between loses neither. */
  async submit(): Promise<void> {
    if (!this.maySend || this.#isSending) return;
    const [text, editing] = [this.#text, this.#editing];
    this.#isSending = true;
    // The field is empty at once; what is kept is not.
    this.#text = editing === null ? '' : this.#before;
    this.#editing = null;
    if (editing === null) await this.#room.send(text);
    else await this.#room.edit(editing, text);
    this.#isSending = false;
    this.#keep();
    if (editing !== null) this.#before = '';
  }

  #keep(): void {
    if (this.#isSending) return;
    this.#drafts.write(this.#room.id, { text: this.#text, kind: 'reply', editing: this.#editing });
  }
}

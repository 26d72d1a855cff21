import type { MessageId } from '#schema/ids.ts';
import { TEXT_BYTES } from '#schema/limits.ts';
import { normaliseText, utf8Length } from '#schema/text.ts';
import type { Drafts } from '../device/drafts.ts';
import type { Thread } from './thread.svelte.ts';

/** Bytes left from which on the counter shows. */
const NEAR = 1024;

/** What is being written in a conversation, kept on the device with each key. */
export class Composer {
  readonly #thread: Thread;
  readonly #drafts: Drafts;
  #text = $state('');
  #kind: 'reply' | 'note' = $state('reply');
  #editing: MessageId | null = $state(null);

  constructor(thread: Thread, drafts: Drafts) {
    this.#thread = thread;
    this.#drafts = drafts;
    const draft = drafts.read(thread.id);
    this.#text = draft.text;
    this.#kind = draft.kind;
    this.#editing = draft.editing;
  }

  get text(): string {
    return this.#text;
  }

  get editing(): MessageId | null {
    return this.#editing;
  }

  /** A note where only a note is allowed. */
  get kind(): 'reply' | 'note' {
    return this.#thread.answering.may === 'note' ? 'note' : this.#kind;
  }

  /** Bytes left of a message, near the limit; null while it is far. Negative: too long. */
  get bytesLeft(): number | null {
    if (this.#text.length * 3 < TEXT_BYTES - NEAR) return null;
    const left = TEXT_BYTES - utf8Length(this.#text.normalize('NFC').trimEnd());
    return left <= NEAR ? left : null;
  }

  get maySend(): boolean {
    if (this.#thread.answering.may === 'nothing') return false;
    return normaliseText(this.#text).ok;
  }

  write(text: string): void {
    this.#text = text;
    this.keep();
    if (text !== '' && this.kind === 'reply' && this.#editing === null) this.#thread.sayTyping();
  }

  choose(kind: 'reply' | 'note'): void {
    this.#kind = kind;
    this.keep();
  }

  startEditing(message: MessageId, text: string): void {
    this.#editing = message;
    this.#kind = 'reply';
    this.write(text);
  }

  stopEditing(): void {
    this.#editing = null;
    this.write('');
  }

  /** Puts back words that could not be sent, in front of what is being written. */
  restore(text: string): void {
    this.write(this.#text.trim() === '' ? text : `${text}\n${this.#text}`);
  }

  /** The draft stays on the disk until the outbox has the words, so that a crash between loses neither. */
  async submit(): Promise<void> {
    if (!this.maySend) return;
    const [text, kind, editing] = [this.#text, this.kind, this.#editing];
    this.#text = '';
    this.#editing = null;
    if (editing !== null) await this.#thread.edit(editing, text);
    else if (kind === 'note') await this.#thread.addNote(text);
    else await this.#thread.send(text);
    this.keep();
  }

  keep(): void {
    this.#drafts.write(this.#thread.id, { text: this.#text, kind: this.#kind, editing: this.#editing });
  }
}

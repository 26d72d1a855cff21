import type { MessageId } from '#schema/ids.ts';
import type { Besides } from './chat-parts.ts';
import type { Chat } from './chat.svelte.ts';

/** What is being written: a new message, whose draft outlives the page, or a change of an older one. */
export class ComposerState {
  readonly #chat: Chat;
  #text = $state.raw('');
  #editing = $state.raw<MessageId | null>(null);
  #problem = $state.raw<'too-long' | null>(null);
  #isPicking = $state.raw(false);
  /** What comes back into the field after a change of an older message. */
  #behind = '';
  /** The draft as this tab knows it to be kept. */
  #kept: string;
  #field: HTMLTextAreaElement | null = null;
  #onSubmitted: (() => void) | null = null;

  constructor(chat: Chat) {
    this.#chat = chat;
    this.#text = this.#kept = chat.draft;
  }

  get text(): string {
    return this.#text;
  }

  /** A verb, because a component that sets a part of what it was given makes Svelte bring all that changes properties. */
  write(text: string): void {
    this.#text = text;
    this.#problem = null;
    if (this.isEditing) return;
    this.#keep();
    this.#chat.typed(text);
  }

  /** What is no change of an older message, or is none any more: all of it is a draft. */
  get #draft(): string {
    if (this.#editing === null) return this.#text;
    return this.isEditing ? this.#behind : joined(this.#text, this.#behind);
  }

  #keep(): void {
    this.#chat.keepDraft((this.#kept = this.#draft));
  }

  /** Another tab of this visitor has sent the draft, or goes on with it. */
  follow(): void {
    const { draft } = this.#chat;
    if (draft === this.#kept) return;
    // The words of a change that has become a draft are in what the other tab goes on with.
    if (!this.isEditing && this.#kept === this.#draft) this.#editing = null;
    this.#kept = draft;
    if (this.#editing === null) this.#text = draft;
    else this.#behind = draft;
  }

  /** Not any more once the server would refuse it: the words then go on as a new message (EDIT3). */
  get isEditing(): boolean {
    const { lines } = this.#chat;
    return (
      this.#editing !== null &&
      !lines.some((line) => line.kind === 'message' && line.id === this.#editing && !line.isChangeable)
    );
  }

  /** Nothing to send: no words, and no file over the field. */
  get isEmpty(): boolean {
    return this.#text.trim() === '' && (this.isEditing || this.#chat.files.held === 0);
  }

  get problem(): 'too-long' | null {
    return this.#problem;
  }

  /** By the text field; null when it goes. */
  setField(field: HTMLTextAreaElement | null): void {
    this.#field = field;
    this.#isPicking = false;
  }

  /** The picker of emoji is asked for. */
  get isPicking(): boolean {
    return this.#isPicking;
  }

  /** Whoever leaves it for the field takes the keyboard back there. */
  pick(isPicking: boolean, takesFocus = !isPicking): void {
    this.#isPicking = isPicking;
    if (takesFocus) this.focus();
  }

  /** By the thread: whoever writes wants to see it. */
  whenSubmitted(then: () => void): void {
    this.#onSubmitted = then;
  }

  focus(): void {
    this.#field?.focus();
  }

  startEditing(message: MessageId, text: string): void {
    this.#behind = this.#draft;
    this.#editing = message;
    this.#text = text;
    this.focus();
  }

  stopEditing(): void {
    this.#editing = null;
    this.#text = this.#behind;
    this.focus();
  }

  /** What the page would say in the visitor's place; not twice (API6). */
  prefill(text: string): void {
    if (text && !(this.isEditing ? this.#behind : this.#text).includes(text)) this.restore(text);
  }

  /** Puts words back in front of what is being written; not into the change of an older message. */
  restore(text: string): void {
    if (this.isEditing) {
      this.#behind = joined(text, this.#behind);
      this.#keep();
    } else this.write(joined(text, this.#text));
    this.focus();
  }

  /**
   * The field is empty at once; the draft is forgotten only when the device has the message. A form in place of the field gives what goes
   * with the words, and words of its own where there are none.
   */
  async submit(besides?: Besides, words = this.#text): Promise<Awaited<ReturnType<Chat['send']>>> {
    const [text, editing] = [this.#text, this.#editing];
    const changed = this.isEditing && !besides ? editing : null;
    if (words === text && this.isEmpty) return 'empty';
    this.#text = editing === null ? '' : this.#behind;
    this.#editing = null;
    const result = await (changed === null
      ? this.#chat.send(words, { ...(besides ?? { files: true }), saved: () => this.#keep() })
      : this.#chat.edit(changed, words));
    if (result === 'sent') this.#onSubmitted?.();
    else {
      this.#editing = editing;
      this.#text = text;
      this.#problem = result === 'too-long' ? result : null;
    }
    return result;
  }
}

const joined = (...words: string[]): string => words.filter(Boolean).join('\n');

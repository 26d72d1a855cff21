import type { MessageId } from '#schema/ids.ts';
import type { Chat } from './chat.svelte.ts';

/** What is being written: a new message, whose draft outlives the page, or a change of an older one. */
export class ComposerState {
  readonly #chat: Chat;
  #text = $state.raw('');
  #editing = $state.raw<MessageId | null>(null);
  #problem = $state.raw<'too-long' | null>(null);
  #isPicking = $state.raw(false);
  #field: HTMLTextAreaElement | null = null;
  #onSubmitted: (() => void) | null = null;

  constructor(chat: Chat) {
    this.#chat = chat;
    this.#text = chat.draft;
  }

  get text(): string {
    return this.#text;
  }

  /** A verb, because a component that sets a part of what it was given makes Svelte bring all that changes properties. */
  write(text: string): void {
    this.#text = text;
    this.#problem = null;
    if (this.#editing !== null) return;
    this.#chat.keepDraft(text);
    this.#chat.typed(text);
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
    this.#editing = message;
    this.#text = text;
    this.focus();
  }

  stopEditing(): void {
    this.#editing = null;
    this.#text = this.#chat.draft;
    this.focus();
  }

  /** What the page would say in the visitor's place; not twice (API6). */
  prefill(text: string): void {
    if (text && !(this.isEditing ? this.#chat.draft : this.#text).includes(text)) this.restore(text);
  }

  /** Puts words back in front of what is being written; not into the change of an older message. */
  restore(text: string): void {
    const put = (words: string): string => [text, words].filter(Boolean).join('\n');
    if (this.isEditing) this.#chat.keepDraft(put(this.#chat.draft));
    else this.write(put(this.#text));
    this.focus();
  }

  /** The field is empty at once; the draft is forgotten only when the device has the message. */
  async submit(): Promise<void> {
    const editing = this.isEditing ? this.#editing : null;
    const text = this.#text;
    if (this.isEmpty) return;
    this.#text = this.#editing === null ? '' : this.#chat.draft;
    this.#editing = null;
    const result =
      editing === null ? await this.#chat.send(text, { files: true }) : await this.#chat.edit(editing, text);
    if (result === 'sent') {
      this.#onSubmitted?.();
      if (editing === null) this.#chat.keepDraft(this.#text);
      return;
    }
    this.#editing = editing;
    this.#text = text;
    this.#problem = result === 'too-long' ? result : null;
  }
}

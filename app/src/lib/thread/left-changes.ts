import type { MessageId } from '#schema/ids.ts';
import type { Forms } from '../device/forms.svelte.ts';

/** Changes of messages that were left by a slip, in one conversation or room: they can be gone on with (FORM2). */
export class LeftChanges {
  readonly #forms: Forms;
  readonly #start: string;

  /** `place`: the name of the document that has the messages. */
  constructor(forms: Forms, place: string) {
    this.#forms = forms;
    this.#start = `${place}/change/`;
  }

  get all(): readonly { readonly message: MessageId; readonly text: string }[] {
    return this.#forms
      .under(this.#start)
      .map(({ form, fields }) => ({ message: form.slice(this.#start.length) as MessageId, text: fields.text ?? '' }));
  }

  /** `before`: how the message reads; nothing is kept of a change that changed nothing. */
  keep(message: MessageId, text: string, before: string | null): void {
    if (text.trim() !== '' && text !== before) this.#forms.write(this.#start + message, { text });
  }

  /** What was left of it, which is in hand from now on. */
  take(message: MessageId): string | null {
    const text = this.#forms.read(this.#start + message)?.text ?? null;
    if (text !== null) this.#forms.write(this.#start + message, null);
    return text;
  }
}

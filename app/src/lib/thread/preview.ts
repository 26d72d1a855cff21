import type { Typist } from '#client/interface.ts';
import type { Message } from '#schema/conversation/conversation.ts';

/** Knows of a preview whether its words were said meanwhile: the next message of whoever types ends it (PREVIEW3). */
export class OvertakenBy {
  #typist: Typist | undefined;
  /** Their newest message when this preview was first seen. */
  #said = 0;

  textOf(typist: Typist | undefined, messages: readonly Pick<Message, 'by' | 'seq'>[]): string | null {
    if (typist?.text === undefined || typist.text === '') return null;
    const said = messages.findLast(({ by }) => by.id === typist.id)?.seq ?? 0;
    if (this.#typist !== typist) {
      this.#typist = typist;
      this.#said = said;
    }
    return said === this.#said ? typist.text : null;
  }
}

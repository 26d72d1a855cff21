import type { WaitingFile } from '#client/files/waiting-file.ts';
import type { Head } from '#schema/conversation/conversation.ts';
import { answers, mayActFor } from '#schema/conversation/who-answers.ts';
import type { ConversationId, MessageId } from '#schema/ids.ts';
import type { Desk } from '../desk/desk.svelte.ts';

/** The open conversation, as far as its files ask of it. */
interface Talk {
  readonly id: ConversationId;
  readonly head: Head | null;
  readonly messages: readonly { readonly id: MessageId }[];
  readonly newestSeq: number;
  readonly take: () => Promise<unknown>;
}

/** Files of one open conversation: those on their way, and what can be done with those that are there. */
export class ThreadFiles {
  readonly #desk: Desk;
  readonly #thread: Talk;

  constructor(desk: Desk, thread: Talk) {
    this.#desk = desk;
    this.#thread = thread;
  }

  /** On their way, or not to be sent as they are. */
  get waiting(): readonly WaitingFile[] {
    const { id, messages } = this.#thread;
    return this.#desk.files.waiting.filter(
      (file) => file.conversation === id && !messages.some((message) => message.id === file.id),
    );
  }

  /** As with words: who replies, and nobody answers yet, takes it first. */
  readonly attach = async (files: readonly File[]): Promise<void> => {
    const { head, id, newestSeq } = this.#thread;
    if (head?.state === 'waiting' && !answers(head, this.#desk.profile.id)) await this.#thread.take();
    await this.#desk.files.attach(files, { conversation: id, lastSeen: newestSeq });
  };

  /** Whether this person may say yes or no to what the visitor wants to send. */
  get mayAnswer(): boolean {
    const { head } = this.#thread;
    if (head === null || !this.#desk.may('file.answer')) return false;
    return head.assignee === null || mayActFor(head, this.#desk.actor);
  }

  readonly answer = (message: MessageId, yes: boolean): Promise<unknown> =>
    this.#desk.client.outbox.add('file.answer', { conversation: this.#thread.id, message, yes });
}

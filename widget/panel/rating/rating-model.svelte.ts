import { untrack } from 'svelte';
import type { OutboxRow } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Rating, Score } from '#schema/conversation/rating.ts';
import { keptFieldsOf, type KeptFields } from '../after/kept-fields.ts';
import type { PartHost } from '../parts/part.ts';
import { isOf } from '../rows.ts';
import { watched } from '../sources.svelte.ts';
import { hasAnswer, saidOf, toAsk } from './rating-facts.ts';

/** What the visitor says of the talk: an act like any other, which waits in the outbox while there is no line (RATE5). */
export class RatingModel {
  readonly #host: PartHost;
  readonly #kept: KeptFields;
  readonly #outbox;
  /** By this page, in which talk; null: nothing was begun. */
  #draft = $state.raw<readonly [talk: string | null, comment: string | null]>([null, null]);
  #quiet = $state.raw<readonly [talk: string | null, closed: number]>([null, 0]);

  constructor(host: PartHost) {
    this.#host = host;
    this.#kept = keptFieldsOf(host);
    this.#outbox = watched(host.client.outbox);
    const { comment = '', quiet = 0 } = this.#kept.read();
    const talk = host.store.read()?.conversation ?? null;
    this.#draft = [talk, comment || null];
    this.#quiet = [talk, quiet];
  }

  /** What the server has taken leaves the outbox a moment before the replica tells it (CMD11). */
  get #said() {
    const { chat, client } = this.#host;
    const accepted = client.outbox.accepted.filter(
      (one) => one.seq > chat.newest && isOf(one, this.#id as ConversationId),
    );
    return saidOf(chat.confirmed, this.#rows, accepted);
  }

  get #rows(): readonly OutboxRow[] {
    const id = this.#id;
    return this.#outbox.current.filter((row) => isOf(row, id as ConversationId));
  }

  get #id(): string | null {
    return this.#host.chat.isStarted ? (this.#host.store.read()?.conversation ?? null) : null;
  }

  get rating(): Rating | null {
    return this.#said.rating;
  }

  get isWaiting(): boolean {
    return this.#said.isWaiting && this.#host.chat.link.state !== 'live';
  }

  get isRefused(): boolean {
    return this.#said.refused !== null;
  }

  /** There is somebody to speak of. */
  get isPossible(): boolean {
    return hasAnswer(this.#host.chat.confirmed?.messages ?? []);
  }

  #asked = 0;
  /** The chat asks by itself, or has asked and what was said still stands there, to be added to. */
  get asks(): boolean {
    const { chat, client } = this.#host;
    const closed = toAsk(chat.confirmed, client.serverNow());
    if (closed !== null) this.#asked = closed;
    const newest = chat.confirmed?.messages.findLast(({ kind }) => kind === 'closed')?.seq ?? 0;
    return (
      chat.head?.state === 'closed' && newest > 0 && newest === this.#asked && newest > of(this.#quiet, this.#id, 0)
    );
  }

  dismiss(): void {
    this.#quiet = [this.#id, this.#asked];
    this.#kept.write({ quiet: this.#asked });
  }

  /** What stands in the field: what was typed, or else what was said. */
  get comment(): string {
    return this.#begun ?? this.rating?.comment ?? '';
  }

  /** Words were said: an empty field takes them away. */
  get isChange(): boolean {
    return this.rating?.comment !== undefined;
  }

  /** There is a field: nothing was said yet, or it is being changed. */
  get isOpen(): boolean {
    return this.rating !== null && (!this.isChange || this.#begun !== null);
  }

  get #begun(): string | null {
    return of(this.#draft, this.#id, null);
  }

  change(): void {
    this.#draft = [this.#id, this.comment];
  }

  write(comment: string): void {
    this.#draft = [this.#id, comment];
    this.#kept.write({ comment });
  }

  rate(score: Score): void {
    this.#give(score, untrack(() => this.rating?.comment) ?? '');
  }

  /** What stands in the field, beside the score that was given; without words those that were said are taken away. */
  say(): void {
    const { rating, comment } = this;
    if (rating === null) return;
    if (comment.trim() !== (rating.comment ?? '')) this.#give(rating.score, comment);
    this.#draft = [this.#id, null];
    this.#kept.write({ comment: '' });
  }

  forgetRefused(): void {
    const { refused } = this.#said;
    if (refused !== null) void this.#host.client.outbox.drop(refused.command.id);
  }

  #give(score: Score, comment: string): void {
    const id = this.#id;
    if (id === null) return;
    const words = comment.trim();
    const payload = { conversation: id as never, score, ...(words !== '' && { comment: words }) };
    void this.#host.client.outbox.add('conversation.rate', payload);
  }
}

/** Entries are counted anew in each talk. */
const of = <Value>([talk, value]: readonly [string | null, Value], now: string | null, none: Value): Value =>
  talk === now ? value : none;

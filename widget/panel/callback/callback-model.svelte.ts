import type { OutboxRow } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import { isOnPages } from '#schema/site/rules/matches.ts';
import { isPhone } from '#schema/phone.ts';
import { keptFieldsOf, type KeptFields } from '../after/kept-fields.ts';
import type { PartHost } from '../parts/part.ts';
import { isOf } from '../rows.ts';
import { watched } from '../sources.svelte.ts';
import { askedOf, type Asked } from './callback-facts.ts';

/** The visitor wants to be called: an act like any other, which waits in the outbox while there is no line (CALL9). */
export class CallbackModel {
  readonly #host: PartHost;
  readonly #kept: KeptFields;
  readonly #outbox;
  #typed = $state.raw<string | null>(null);
  #times = $state.raw<readonly number[]>([]);
  #isHidden = $state.raw(false);

  constructor(host: PartHost) {
    this.#host = host;
    this.#kept = keptFieldsOf(host);
    this.#outbox = watched(host.client.outbox);
  }

  /** A router of the page's own tells nobody where it goes: looked at once a second, while somebody looks. */
  readonly #address = $derived.by(() => (this.now > 0 ? location.href : ''));

  get now(): number {
    return this.#host.chat.duty.now;
  }

  /** The site offers it on this page, at this moment. */
  get isOffered(): boolean {
    const { chat, options } = this.#host;
    const call = options.served.after?.call;
    if (call === undefined || chat.suspendedUntil !== 0) return false;
    return isOnPages(call.pages, this.#address) && (call.offer === 'always' || chat.isUnattended);
  }

  /** Where no talk goes on that it would disturb. */
  get isShown(): boolean {
    if (!this.isOffered || this.asked !== null || this.#isHidden) return false;
    const { head, isUnattended } = this.#host.chat;
    return isUnattended || head === null || head.state === 'waiting';
  }

  hide(): void {
    this.#isHidden = true;
  }

  get #rows(): readonly OutboxRow[] {
    const id = this.#host.chat.isStarted ? this.#host.store.read()?.conversation : null;
    return this.#outbox.current.filter((row) => isOf(row, id as ConversationId));
  }

  /** What the server has taken leaves the outbox a moment before the replica tells it (CMD11). */
  get asked(): Asked | null {
    const { chat, client, store } = this.#host;
    const id = store.read()?.conversation as ConversationId;
    const accepted = client.outbox.accepted.filter((one) => one.seq > chat.newest && isOf(one, id));
    return askedOf(chat.confirmed?.head ?? null, this.#rows, accepted);
  }

  /** It waits, and says so: there is no line. */
  get isWaiting(): boolean {
    return this.asked?.isWaiting === true && this.#host.chat.link.state !== 'live';
  }

  get #refused(): OutboxRow | undefined {
    return this.#rows.find(({ command, state }) => /^callback\./.test(command.type) && state.kind === 'rejected');
  }

  get isRefused(): boolean {
    return this.#refused !== undefined;
  }

  /** The time that was asked for went to somebody else meanwhile (CALL7); null: it was refused for another reason, or not at all. */
  get lost(): number | null {
    const row = this.#refused;
    if (row?.command.type !== 'callback.ask' || row.state.kind !== 'rejected') return null;
    return row.state.rejection.reason === 'time-taken' ? row.command.payload.when : null;
  }

  forgetRefused(): void {
    const row = this.#refused;
    if (row !== undefined) void this.#host.client.outbox.drop(row.command.id);
  }

  get isUnattended(): boolean {
    return this.#host.chat.isUnattended;
  }

  /** What was typed, asked for, left with a request, or what the page says. */
  get phone(): string {
    return this.#typed ?? this.#kept.read().phone ?? this.asked?.phone ?? this.#host.panel.identity?.phone ?? '';
  }

  write(phone: string): void {
    this.#typed = phone;
    this.#kept.write({ phone });
  }

  get times(): readonly number[] {
    return this.#times;
  }

  /** Without a line there is "as soon as possible", and nothing is promised that nobody knows. */
  async load(): Promise<void> {
    const { server, options } = this.#host;
    try {
      const answer = await fetch(`${server.origin}/api/call-times?site=${options.site}`, {
        headers: { authorization: `Bearer ${server.bearer ?? ''}` },
        credentials: 'omit',
      });
      const { times } = (await answer.json()) as { readonly times?: readonly number[] };
      if (answer.ok && Array.isArray(times)) this.#times = times;
    } catch {
      // As before.
    }
  }

  /** False: it is no number. Resolves when the device has it. */
  async ask(when: number | null): Promise<boolean> {
    const phone = this.phone.trim();
    if (!isPhone(phone)) return false;
    const { chat, client } = this.#host;
    // What is asked for now stands in place of what could not be had.
    this.forgetRefused();
    const { id: conversation, adding } = chat.begin();
    const asked = { conversation, phone, when, ...(chat.isUnattended && { request: true as const }) };
    await Promise.all([
      ...adding,
      client.outbox.add('contact.update', { phone }),
      client.outbox.add('callback.ask', asked),
    ]);
    this.#kept.write({ phone });
    this.#typed = null;
    return true;
  }

  cancel(): void {
    const { chat, client } = this.#host;
    void client.outbox.add('callback.cancel', { conversation: chat.begin().id });
  }
}

import type { AcceptedCommand } from '#client/interface.ts';
import type { ContactFields } from '#schema/conversation/entry.ts';
import { overlayContact } from '#schema/conversation/overlay.ts';
import { readContact } from '#schema/docs/contact-document.ts';
import { contactDocument } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { ReplicaView } from '../device/sources.svelte.ts';

type Field = keyof ContactFields;

/** How long an accepted change lies over a card that has not come, ms. */
const ACCEPTED_FOR = 5_000;

/** A visitor's card, with waiting changes laid over it and what is being typed over those. */
export class Contact {
  readonly #desk: Desk;
  readonly #visitor: VisitorId;
  readonly #card: ReplicaView<ContactFields>;
  #typed: ContactFields = $state.raw({});

  constructor(desk: Desk, visitor: VisitorId) {
    this.#desk = desk;
    this.#visitor = visitor;
    this.#card = new ReplicaView(desk.client.replicas.open(contactDocument(visitor)), readContact);
  }

  release(): void {
    this.#desk.client.replicas.release(contactDocument(this.#visitor));
  }

  readonly #known: ContactFields = $derived.by(() => {
    const commands = [...this.#accepted(), ...this.#desk.waiting].map(({ command }) => command);
    return overlayContact(this.#card.content, this.#visitor, commands, this.#desk.actor);
  });

  /** Until the card has come, but not for long: it does not tell how far it goes, and may be newer. */
  #accepted(): readonly AcceptedCommand[] {
    const { outbox, serverNow } = this.#desk.client;
    if (this.#card.state === 'synced') return [];
    return outbox.accepted.filter(({ at }) => at > serverNow() - ACCEPTED_FOR);
  }

  value(field: Field): string {
    return this.#typed[field] ?? this.#known[field] ?? '';
  }

  get isChanged(): boolean {
    return Object.keys(this.#changes()).length > 0;
  }

  write(field: Field, value: string): void {
    this.#typed = { ...this.#typed, [field]: value };
  }

  reset(): void {
    this.#typed = {};
  }

  async save(): Promise<void> {
    const changes = this.#changes();
    if (Object.keys(changes).length === 0) return;
    await this.#desk.client.outbox.add('contact.update', { visitor: this.#visitor, ...changes });
    this.#typed = {};
  }

  #changes(): ContactFields {
    const entries = Object.entries(this.#typed) as [Field, string][];
    return Object.fromEntries(entries.filter(([field, value]) => value.trim() !== (this.#known[field] ?? '')));
  }
}

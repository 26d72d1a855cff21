import type { AcceptedCommand, HoldlineClient } from '#client/interface.ts';
import type { EntryCommand } from '#schema/commands/command.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { overlayDesk } from '#schema/conversation/overlay.ts';
import { readDesk, type DeskDocument } from '#schema/docs/desk-document.ts';
import { deskDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { ReplicaView } from '../device/sources.svelte.ts';

/** What the thread knows of its conversation besides. */
interface Told {
  /** Without what waits. */
  readonly conversation: () => Conversation | null;
  readonly waiting: () => readonly EntryCommand[];
  readonly accepted: () => readonly AcceptedCommand[];
}

/** What only staff see of one conversation: its tags and category, and what was done to them; and what one can do to it. */
export class ThreadDesk {
  readonly #desk: Desk;
  readonly #client: HoldlineClient;
  readonly #id: ConversationId;
  readonly #told: Told;
  readonly #document: ReplicaView<DeskDocument>;

  constructor(desk: Desk, id: ConversationId, told: Told) {
    this.#desk = desk;
    this.#client = desk.client;
    this.#id = id;
    this.#told = told;
    this.#document = new ReplicaView(this.#client.replicas.open(deskDocument(id)), readDesk);
  }

  release(): void {
    this.#client.replicas.release(deskDocument(this.#id));
  }

  readonly #view: DeskDocument = $derived.by(() => {
    const { content, state } = this.#document;
    const newest = content.lines.at(-1)?.seq ?? 0;
    const accepted = state === 'synced' ? [] : this.#told.accepted().filter(({ seq }) => seq > newest);
    const commands = [...accepted.map(({ command }) => command), ...this.#told.waiting()];
    return overlayDesk(content, this.#told.conversation(), commands, this.#desk.viewer);
  });

  get tags(): readonly string[] {
    return this.#view.tags;
  }

  get category(): string | null {
    return this.#view.category;
  }

  get lines(): DeskDocument['lines'] {
    return this.#view.lines;
  }

  get consent(): DeskDocument['consent'] {
    return this.#view.consent;
  }

  /** The client does not expect an answer. Only of what stands in the inbox: a conversation that left it is closed. */
  get isMuted(): boolean {
    return this.#desk.row(this.#id)?.summary.muted === true;
  }

  readonly tag = (tag: string, on: boolean): Promise<unknown> =>
    this.#client.outbox.add('conversation.tag', { conversation: this.#id, tag, on });
  readonly categorise = (category: string | null): Promise<unknown> =>
    this.#client.outbox.add('conversation.categorise', { conversation: this.#id, category });
  readonly mute = (on: boolean): Promise<unknown> =>
    this.#client.outbox.add('conversation.mute', { conversation: this.#id, on });
}

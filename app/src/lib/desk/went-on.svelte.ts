import type { Replica } from '#client/interface.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId } from '#schema/ids.ts';

/**
 * What went on to colleagues while this device had no line: conversations that were this person's as the device last knew, and are
 * open and another's, or nobody's, when the inbox is confirmed again.
 */
export class WentOn {
  readonly #me: string;
  readonly #replica: Pick<Replica, 'doc' | 'state'>;
  /** When the inbox was last confirmed, or as this device had kept it; null while it is confirmed, or nothing is known of it. */
  #mine: readonly ConversationId[] | null = null;
  /** The inbox, while it is confirmed: it changes at each message, and is looked through when the line is gone. */
  #confirmed: Replica['doc'] | null = null;
  #ids: readonly ConversationId[] = $state.raw([]);

  constructor(replica: Pick<Replica, 'doc' | 'state' | 'subscribe'>, me: string) {
    this.#me = me;
    this.#replica = replica;
    replica.subscribe(() => this.#look());
    this.#look();
  }

  /** Until the person has read of them. */
  get ids(): readonly ConversationId[] {
    return this.#ids;
  }

  dismiss(): void {
    this.#ids = [];
  }

  #look(): void {
    const { doc, state } = this.#replica;
    if (state === 'synced') {
      if (this.#confirmed === null) this.#tell(readInbox(doc));
      this.#confirmed = doc;
      return;
    }
    // What comes before the confirmation is told piece by piece: it must not be taken for what this person had.
    if (this.#confirmed !== null) this.#mine = this.#mineIn(readInbox(this.#confirmed));
    else if (this.#mine === null) {
      const inbox = readInbox(doc);
      if (inbox.size > 0) this.#mine = this.#mineIn(inbox);
    }
    this.#confirmed = null;
  }

  #tell(inbox: ReadonlyMap<ConversationId, Summary>): void {
    const went = (this.#mine ?? []).filter((id) => {
      const line = inbox.get(id);
      return line !== undefined && line.state !== 'closed' && !this.#isMine(line);
    });
    this.#mine = null;
    if (went.length > 0) this.#ids = [...this.#ids.filter((id) => !went.includes(id)), ...went];
  }

  #mineIn(inbox: ReadonlyMap<ConversationId, Summary>): readonly ConversationId[] {
    return [...inbox.values()].filter((line) => this.#isMine(line)).map(({ id }) => id);
  }

  #isMine({ state, assignee }: Summary): boolean {
    return state === 'active' && assignee?.id === this.#me;
  }
}

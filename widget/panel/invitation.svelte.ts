import type { Conversation } from '#schema/conversation/conversation.ts';
import type { Invited } from '#schema/conversation/invited.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { ChatParts } from './chat-parts.ts';
import { talkUpon } from './thread.ts';

/** What a visitor is invited with, and may begin upon (INVITE4). */
export class Invitation {
  #now = $state.raw<Invited | null>(null);

  /** `begun`: the conversation that there is already. */
  constructor({ live, client }: Pick<ChatParts, 'live' | 'client'>, begun: ConversationId | null) {
    live?.follow(() => (this.#now = live.invited()), client);
    if (begun) live?.begun(client, begun);
  }

  /** For the command that begins. */
  get told() {
    return this.#now && { invited: this.#now };
  }

  /** What shows while there is no talk. */
  talk(now: number): Conversation | null {
    return this.#now && talkUpon(this.#now, now);
  }
}

import type { HoldlineClient } from '#client/interface.ts';
import type { Invited } from '#schema/conversation/invited.ts';
import type { ConversationId } from '#schema/ids.ts';

export interface Live {
  /** Resolves once the visitor has agreed, at once where nobody asks for it; is refused, with nothing, by a no. */
  readonly agreed: () => Promise<LivePanel>;
  /** The page's own banner has asked, or the visitor takes it back; resolves when the server has been told, or cannot be just now. */
  readonly consent: (on: boolean) => Promise<void>;
  readonly isAgreed: () => boolean;
  /** Asks the visitor, who is to write; false: there is nothing to ask. */
  readonly ask: () => boolean;
  readonly isAsked: () => boolean;
  /** The visitor has logged out: what is kept of its visit goes, and nothing more is kept. */
  readonly forget: () => void;
  /** The visitor may be asked for consent. */
  readonly asks: boolean;
}

/** What of this the panel needs. */
export interface LivePanel {
  /** What the visitor sees itself invited with; null: nothing. */
  readonly invited: () => Invited | null;
  /** Calls back at once and when that changes; one that is given later takes the place of this one. By the client what is taken back is told. */
  readonly follow: (changed: () => void, client: Pick<HoldlineClient, 'outbox'>) => void;
  /** A conversation is begun, or goes on: what was agreed to is told with it. */
  readonly begun: (client: Pick<HoldlineClient, 'outbox'>, conversation: ConversationId) => void;
}

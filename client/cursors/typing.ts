import type { ConversationId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { Watchable } from '../interface.ts';
import { createSettable } from '../watchable.ts';

/** Who is typing: forgotten after six seconds, told at most once a second, kept nowhere. */
export interface TypingRoom {
  readonly typing: Watchable<ReadonlyMap<ConversationId, Author>>;
  readonly received: (conversation: ConversationId, by: Author) => void;
  /** Calls `tell` unless it was called for this conversation within the last second. */
  readonly own: (conversation: ConversationId, tell: () => void) => void;
}

const SHOWN_FOR = 6_000;
const TOLD_EVERY = 1_000;

/** Whoever has just said something is not typing any more, though the last sign of it is still fresh. Times in ms. */
export const isStillTyping = (
  by: Author,
  newest: { readonly by: Author; readonly at: number } | undefined,
  now: number,
): boolean => newest?.by.id !== by.id || now - newest.at > SHOWN_FOR;

export function createTyping(ports: Pick<ClientEnvironment, 'now' | 'setTimeout'>): TypingRoom {
  const typing = createSettable<ReadonlyMap<ConversationId, Author>>(new Map());
  const until = new Map<ConversationId, number>();
  const toldAt = new Map<ConversationId, number>();

  const expire = (conversation: ConversationId): void => {
    const left = (until.get(conversation) ?? 0) - ports.now();
    if (left > 0 && left <= SHOWN_FOR) return void ports.setTimeout(() => expire(conversation), left);
    until.delete(conversation);
    const rest = new Map(typing.current);
    rest.delete(conversation);
    typing.set(rest);
  };

  return {
    typing,
    received: (conversation, by) => {
      const running = until.has(conversation);
      until.set(conversation, ports.now() + SHOWN_FOR);
      if (!running) ports.setTimeout(() => expire(conversation), SHOWN_FOR);
      if (typing.current.get(conversation)?.id !== by.id) typing.set(new Map(typing.current).set(conversation, by));
    },
    own: (conversation, tell) => {
      const now = ports.now();
      const since = now - (toldAt.get(conversation) ?? -Infinity);
      if (since >= 0 && since < TOLD_EVERY) return;
      toldAt.set(conversation, now);
      tell();
    },
  };
}

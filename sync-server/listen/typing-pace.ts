import type { ConversationId } from '#schema/ids.ts';
import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';

/**
 * Signs of typing of one socket, at most one a second for each conversation. A sign that is too early is dropped; words that are too early
 * wait, and the newest of them are told: what is shown last has to be what stands there.
 */
export interface TypingPace {
  readonly typed: (conversation: ConversationId, text: string | undefined) => void;
  /** It was said: words that wait are no preview of it any more. */
  readonly sent: (conversation: ConversationId) => void;
  readonly end: () => void;
}

const EVERY = 1_000;
/** A socket has a handful of conversations open; what else is named is not ours to remember. */
const MOST = 1_000;

export function createTypingPace(
  { clock, timers }: { readonly clock: Clock; readonly timers: Pick<Timers, 'after'> },
  tell: (conversation: ConversationId, text: string | undefined) => void,
): TypingPace {
  const toldAt = new Map<ConversationId, number>();
  const waiting = new Map<ConversationId, { text: string; readonly cancel: () => void }>();

  function tellNow(conversation: ConversationId, text: string | undefined): void {
    if (toldAt.size >= MOST) toldAt.clear();
    toldAt.set(conversation, clock.now());
    tell(conversation, text);
  }

  function sent(conversation: ConversationId): void {
    waiting.get(conversation)?.cancel();
    waiting.delete(conversation);
  }

  return {
    sent,
    typed: (conversation, text) => {
      const rest = (toldAt.get(conversation) ?? -Infinity) + EVERY - clock.now();
      if (rest <= 0) {
        // What waits is older, and a busy process would tell it after this.
        sent(conversation);
        return tellNow(conversation, text);
      }
      if (text === undefined) return;
      const known = waiting.get(conversation);
      if (known !== undefined) return void (known.text = text);
      if (waiting.size >= MOST) return;
      const cancel = timers.after(rest, () => {
        const words = waiting.get(conversation)?.text;
        waiting.delete(conversation);
        if (words !== undefined) tellNow(conversation, words);
      });
      waiting.set(conversation, { text, cancel });
    },
    end: () => {
      for (const conversation of [...waiting.keys()]) sent(conversation);
    },
  };
}

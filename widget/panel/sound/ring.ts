import type { Conversation } from '#schema/conversation/conversation.ts';
import type { KeptFields } from '../after/kept-fields.ts';

/** What came longer ago is no news, ms: a page that opens in the morning is silent about the evening. */
const FRESH_FOR = 60_000;

/** The newest answer that deserves a sound; 0: none does. */
export function ringFor(conversation: Conversation | null, seen: number, now: number): number {
  const newest = conversation?.messages.findLast(
    ({ kind, by, seq }) => kind === 'text' && by.kind === 'operator' && seq > seen,
  );
  return newest !== undefined && now - newest.at < FRESH_FOR ? newest.seq : 0;
}

export interface RingDeps {
  readonly kept: KeptFields;
  /** See `readySound`. */
  readonly ready: () => Promise<(() => void) | null>;
  /** One tab after the other; runs at once where the browser knows no locks. */
  readonly alone: (run: () => void) => Promise<void>;
}

/** Sounds once for all tabs of the page's site: only a tab that can be heard claims it (SOUND2). Nothing where the visitor wants none. */
export function createRinger({ kept, ready, alone }: RingDeps): (seq: number, talk: string) => Promise<void> {
  let asked = { seq: 0, talk: '' };
  return async (seq, talk) => {
    // Entries are counted anew in each talk.
    if (talk === asked.talk && seq <= asked.seq) return;
    asked = { seq, talk };
    const { isMuted, rung = 0 } = kept.read();
    if (isMuted === true || seq <= rung) return;
    const play = await ready();
    if (play === null) return;
    await alone(() => {
      if (seq <= (kept.read().rung ?? 0)) return;
      kept.write({ rung: seq });
      play();
    });
  };
}

import { contactDocument } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Writer } from '../commit/writer.ts';
import type { JoiningStore } from '../joining/joining-store.ts';
import type { Clock } from '../ports.ts';
import type { Visitors } from '../presence/visitors.ts';
import { DamagedRowError } from '../store/checksum.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Timers } from '../timers.ts';
import type { KeepStore } from './keep-store.ts';
import type { Remover } from './remover.ts';
import type { Scrub } from './scrub.ts';

/**
 * Lets cards go that belong to no conversation, and of which only their visitors have ever written (KEEP9): a new token is all that one of
 * them takes, and nothing else ever deletes them. In small steps while nothing waits for the writer; after a walk over all cards it rests.
 */
export interface CardSweep {
  /** To be called often. Does nothing while the last step is under way. */
  readonly step: () => Promise<void>;
}

export interface CardSweepDeps {
  readonly store: Pick<KeepStore, 'cardsAfter'>;
  readonly entries: Pick<EntryStore, 'findDocument' | 'newestAt' | 'entriesAfter'>;
  /** Who is known to a site, or is becoming somebody else, keeps the card. */
  readonly known: Pick<JoiningStore, 'alias' | 'personOf'>;
  readonly hasLeft: Visitors['hasLeft'];
  readonly remover: Pick<Remover, 'removeVisitor'>;
  readonly writer: Pick<Writer, 'keep'>;
  readonly scrub: Scrub;
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'soon'>;
  /** Nobody waits for the writer. */
  readonly isIdle: () => boolean;
}

const DAY = 86_400_000;
/** Whoever told who they are and was cut off begins within days, if ever. */
const STAYS_FOR = 7 * DAY;
/** Looked at with one read: about a millisecond. */
const READ_AT_ONCE = 200;
const REMOVED_A_STEP = 10;
const REST = 3_600_000;

export function createCardSweep(deps: CardSweepDeps): CardSweep {
  const { store, entries, known, hasLeft, remover, writer, scrub, clock, timers, isIdle } = deps;
  let after = '';
  let restsUntil = -Infinity;
  let isBusy = false;
  let hasDeleted = false;
  const pause = (): Promise<void> => new Promise(timers.soon);

  /** Whether nobody but this visitor has written on the card, and that long ago. */
  function isForgotten(visitor: VisitorId): boolean {
    if (!hasLeft(visitor) || known.alias(visitor) !== null || known.personOf(visitor) !== null) return false;
    const document = entries.findDocument(contactDocument(visitor));
    if (document === null) return false;
    // A card may have thousands of entries, and most are fresh.
    if ((entries.newestAt(document.key) ?? Infinity) > clock.now() - STAYS_FOR) return false;
    const all = entries.entriesAfter(document.key, 0);
    const isOwn = all.every(({ by }) => by.kind === 'visitor');
    return isOwn && (all.at(-1)?.at ?? Infinity) <= clock.now() - STAYS_FOR;
  }

  /** A card that is damaged stays, and holds up no other (DISK4). */
  function isDue(visitor: VisitorId): boolean {
    try {
      return isForgotten(visitor);
    } catch (error) {
      if (error instanceof DamagedRowError) return false;
      throw error;
    }
  }

  const remove = (visitor: VisitorId): Promise<boolean> =>
    remover.removeVisitor(visitor, async ({ conversations }) => {
      // What was on its way to the disk is there by now: a conversation, or a word on the card.
      if (conversations.length > 0 || !isDue(visitor)) return false;
      // Nothing that its visitor wrote is refused for it (`isGone`), however long it waits on a device: this is no erasure.
      const order = { conversations: [], visitors: [visitor], closedBefore: 0, at: 0 };
      return (await writer.keep({ kind: 'delete', ...order })) !== null;
    });

  async function walk(): Promise<void> {
    const cards = store.cardsAfter(after, READ_AT_ONCE);
    let removed = 0;
    for (const { name, visitor, isAlone } of cards) {
      if (removed >= REMOVED_A_STEP || !isIdle()) return;
      after = name;
      if (!isAlone) continue;
      const isOver = isDue(visitor);
      // Each is a read of its own, between which others are served.
      await pause();
      if (!isOver) continue;
      removed += 1;
      hasDeleted = (await remove(visitor)) || hasDeleted;
    }
    if (cards.length === READ_AT_ONCE) return;
    if (hasDeleted) await scrub();
    hasDeleted = false;
    after = '';
    restsUntil = clock.now() + REST;
  }

  return {
    step: async () => {
      if (isBusy || clock.now() < restsUntil) return;
      isBusy = true;
      try {
        await walk();
      } finally {
        isBusy = false;
      }
    },
  };
}

import { contactDocument, conversationDocument } from '#schema/docs/document-name.ts';
import { fail, ok } from '#schema/result.ts';
import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { Clock, Erase } from '../ports.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { Timers } from '../timers.ts';
import type { ErasureLedger } from './erasure-ledger.ts';
import type { Erasure } from './erasure.ts';
import type { KeepStore } from './keep-store.ts';
import type { Remover } from './remover.ts';
import type { Scrub } from './scrub.ts';

export interface EraserDeps {
  readonly store: Pick<KeepStore, 'isErased' | 'formerOf'>;
  readonly entries: Pick<EntryStore, 'newestRow' | 'findDocument'>;
  readonly scrub: Scrub;
  readonly remover: Pick<Remover, 'removeVisitor'>;
  readonly writer: Pick<Writer, 'keep'>;
  readonly ledger: Pick<ErasureLedger, 'append' | 'strike'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** Between two attempts to have it either way, ms. */
const AGAIN_AFTER = 1_000;

/**
 * Forgets a person (KEEP5): the card, every conversation with its desk, and all that was made of them. The ledger is written first:
 * when the server dies in between, the next start carries it out.
 */
export function createEraser({
  store,
  entries,
  scrub,
  remover,
  writer,
  ledger,
  clock,
  timers,
  log,
}: EraserDeps): Erase {
  /**
   * Told and done, or neither (KEEP8). Goes on until one of the two is certain: nothing of the person is written so long, and if the
   * process ends first, the next start carries it out on what is there now.
   */
  async function isCarriedOut(erasure: Erasure): Promise<boolean> {
    for (;;) {
      try {
        ledger.append(erasure);
        if ((await writer.keep({ kind: 'erase', erasure, spares: 'nothing' })) !== null) return true;
      } catch (error) {
        log.error({ error: String(error) }, 'an erasure could not be noted, so nothing was erased');
      }
      try {
        // Only the answer may have been lost.
        if (store.isErased(erasure)) return true;
        ledger.strike(erasure);
        return false;
      } catch (error) {
        log.error(
          { error: String(error) },
          'an erasure could be neither carried out nor taken back; it is tried again',
        );
      }
      await new Promise<void>((resolve) => void timers.after(AGAIN_AFTER, resolve));
    }
  }

  return async (visitor, by) => {
    let isKnown = true;
    let conversations = 0;
    let isDone = false;
    try {
      isDone = await remover.removeVisitor(visitor, async ({ conversations: ids }) => {
        isKnown = entries.findDocument(contactDocument(visitor)) !== null || ids.length > 0;
        if (!isKnown) return false;
        conversations = ids.length;
        // Also the cards of whom they were taken for before: a copy of the data from then still has them.
        const cards = [visitor, ...store.formerOf(visitor)].map(contactDocument);
        const documents = [...ids.map(conversationDocument), ...cards];
        return isCarriedOut({ visitor, at: clock.now(), by, documents, row: entries.newestRow() });
      });
    } catch (error) {
      // Before it was noted: whoever gets as far as that goes on until it is certain.
      log.error({ error: String(error) }, 'what is to be erased could not be read, so nothing was');
    }
    if (!isKnown) return fail('not-found');
    if (!isDone) return fail('retry');
    await scrub();
    log.info({ visitor, by, conversations }, 'a person was erased');
    return ok({ conversations });
  };
}

import { contactDocument, conversationDocument } from '#schema/docs/document-name.ts';
import { fail, ok } from '#schema/result.ts';
import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { Clock, Erase } from '../ports.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { ErasureLedger } from './erasure-ledger.ts';
import type { Erasure } from './erasure.ts';
import type { KeepStore } from './keep-store.ts';
import type { Remover } from './remover.ts';
import type { Scrub } from './scrub.ts';

export interface EraserDeps {
  readonly store: Pick<KeepStore, 'conversationsOf' | 'goneAt'>;
  readonly entries: Pick<EntryStore, 'newestRow' | 'findDocument'>;
  readonly flushDerived: () => Promise<unknown>;
  readonly scrub: Scrub;
  readonly remover: Remover;
  readonly writer: Pick<Writer, 'keep'>;
  readonly ledger: Pick<ErasureLedger, 'append'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Forgets a person (KEEP5): the card, every conversation with its desk, and all that was made of them. The ledger is written first:
 * when the server dies in between, the next start carries it out.
 */
export function createEraser({
  store,
  entries,
  flushDerived,
  scrub,
  remover,
  writer,
  ledger,
  clock,
  log,
}: EraserDeps): Erase {
  return async (visitor, by) => {
    // A conversation that began a moment ago is in no list yet.
    await flushDerived();
    const isKnown =
      entries.findDocument(contactDocument(visitor)) !== null || store.conversationsOf(visitor).length > 0;
    if (!isKnown) return fail('not-found');
    let conversations = 0;
    const isDone = await remover.removeVisitor(visitor, async ({ conversations: ids }) => {
      conversations = ids.length;
      const documents = [...ids.map(conversationDocument), contactDocument(visitor)];
      const erasure: Erasure = { visitor, at: clock.now(), by, documents, row: entries.newestRow() };
      try {
        ledger.append(erasure);
      } catch (error) {
        log.error({ error: String(error) }, 'an erasure could not be noted, so nothing was erased');
        return false;
      }
      return (await writer.keep({ kind: 'erase', erasure })) !== null;
    });
    if (!isDone) return fail('retry');
    await scrub();
    log.info({ visitor, by, conversations }, 'a person was erased');
    return ok({ conversations });
  };
}

import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { contactDocument, conversationDocument, deskDocument, parseDocumentName } from '#schema/docs/document-name.ts';
import type { Erasure } from '../keep/erasure.ts';
import { DamagedRowError } from '../store/checksum.ts';
import type { Connection } from '../store/database.ts';
import { prepareDeleting } from '../store/delete-statements.ts';
import { PACK_COLUMNS, readPack, type PackRow } from '../store/pack-store.ts';

export type DeleteOrder =
  /**
   * Everything of a person (KEEP5). `later`: a card stays, and a conversation with its notes, that was written to after the erasure,
   * as it is when its line was left in the ledger though it had been told as not done (KEEP8).
   */
  | { readonly kind: 'erase'; readonly erasure: Erasure; readonly spares: 'nothing' | 'later' }
  /** Closed conversations whose time is over (KEEP4), and the cards of visitors who have no other. */
  | {
      readonly kind: 'delete';
      readonly conversations: readonly ConversationId[];
      readonly visitors: readonly VisitorId[];
      /** Closed at or before this time, ms; what was opened again meanwhile is passed over. */
      readonly closedBefore: number;
      /** Now, ms: what a visitor wrote until then makes no card anew; 0 where nothing of it is to be refused. */
      readonly at: number;
    };

/** To be called within a transaction; returns how many conversations went. */
export function prepareDeleteOrders(connection: Connection): (order: DeleteOrder) => number {
  const deletions = prepareDeleting(connection);
  const closed = connection.prepare<{ visitor: VisitorId }>(
    "SELECT visitor FROM conversations WHERE id = ? AND state = 'closed' AND closed_at <= ?",
  );
  const other = connection.prepare<{ id: string }>('SELECT id FROM conversations WHERE visitor = ? LIMIT 1');
  const ofVisitor = connection.prepare<{ id: ConversationId }>(
    'SELECT id FROM conversations WHERE visitor = ? AND started_at <= ?',
  );
  const insertErasure = connection.prepare(
    'INSERT OR REPLACE INTO erasures (visitor, at, person, documents) VALUES (?, ?, ?, ?)',
  );

  // By both, so that a clock that was wrong once keeps nothing, and neither does a copy whose rows were counted otherwise.
  const later = connection.prepare(
    'SELECT 1 FROM entries JOIN documents ON key = document WHERE name = ? AND id > ? AND at > ? LIMIT 1',
  );

  const newestPack = connection.prepare<PackRow>(
    `SELECT ${PACK_COLUMNS} FROM packs JOIN documents ON key = document WHERE name = ? ORDER BY first_seq DESC LIMIT 1`,
  );

  /** Packed since: which rows they were is not known any more, and the clock never went back between the two. */
  function isPackedLater(name: string, at: number): boolean {
    const pack = newestPack.one(name);
    try {
      return pack !== null && (readPack(pack).at(-1)?.at ?? 0) > at;
    } catch (error) {
      // Nobody can read it any more: what is to be forgotten goes with it.
      if (error instanceof DamagedRowError) return false;
      throw error;
    }
  }

  return (order) => {
    if (order.kind === 'erase') {
      const { visitor, at, by, documents, row } = order.erasure;
      const isLater = (name: string): boolean => later.one(name, row, at) !== null || isPackedLater(name, at);
      const goes = (...names: readonly string[]): boolean => order.spares === 'nothing' || !names.some(isLater);
      // By name what was known then, and by visitor what an older copy of the data may still know.
      const ids = new Set(ofVisitor.all(visitor, at).map(({ id }) => id));
      for (const name of documents) {
        const address = parseDocumentName(name);
        if (address?.kind === 'conversation') ids.add(address.conversation);
      }
      for (const id of ids)
        if (goes(conversationDocument(id), deskDocument(id))) deletions.conversation(id, visitor, at);
      const cards = new Set([visitor]);
      for (const name of documents) {
        const address = parseDocumentName(name);
        if (address?.kind === 'contact') cards.add(address.visitor);
      }
      for (const card of cards) if (goes(contactDocument(card))) deletions.contact(card, at);
      insertErasure.run(visitor, at, by, JSON.stringify(documents));
      return ids.size;
    }
    let deleted = 0;
    for (const id of order.conversations) {
      const visitor = closed.one(id, order.closedBefore)?.visitor;
      if (visitor === undefined) continue;
      deletions.conversation(id, visitor, order.at);
      deleted += 1;
    }
    for (const visitor of order.visitors) if (other.one(visitor) === null) deletions.contact(visitor, order.at);
    return deleted;
  };
}

import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { contactDocument, conversationDocument, parseDocumentName } from '#schema/docs/document-name.ts';
import type { Erasure } from '../keep/erasure.ts';
import type { Connection } from '../store/database.ts';
import { prepareDeleting } from '../store/delete-statements.ts';

export type DeleteOrder =
  /**
   * Everything of a person (KEEP5). `later`: a document stays that was written to after the erasure, as it is when its line was left
   * in the ledger though it had been told as not done (KEEP8).
   */
  | { readonly kind: 'erase'; readonly erasure: Erasure; readonly spares: 'nothing' | 'later' }
  /** Closed conversations whose time is over (KEEP4), and the cards of visitors who have no other. */
  | {
      readonly kind: 'delete';
      readonly conversations: readonly ConversationId[];
      readonly visitors: readonly VisitorId[];
      /** Closed at or before this time, ms; what was opened again meanwhile is passed over. */
      readonly closedBefore: number;
      /** Now, ms. */
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

  return (order) => {
    if (order.kind === 'erase') {
      const { visitor, at, by, documents, row } = order.erasure;
      const goes = (name: string): boolean => order.spares === 'nothing' || later.one(name, row, at) === null;
      // By name what was known then, and by visitor what an older copy of the data may still know.
      const ids = new Set(ofVisitor.all(visitor, at).map(({ id }) => id));
      for (const name of documents) {
        const address = parseDocumentName(name);
        if (address?.kind === 'conversation') ids.add(address.conversation);
      }
      for (const id of ids) if (goes(conversationDocument(id))) deletions.conversation(id, visitor, at);
      if (goes(contactDocument(visitor))) deletions.contact(visitor, at);
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

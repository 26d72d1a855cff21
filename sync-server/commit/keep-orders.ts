import { prepareRenewal, type Renewal } from '../operation/life-store.ts';
import type { DamageRow } from '../store/damages.ts';
import { inTransaction, type Connection } from '../store/database.ts';
import { emptyLog } from '../keep/apply-erasures.ts';
import type { FileChange } from '../files/file-row.ts';
import { prepareFileChanges } from '../files/file-store.ts';
import type { LetterChange } from '../mail/letter-row.ts';
import { prepareLetterChanges } from '../mail/letter-store.ts';
import { prepareDeleteOrders, type DeleteOrder } from './delete-order.ts';
import { preparePacking, type PackOrder } from './pack-order.ts';

/** What is done to rows that are there already, so that documents last for years. Each order is one transaction. */
export type KeepOrder =
  /** Notes what was found damaged, or made good again. A damaged snapshot goes: the entries tell the same. */
  | { readonly kind: 'damages'; readonly rows: readonly DamageRow[] }
  /** Drops previous snapshots that were replaced before this time, ms; a few. */
  | { readonly kind: 'drop-snapshots'; readonly before: number }
  /** Cuts off the write-ahead log: 1 when it is empty, 0 when somebody still reads from it. */
  | { readonly kind: 'empty-log' }
  | PackOrder
  /** The data was set back: every document gets a new epoch. */
  | { readonly kind: 'renew-epochs'; readonly renewal: Renewal }
  | { readonly kind: 'files'; readonly changes: readonly FileChange[] }
  | { readonly kind: 'letters'; readonly changes: readonly LetterChange[] }
  | DeleteOrder;

const SNAPSHOTS_AT_ONCE = 200;

/** Returns how many rows an order touched. Throws when the database refuses. */
export function prepareKeeping(connection: Connection): (order: KeepOrder) => number {
  const saveDamage = connection.prepare(
    `INSERT INTO damages (document, part, found_at, detail, healed_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (document, part)
     DO UPDATE SET found_at = excluded.found_at, detail = excluded.detail, healed_at = excluded.healed_at`,
  );
  const dropDamagedSnapshot = connection.prepare(
    'DELETE FROM snapshots WHERE document = (SELECT key FROM documents WHERE name = ?) AND seq = ?',
  );
  const replacedSnapshots = connection.prepare<{ document: number; seq: number }>(
    'SELECT document, seq FROM snapshots WHERE replaced_at < ? LIMIT ?',
  );
  const pack = preparePacking(connection);
  const remove = prepareDeleteOrders(connection);
  const dropSnapshot = connection.prepare('DELETE FROM snapshots WHERE document = ? AND seq = ?');
  const renew = prepareRenewal(connection);
  const changeFiles = prepareFileChanges(connection);
  const changeLetters = prepareLetterChanges(connection);

  function carryOut(order: Exclude<KeepOrder, { readonly kind: 'empty-log' }>): number {
    switch (order.kind) {
      case 'damages':
        for (const { document, part, foundAt, detail, healedAt, snapshot } of order.rows) {
          saveDamage.run(document, part, foundAt, detail, healedAt);
          if (snapshot !== null) dropDamagedSnapshot.run(document, snapshot);
        }
        return order.rows.length;
      case 'drop-snapshots': {
        const rows = replacedSnapshots.all(order.before, SNAPSHOTS_AT_ONCE);
        for (const { document, seq } of rows) dropSnapshot.run(document, seq);
        return rows.length;
      }
      case 'pack':
        return pack(order);
      case 'renew-epochs':
        renew(order.renewal);
        return 1;
      case 'files':
        return changeFiles(order.changes);
      case 'letters':
        return changeLetters(order.changes);
      case 'erase':
      case 'delete':
        return remove(order);
    }
  }

  return (order) => {
    // No transaction can do that.
    if (order.kind === 'empty-log') return emptyLog(connection) ? 1 : 0;
    let rows = 0;
    inTransaction(connection, () => {
      rows = carryOut(order);
    });
    return rows;
  };
}

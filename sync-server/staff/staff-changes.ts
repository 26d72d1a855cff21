import * as Y from 'yjs';
import type { StaffKind } from '#schema/docs/staff-document.ts';
import { inTransaction, type Connection } from '../store/database.ts';
import { assemble, type StaffRow } from './assemble.ts';
import { bytesChecksum } from '../store/checksum.ts';
import { createStaffStore } from './staff-store.ts';

/** A change of the rows of documents that staff write. `document` is the key in `documents`; times in ms. */
export type StaffChange =
  /** The first update of a document brings its row along. */
  | {
      readonly kind: 'append';
      readonly document: number;
      readonly created: { readonly name: string; readonly epoch: string } | null;
      readonly n: number;
      readonly at: number;
      readonly bytes: Uint8Array;
      /** Clients that are this person's from now on. */
      readonly claimed: readonly number[];
      readonly person: string;
    }
  /** Makes a snapshot of the rows up to this one. Fails, and changes nothing, when one of them is damaged. */
  | {
      readonly kind: 'compact';
      readonly document: number;
      readonly of: StaffKind;
      readonly upTo: number;
      readonly at: number;
    }
  /** The same from memory, where the disk's rows cannot be believed. */
  | {
      readonly kind: 'snapshot';
      readonly document: number;
      readonly upTo: number;
      readonly at: number;
      readonly bytes: Uint8Array;
    }
  /** Another life of the document, with this content; `quarantine`: why the rows of the old one are put aside. */
  | {
      readonly kind: 'replace';
      readonly document: number;
      readonly epoch: string;
      readonly at: number;
      readonly bytes: Uint8Array | null;
      readonly quarantine: string | null;
    }
  | { readonly kind: 'drop'; readonly document: number }
  /** Forgets snapshots that were replaced before this, and the updates that only they needed. */
  | { readonly kind: 'sweep'; readonly before: number };

/** Carries changes out, all or none. Runs where the writer runs, off the main thread. Throws when the database refuses. */
export function prepareStaffChanges(connection: Connection): (changes: readonly StaffChange[]) => void {
  const store = createStaffStore(connection);
  const insertDocument = connection.prepare('INSERT INTO documents (key, name, epoch) VALUES (?, ?, ?)');
  const insertUpdate = connection.prepare(
    'INSERT INTO staff_updates (document, n, at, bytes, checksum) VALUES (?, ?, ?, ?, ?)',
  );
  const insertWriter = connection.prepare(
    'INSERT INTO staff_writers (document, client, person) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const insertSnapshot = connection.prepare(
    'INSERT OR REPLACE INTO staff_snapshots (document, n, at, bytes, checksum) VALUES (?, ?, ?, ?, ?)',
  );
  // Two stay: the new one and the one before it.
  const deleteOldSnapshots = connection.prepare(
    `DELETE FROM staff_snapshots WHERE document = ?1 AND n <
     (SELECT n FROM staff_snapshots WHERE document = ?1 ORDER BY n DESC LIMIT 1 OFFSET 1)`,
  );
  // Only once there are two: with a single one the log reaches back to the beginning.
  const deleteOldUpdates = connection.prepare(
    `DELETE FROM staff_updates WHERE document = ?1 AND n <=
     (SELECT n FROM staff_snapshots WHERE document = ?1 ORDER BY n DESC LIMIT 1 OFFSET 1)`,
  );
  const quarantineUpdates = connection.prepare(
    `INSERT INTO staff_quarantine (name, epoch, kind, n, at, bytes, checksum, quarantined_at, reason)
     SELECT d.name, d.epoch, 'update', r.n, r.at, r.bytes, r.checksum, ?, ? FROM staff_updates r
     JOIN documents d ON d.key = r.document WHERE r.document = ?`,
  );
  const quarantineSnapshots = connection.prepare(
    `INSERT INTO staff_quarantine (name, epoch, kind, n, at, bytes, checksum, quarantined_at, reason)
     SELECT d.name, d.epoch, 'snapshot', r.n, r.at, r.bytes, r.checksum, ?, ? FROM staff_snapshots r
     JOIN documents d ON d.key = r.document WHERE r.document = ?`,
  );
  const setEpoch = connection.prepare('UPDATE documents SET epoch = ? WHERE key = ?');
  const forget = ['staff_updates', 'staff_snapshots', 'staff_writers'].map((table) =>
    connection.prepare(`DELETE FROM ${table} WHERE document = ?`),
  );
  const deleteDocument = connection.prepare('DELETE FROM documents WHERE key = ?');
  const sweepSnapshots = connection.prepare(
    `DELETE FROM staff_snapshots WHERE EXISTS (SELECT 1 FROM staff_snapshots newer
     WHERE newer.document = staff_snapshots.document AND newer.n > staff_snapshots.n AND newer.at < ?)`,
  );
  const sweepUpdates = connection.prepare(
    `DELETE FROM staff_updates WHERE n <= (SELECT min(s.n) FROM staff_snapshots s
     WHERE s.document = staff_updates.document) AND EXISTS (SELECT 1 FROM staff_snapshots s
     WHERE s.document = staff_updates.document AND s.at < ?)`,
  );

  function saveSnapshot(document: number, n: number, at: number, bytes: Uint8Array): void {
    insertSnapshot.run(document, n, at, bytes, bytesChecksum(bytes, document, n));
    deleteOldSnapshots.run(document);
    deleteOldUpdates.run(document);
  }

  function carryOut(change: StaffChange): void {
    switch (change.kind) {
      case 'append': {
        const { document, created, n, at, bytes, claimed, person } = change;
        if (created !== null) insertDocument.run(document, created.name, created.epoch);
        insertUpdate.run(document, n, at, bytes, bytesChecksum(bytes, document, n));
        for (const client of claimed) insertWriter.run(document, client, person);
        return;
      }
      case 'compact': {
        const rows = store.rowsOf(change.document);
        const updates: readonly StaffRow[] = rows.updates.filter(({ n }) => n <= change.upTo);
        const assembled = assemble({ ...rows, updates }, change.of);
        if (assembled.kind === 'damaged') throw new Error(assembled.reason);
        saveSnapshot(change.document, change.upTo, change.at, Y.encodeStateAsUpdate(assembled.doc));
        return;
      }
      case 'snapshot':
        return saveSnapshot(change.document, change.upTo, change.at, change.bytes);
      case 'replace': {
        const { document, epoch, at, bytes, quarantine } = change;
        if (quarantine !== null) {
          quarantineUpdates.run(at, quarantine, document);
          quarantineSnapshots.run(at, quarantine, document);
        }
        for (const statement of forget) statement.run(document);
        setEpoch.run(epoch, document);
        if (bytes !== null) insertSnapshot.run(document, 0, at, bytes, bytesChecksum(bytes, document, 0));
        return;
      }
      case 'drop':
        for (const statement of forget) statement.run(change.document);
        return deleteDocument.run(change.document);
      case 'sweep':
        sweepSnapshots.run(change.before);
        return sweepUpdates.run(change.before);
    }
  }

  return (changes) => inTransaction(connection, () => changes.forEach(carryOut));
}

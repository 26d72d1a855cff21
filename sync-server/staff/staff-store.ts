import type { DocumentName } from '#schema/docs/document-name.ts';
import type { Connection } from '../store/database.ts';
import type { StaffRow, StaffRows } from './assemble.ts';

/** Reads of the documents that staff write. All answer at once from committed rows; any may throw when the disk fails. */
export interface StaffStore {
  readonly find: (name: DocumentName) => (StaffRows & { readonly epoch: string }) | null;
  readonly rowsOf: (document: number) => StaffRows;
  /** Which person each client of a document belongs to. */
  readonly writersOf: (document: number) => ReadonlyMap<number, string>;
  /** Names of all that have been written. */
  readonly names: () => readonly DocumentName[];
  /** What was found damaged and put aside, newest first. */
  readonly quarantined: () => readonly QuarantinedDocument[];
}

export interface QuarantinedDocument {
  readonly document: string;
  readonly epoch: string;
  /** ms. */
  readonly at: number;
  readonly reason: string;
  readonly rows: number;
  readonly bytes: number;
}

export function createStaffStore(connection: Connection): StaffStore {
  const documents = connection.prepare<{ key: number; epoch: string }>(
    'SELECT key, epoch FROM documents WHERE name = ?',
  );
  const snapshots = connection.prepare<StaffRow>(
    'SELECT n, bytes, checksum FROM staff_snapshots WHERE document = ? ORDER BY n DESC',
  );
  const updates = connection.prepare<StaffRow>(
    'SELECT n, bytes, checksum FROM staff_updates WHERE document = ? ORDER BY n',
  );
  const writers = connection.prepare<{ client: number; person: string }>(
    'SELECT client, person FROM staff_writers WHERE document = ?',
  );
  // `0` is the character behind `/`.
  const names = connection.prepare<{ name: DocumentName }>(
    `SELECT name FROM documents WHERE (name > 'draft/' AND name < 'draft0') OR (name > 'operator/' AND name < 'operator0')`,
  );
  const quarantined = connection.prepare<QuarantinedDocument>(
    `SELECT name AS document, epoch, max(quarantined_at) AS at, reason, count(*) AS rows, sum(length(bytes)) AS bytes
     FROM staff_quarantine GROUP BY name, epoch ORDER BY at DESC`,
  );
  const rowsOf = (document: number): StaffRows => ({
    document,
    snapshots: snapshots.all(document),
    updates: updates.all(document),
  });
  return {
    find: (name) => {
      const row = documents.one(name);
      return row === null ? null : { epoch: row.epoch, ...rowsOf(row.key) };
    },
    rowsOf,
    writersOf: (document) => new Map(writers.all(document).map(({ client, person }) => [client, person])),
    names: () => names.all().map(({ name }) => name),
    quarantined: () => quarantined.all(),
  };
}

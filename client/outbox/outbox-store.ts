import type { EntryCommand } from '#schema/commands/command.ts';
import type { CommandId } from '#schema/ids.ts';
import type { Result } from '#schema/result.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { OutboxRow } from '../interface.ts';
import { completion, createDatabase, type Database, type StorageFailure } from '../storage/database.ts';
import { createSentinel } from './sentinel.ts';

/**
 * The precious database: commands that the server has not decided. Its own database, so that dropping the cache cannot touch it.
 * Versions only ever add. The tab, the other tabs and the service worker all read and write it; nobody holds its truth in memory.
 */

/** A row as the disk has it. */
export interface StoredRow {
  readonly n: number;
  readonly command: EntryCommand;
  readonly writtenAt: number;
  readonly sentAt: number | null;
  readonly state: OutboxRow['state'];
}
/** A row before the disk has numbered it; one that was numbered in memory keeps its number. */
export type NewRow = Omit<StoredRow, 'n'> & { readonly n?: number };

/** One atomic change: removals first, then marks, then additions, then what takes the place of another. */
export interface OutboxChange {
  readonly remove?: readonly CommandId[];
  readonly mark?: ReadonlyMap<CommandId, Partial<Pick<StoredRow, 'state' | 'sentAt'>>>;
  readonly add?: readonly NewRow[];
  /** Only if the row is there whose place this one takes: another tab may have taken it. */
  readonly replace?: { readonly id: CommandId; readonly by: NewRow };
}

export interface Written {
  readonly numbers: readonly number[];
  readonly replaced: number | null;
  readonly total: number;
}

export interface OutboxStore {
  /** In the order of writing. */
  readonly read: () => Promise<Result<readonly StoredRow[], StorageFailure>>;
  /** The numbers of the added rows, in their order, that of what took a place (null: there was none), and how many rows there are now. */
  readonly write: (change: OutboxChange, durability: 'strict' | 'relaxed') => Promise<Result<Written, StorageFailure>>;
  readonly openNoMore: Database['openNoMore'];
  readonly close: () => void;
  readonly destroy: () => Promise<void>;
}

type Ports = Pick<
  ClientEnvironment,
  'indexedDB' | 'localStorage' | 'setTimeout' | 'clearTimeout' | 'now' | 'randomBytes'
>;

export const OUTBOX_PREFIX = 'holdline-outbox-';
const ROWS = 'rows';
const META = 'meta';

/**
 * `onWiped` is called when the database turns out to be another one than this device remembers, and returns the rows that memory
 * still has: they are put into the new database before anything else, with their old numbers.
 */
export function createOutboxStore(
  ports: Ports,
  namespace: string,
  onWiped: () => readonly StoredRow[],
  onLost: () => void = () => undefined,
): OutboxStore & { readonly device: () => string } {
  const sentinel = createSentinel(ports, namespace);
  const database: Database = createDatabase(ports, {
    name: OUTBOX_PREFIX + namespace,
    version: 1,
    onLost,
    upgrade: (fresh) => {
      fresh
        .createObjectStore(ROWS, { keyPath: 'n', autoIncrement: true })
        .createIndex('id', 'command.id', { unique: true });
      fresh.createObjectStore(META);
    },
    prepare: async (fresh) => {
      const transaction = fresh.transaction([ROWS, META], 'readwrite', { durability: 'strict' });
      const meta = transaction.objectStore(META);
      const installed = meta.get('install') as IDBRequest<string | undefined>;
      installed.onsuccess = () => {
        const verdict = sentinel.judge(installed.result ?? null);
        if (verdict.kind === 'known') return;
        meta.put(verdict.install, 'install');
        if (verdict.kind === 'wiped') for (const row of onWiped()) transaction.objectStore(ROWS).put(row);
      };
      await completion(transaction);
    },
  });

  return {
    device: sentinel.device,
    read: () =>
      database.run('readonly', 'relaxed', (transaction) => {
        const rows = transaction.objectStore(ROWS).getAll() as IDBRequest<StoredRow[]>;
        return () => {
          sentinel.count(rows.result.length);
          return rows.result;
        };
      }),
    write: (change, durability) =>
      database.run('readwrite', durability, (transaction) => {
        const rows = transaction.objectStore(ROWS);
        const find = (id: CommandId, use: (row: StoredRow) => void): void => {
          const found = rows.index('id').get(id) as IDBRequest<StoredRow | undefined>;
          found.onsuccess = () => {
            if (found.result !== undefined) use(found.result);
          };
        };
        let replaced: IDBRequest<number> | null = null;
        for (const id of change.remove ?? []) find(id, ({ n }) => rows.delete(n));
        for (const [id, marks] of change.mark ?? []) find(id, (row) => rows.put({ ...row, ...marks }));
        const added = (change.add ?? []).map((row) => rows.put(row) as IDBRequest<number>);
        const { replace } = change;
        if (replace !== undefined)
          find(replace.id, ({ n }) => {
            rows.delete(n);
            replaced = rows.put(replace.by) as IDBRequest<number>;
          });
        // What follows from a search comes behind what is asked here: they are counted when all searches are over.
        let total: IDBRequest<number> = rows.count();
        total.onsuccess = () => {
          total = rows.count();
        };
        return () => {
          sentinel.count(total.result);
          return {
            numbers: added.map(({ result }) => result),
            replaced: replaced?.result ?? null,
            total: total.result,
          };
        };
      }),
    openNoMore: database.openNoMore,
    close: database.close,
    destroy: async () => {
      await database.destroy();
      sentinel.forget();
    },
  };
}

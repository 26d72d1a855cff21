import type { CommandId } from '#schema/ids.ts';
import type { Result } from '#schema/result.ts';
import type { ClientEnvironment } from '../environment.ts';
import { createDatabase, type Database, type StorageFailure } from '../storage/database.ts';
import type { WaitingFile } from './waiting-file.ts';

/**
 * Files that wait, with their bytes. A database of its own beside the outbox's: pages and workers of the version before go on
 * opening that one as they know it, and a visitor who sends no file has none.
 */
export interface StoredFile extends Omit<WaitingFile, 'state' | 'saved'> {
  readonly failure: (WaitingFile['state'] & { readonly kind: 'failed' })['failure'] | null;
  /** The server knows of its upload. */
  readonly announced: boolean;
}

export interface FileStore {
  /** In the order in which they were attached. */
  readonly read: () => Promise<Result<readonly StoredFile[], StorageFailure>>;
  readonly bytes: (id: CommandId) => Promise<Result<ArrayBuffer | null, StorageFailure>>;
  /** `bytes`: null of one that cannot be sent. */
  readonly add: (file: StoredFile, bytes: ArrayBuffer | null) => Promise<Result<void, StorageFailure>>;
  /** Only if it is still there: somebody may have taken it back. */
  readonly mark: (id: CommandId, marks: Partial<Pick<StoredFile, 'failure' | 'announced'>>) => Promise<unknown>;
  readonly remove: (id: CommandId) => Promise<unknown>;
  readonly close: Database['close'];
  readonly destroy: Database['destroy'];
}

const FILES_PREFIX = 'holdline-files-';
const ROWS = 'rows';
const BYTES = 'bytes';

export function createFileStore(
  ports: Pick<ClientEnvironment, 'indexedDB' | 'setTimeout' | 'clearTimeout' | 'now'>,
  namespace: string,
): FileStore {
  const database = createDatabase(ports, {
    name: FILES_PREFIX + namespace,
    version: 1,
    upgrade: (fresh) => {
      fresh.createObjectStore(ROWS, { keyPath: 'id' });
      fresh.createObjectStore(BYTES);
    },
  });
  return {
    read: () =>
      database.run('readonly', 'relaxed', (transaction) => {
        // Ids of one device grow.
        const rows = transaction.objectStore(ROWS).getAll() as IDBRequest<StoredFile[]>;
        return () => rows.result;
      }),
    bytes: (id) =>
      database.run('readonly', 'relaxed', (transaction) => {
        const bytes = transaction.objectStore(BYTES).get(id) as IDBRequest<ArrayBuffer | undefined>;
        return () => bytes.result ?? null;
      }),
    add: (file, bytes) =>
      database.run('readwrite', 'strict', (transaction) => {
        transaction.objectStore(ROWS).put(file);
        if (bytes !== null) transaction.objectStore(BYTES).put(bytes, file.id);
        return () => undefined;
      }),
    mark: (id, marks) =>
      database.run('readwrite', 'strict', (transaction) => {
        const rows = transaction.objectStore(ROWS);
        const found = rows.get(id) as IDBRequest<StoredFile | undefined>;
        found.onsuccess = () => {
          if (found.result !== undefined) rows.put({ ...found.result, ...marks });
        };
        return () => undefined;
      }),
    remove: (id) =>
      database.run('readwrite', 'strict', (transaction) => {
        transaction.objectStore(ROWS).delete(id);
        transaction.objectStore(BYTES).delete(id);
        // At once: a page that is left just now takes an open transaction with it, and the file would stand there again.
        transaction.commit();
        return () => undefined;
      }),
    close: database.close,
    destroy: database.destroy,
  };
}

import type { ClientEnvironment } from '../environment.ts';
import { fail, ok, type Result } from '#schema/result.ts';

/**
 * One IndexedDB database that tells the truth: a write is saved only when its transaction completed, a refusal is a value, and
 * a handle that the browser closed under us is opened once more. Raw IndexedDB hides each of these (a request's `onsuccess`
 * means nothing when the disk is full; a blocked open never settles).
 */
export type StorageFailure = 'unavailable' | 'full' | 'closed';

export interface Database {
  /**
   * Runs `work` in one transaction; what it returns is called for the value after the transaction completed.
   * `strict` waits for the disk (about 1 ms); anything else may be lost with the power.
   */
  readonly run: <Value>(
    mode: IDBTransactionMode,
    durability: IDBTransactionDurability,
    work: (transaction: IDBTransaction) => () => Value,
  ) => Promise<Result<Value, StorageFailure>>;
  /** What is under way may end; a database that somebody deletes now does not come back from here. */
  readonly openNoMore: () => void;
  readonly close: () => void;
  /** Deletes it. Resolves also when that is refused: nobody can do anything about it. */
  readonly destroy: () => Promise<void>;
}

export interface DatabaseDefinition {
  readonly name: string;
  readonly version: number;
  /** Only adds; runs inside the upgrade. */
  readonly upgrade: (database: IDBDatabase, from: number) => void;
  /** Called with each fresh handle before anybody uses it. */
  readonly prepare?: (database: IDBDatabase) => Promise<void>;
  /** The browser closed it, or somebody deletes or upgrades it. The next `run` opens it again. */
  readonly onLost?: () => void;
}

type Ports = Pick<ClientEnvironment, 'indexedDB' | 'setTimeout' | 'clearTimeout' | 'now'>;

/** An open that takes longer than this has failed; ms. */
const OPEN_DEADLINE = 3_000;
/** An open that the browser broke off is tried again after this; ms. */
const OPEN_AGAIN = 100;
/** After a failed open nobody waits for another one for this long; ms. */
const OPEN_PAUSE = 15_000;

export function createDatabase(ports: Ports, definition: DatabaseDefinition): Database {
  let handle: Promise<IDBDatabase | null> | null = null;
  let failedAt = -Infinity;
  let closed = false;
  let opensNoMore = false;

  const opened = (): Promise<IDBDatabase | null> => {
    const since = ports.now() - failedAt;
    // A clock that was put back says nothing of how long it is.
    if (closed || (since >= 0 && since < OPEN_PAUSE)) return Promise.resolve(null);
    if (handle !== null || opensNoMore) return handle ?? Promise.resolve(null);
    const opening = open(ports, definition, () => {
      if (handle !== opening) return;
      handle = null;
      definition.onLost?.();
    }).then((database) => {
      if (database === null) {
        failedAt = ports.now();
        if (handle === opening) handle = null;
      }
      return database;
    });
    handle = opening;
    return opening;
  };

  const attempt = async <Value>(
    mode: IDBTransactionMode,
    durability: IDBTransactionDurability,
    work: (transaction: IDBTransaction) => () => Value,
  ): Promise<Result<Value, StorageFailure>> => {
    const database = await opened();
    if (database === null) return fail('unavailable');
    try {
      const transaction = database.transaction([...database.objectStoreNames], mode, { durability });
      const value = work(transaction);
      await completion(transaction);
      return ok(value());
    } catch (error) {
      return fail(failureOf(error));
    }
  };

  return {
    run: async (mode, durability, work) => {
      const first = await attempt(mode, durability, work);
      if (first.ok || first.failure !== 'closed') return first;
      void handle?.then((database) => database?.close());
      handle = null;
      return attempt(mode, durability, work);
    },
    openNoMore: () => void (opensNoMore = true),
    close: () => {
      closed = true;
      void handle?.then((database) => database?.close());
    },
    destroy: async () => {
      const database = await handle;
      handle = null;
      database?.close();
      if (ports.indexedDB !== null) await deleteDatabase(ports, definition.name);
    },
  };
}

/** Null when it failed, was blocked, or took too long. */
function open(ports: Ports, definition: DatabaseDefinition, lost: () => void): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const factory = ports.indexedDB;
    if (factory === null) return resolve(null);
    let late = false;
    const deadline = ports.setTimeout(() => {
      late = true;
      resolve(null);
    }, OPEN_DEADLINE);
    const settle = (database: IDBDatabase | null): void => {
      ports.clearTimeout(deadline);
      if (late) database?.close();
      else resolve(database);
    };
    const made = (database: IDBDatabase): void => {
      database.onclose = lost;
      // Another tab deletes or upgrades it: stand aside, or it waits for us for ever.
      database.onversionchange = () => {
        database.close();
        lost();
      };
      Promise.resolve(definition.prepare?.(database)).then(
        () => settle(database),
        () => {
          database.close();
          settle(null);
        },
      );
    };
    const begin = (): void => {
      if (late) return;
      let request: IDBOpenDBRequest;
      try {
        request = factory.open(definition.name, definition.version);
      } catch {
        return settle(null);
      }
      request.onupgradeneeded = (event) => definition.upgrade(request.result, event.oldVersion);
      request.onerror = () => {
        // The browser is just clearing the site's data: a moment later there is a new, empty database.
        if (request.error?.name === 'AbortError') ports.setTimeout(begin, OPEN_AGAIN);
        else settle(null);
      };
      request.onsuccess = () => made(request.result);
    };
    begin();
  });
}

/** Resolves when the transaction is on its way to the disk as it asked for; rejects with why it is not. */
export function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
  });
}

const failureOf = (error: unknown): StorageFailure =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed';

function deleteDatabase(ports: Ports, name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = ports.indexedDB?.deleteDatabase(name);
    if (request === undefined) return resolve();
    const deadline = ports.setTimeout(resolve, OPEN_DEADLINE);
    request.onsuccess = request.onerror = () => {
      ports.clearTimeout(deadline);
      resolve();
    };
  });
}

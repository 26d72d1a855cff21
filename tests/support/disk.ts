import { IDBFactory } from 'fake-indexeddb';

/** An IndexedDB that fails as browsers do: full, silent, or wiped under an open page. */
export interface Disk {
  readonly factory: IDBFactory;
  /** No room for another write: requests succeed, and then their transaction aborts. Until a database is deleted, if told so. */
  readonly fill: (until: 'for-good' | 'a-database-is-deleted') => void;
  readonly free: () => void;
  /** Opening never settles. */
  readonly hang: () => void;
  /** The person clears the site's data while the page is open. */
  readonly wipe: () => Promise<void>;
}

export function createDisk(): Disk {
  const factory = new IDBFactory();
  let full: 'no' | 'for-good' | 'a-database-is-deleted' = 'no';
  let hung = false;
  let wiping = false;

  const open = factory.open.bind(factory);
  factory.open = (name, version) => {
    if (hung) return {} as ReturnType<typeof open>;
    if (wiping) return brokenOff() as ReturnType<typeof open>;
    const request = open(name, version);
    request.addEventListener('success', () => fillable(request.result));
    return request;
  };
  const deleteDatabase = factory.deleteDatabase.bind(factory);
  factory.deleteDatabase = (name) => {
    if (full === 'a-database-is-deleted') full = 'no';
    return deleteDatabase(name);
  };

  const fillable = (database: IDBDatabase): void => {
    const begin = database.transaction.bind(database);
    database.transaction = (...arguments_) => {
      const transaction = begin(...arguments_);
      const objectStore = transaction.objectStore.bind(transaction);
      transaction.objectStore = (name) => {
        const store = objectStore(name);
        const put = store.put.bind(store);
        store.put = (...row) => {
          const request = put(...row);
          if (full !== 'no') {
            request.addEventListener('success', () =>
              (transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError'),
            );
          }
          return request;
        };
        return store;
      };
      return transaction;
    };
  };

  return {
    factory,
    fill: (until) => {
      full = until;
    },
    free: () => {
      full = 'no';
    },
    hang: () => {
      hung = true;
    },
    wipe: async () => {
      wiping = true;
      for (const { name } of await factory.databases()) {
        await new Promise((resolve) => {
          const request = deleteDatabase(name ?? '');
          request.onsuccess = request.onerror = resolve;
        });
      }
      wiping = false;
    },
  };
}

/** While a browser clears a site's data it breaks off whatever is opened there. */
function brokenOff(): object {
  const request = {
    error: new DOMException('The connection was closed.', 'AbortError'),
    onerror: (): void => undefined,
  };
  queueMicrotask(() => request.onerror());
  return Object.assign(request, { addEventListener: () => undefined });
}

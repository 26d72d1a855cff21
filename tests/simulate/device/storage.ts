import { IDBFactory } from 'fake-indexeddb';
import type { Random } from '../../support/random.ts';
import type { Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';

/**
 * One browser profile's IndexedDB: fake-indexeddb, which passes the web platform's tests, with what happens to real ones: what was
 * not written `strict` is lost with the power, a quota, handles that die, data that is cleared, opens that hang.
 */
export interface Storage {
  /** As one tab sees it. */
  readonly factory: (tab: Owner) => IDBFactory;
  /** Opens that do not settle. */
  isHanging: boolean;
  /** Puts abort their transaction for want of room; until a database is deleted, if told so. */
  full: 'no' | 'for-good' | 'until-deleted';
  /** The tab is gone: what it has not committed is undone. */
  readonly tabEnded: (tab: Owner) => void;
  /** Handles die, with or without a word. */
  readonly breakHandles: (says: boolean) => void;
  /** The person clears the site's data under the open pages. */
  readonly wipe: () => void;
  /** After all tabs ended: back to something between the last `strict` write and the newest one. */
  readonly powerLoss: () => void;
  /** Rows of a store as they are on the disk now. */
  readonly rows: (database: string, store: string) => readonly unknown[];
  /** Of all stores of all databases, with the name of the database. */
  readonly everything: () => readonly { readonly database: string; readonly value: unknown }[];
}

/** A transaction that wrote has completed. */
export type Committed = (database: string, durability: IDBTransactionDurability) => void;

interface RawStore {
  readonly records: { readonly values: () => Iterable<RawRecord> };
  readonly clear: () => void;
  readonly storeRecord: (record: RawRecord) => void;
  readonly keyGenerator: { num: number } | null;
}
interface RawRecord {
  readonly key: unknown;
  readonly value: unknown;
}
interface RawDatabase {
  readonly rawObjectStores: Map<string, RawStore>;
  readonly connections: readonly IDBDatabase[];
  readonly transactions: readonly IDBTransaction[];
}

interface Snapshot {
  readonly at: number;
  readonly isStrict: boolean;
  readonly stores: ReadonlyMap<string, { readonly records: readonly RawRecord[]; readonly next: number }>;
}

/** A browser writes what it was lazy about within this; ms. */
const LAZY_FOR = 10_000;

export function createStorage(world: World, random: Random, committed: Committed): Storage {
  const inner = new IDBFactory();
  const raw = (inner as unknown as { readonly _databases: Map<string, RawDatabase> })._databases;
  const connections = new Map<IDBDatabase, Owner>();
  const broken = new WeakSet<IDBDatabase>();
  const histories = new Map<string, Snapshot[]>();
  let isWiping = false;

  function remember(name: string, isStrict: boolean): void {
    const stores = new Map(
      [...(raw.get(name)?.rawObjectStores ?? [])].map(([store, { records, keyGenerator }]) => [
        store,
        { records: [...records.values()], next: keyGenerator?.num ?? 0 },
      ]),
    );
    const at = world.now();
    const snapshot: Snapshot = { at, isStrict, stores };
    const history = isStrict ? [] : (histories.get(name) ?? []);
    history.push(snapshot);
    while (history.length > 1 && (history[1] as Snapshot).at < at - LAZY_FOR) history.shift();
    histories.set(name, history);
  }

  function adopt(database: IDBDatabase, tab: Owner): void {
    connections.set(database, tab);
    const begin = database.transaction.bind(database);
    database.transaction = (...given) => {
      if (!tab.alive || broken.has(database)) throw new DOMException('the handle is dead', 'InvalidStateError');
      const transaction = begin(...given);
      if (transaction.mode !== 'readwrite') return transaction;
      transaction.addEventListener('complete', () => {
        remember(database.name, transaction.durability === 'strict');
        committed(database.name, transaction.durability);
      });
      const objectStore = transaction.objectStore.bind(transaction);
      transaction.objectStore = (name) => {
        const store = objectStore(name);
        const put = store.put.bind(store);
        store.put = (...row) => {
          const request = put(...row);
          if (storage.full !== 'no')
            request.addEventListener('success', () =>
              (transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError'),
            );
          return request;
        };
        return store;
      };
      return transaction;
    };
  }

  const undo = (database: IDBDatabase): void => {
    for (const transaction of raw.get(database.name)?.transactions ?? []) {
      if (transaction.db !== database) continue;
      try {
        transaction.abort();
      } catch {
        // It has committed.
      }
    }
    database.close();
    connections.delete(database);
  };

  const says = (database: IDBDatabase, tab: Owner): void =>
    void world.after(1, () => void database.onclose?.call(database, new Event('close')), tab);

  const storage: Storage = {
    isHanging: false,
    full: 'no',
    factory: (tab) =>
      ({
        open: (name: string, version?: number) => {
          if (!tab.alive || storage.isHanging) return {};
          if (isWiping) return brokenOff(world, tab);
          const request = inner.open(name, version);
          request.addEventListener('upgradeneeded', () => {
            request.transaction?.addEventListener('complete', () => remember(name, true));
          });
          request.addEventListener('success', () => adopt(request.result, tab));
          return request;
        },
        deleteDatabase: (name: string) => {
          if (!tab.alive) return {};
          if (storage.full === 'until-deleted') storage.full = 'no';
          histories.delete(name);
          return inner.deleteDatabase(name);
        },
        databases: () => inner.databases(),
        cmp: (a: unknown, b: unknown) => inner.cmp(a, b),
      }) as unknown as IDBFactory,
    tabEnded: (tab) => {
      for (const [database, owner] of [...connections]) if (owner === tab) undo(database);
    },
    breakHandles: (aloud) => {
      for (const [database, tab] of [...connections]) {
        if (!aloud) broken.add(database);
        else {
          undo(database);
          says(database, tab);
        }
      }
    },
    wipe: () => {
      isWiping = true;
      world.after(random.between(1, 150), () => void (isWiping = false), null);
      for (const [database, tab] of [...connections]) {
        undo(database);
        says(database, tab);
      }
      raw.clear();
      histories.clear();
    },
    powerLoss: () => {
      for (const [name, { rawObjectStores }] of raw) {
        const history = histories.get(name);
        if (history === undefined) continue;
        const kept = random.pick(history);
        for (const [store, target] of rawObjectStores) {
          const { records = [], next = 0 } = kept.stores.get(store) ?? {};
          target.clear();
          for (const record of records) target.storeRecord(record);
          if (target.keyGenerator !== null) target.keyGenerator.num = next;
        }
        histories.set(name, [{ ...kept, isStrict: true }]);
      }
    },
    everything: () =>
      [...raw].flatMap(([database, { rawObjectStores }]) =>
        [...rawObjectStores.values()].flatMap(({ records }) =>
          [...records.values()].map(({ value }) => ({ database, value })),
        ),
      ),
    rows: (database, store) =>
      [...(raw.get(database)?.rawObjectStores.get(store)?.records.values() ?? [])].map(({ value }) => value),
  };
  return storage;
}

/** While a browser clears a site's data it breaks off whatever is opened there. */
function brokenOff(world: World, tab: Owner): object {
  const request = {
    error: new DOMException('The connection was closed.', 'AbortError'),
    onerror: (): void => undefined,
    addEventListener: () => undefined,
  };
  world.after(1, () => request.onerror(), tab);
  return request;
}

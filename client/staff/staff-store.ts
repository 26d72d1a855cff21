import * as Y from 'yjs';
import type { Result } from '#schema/result.ts';
import type { ClientEnvironment } from '../environment.ts';
import { createDatabase, type Database, type StorageFailure } from '../storage/database.ts';

/**
 * Documents that this person writes, on the device: precious as the outbox, and in a database of its own, so that dropping the
 * cache cannot touch it. All tabs write it. Each write merges into the row in one transaction, so none overwrites another's words.
 */
export interface StaffStore {
  readonly load: (name: string) => Promise<StaffRow | null>;
  /** Merges; resolves when the disk has it, or says that it has not. */
  readonly save: (row: StaffRow) => Promise<Result<void, StorageFailure>>;
  /** Everything in the row is on the server's disk, unless the row holds more than this document. */
  readonly markSaved: (name: string, epoch: string, doc: Y.Doc) => Promise<void>;
  /** The end of an epoch: the row goes, and what it would be a pity to lose is put aside. */
  readonly end: (name: string, aside: Life | null) => Promise<void>;
  /** Content of earlier lives, put aside. */
  readonly asideOf: (name: string) => Promise<readonly Uint8Array[]>;
  readonly dropAside: (name: string) => Promise<void>;
  /** Names of those that hold something the server has not said to have. */
  readonly unsaved: () => Promise<readonly string[]>;
  /** Nothing stays of what the server has: it can be fetched again. Whether the disk has said that nothing else is there. */
  readonly forgetSaved: () => Promise<boolean>;
  readonly openNoMore: Database['openNoMore'];
  readonly close: () => void;
  readonly destroy: () => Promise<void>;
}

export interface StaffRow {
  readonly name: string;
  readonly epoch: string | null;
  readonly bytes: Uint8Array;
  readonly isUnsaved: boolean;
  /** This device wrote words that still stand in it. */
  readonly isTouched: boolean;
  /** Something of it is the server's. */
  readonly isRooted: boolean;
  /** ms. */
  readonly at: number;
}

export interface Life {
  readonly epoch: string | null;
  readonly bytes: Uint8Array;
}

const DOCUMENTS = 'documents';
const ASIDE = 'aside';
/** Saved documents kept; the longest untouched go first. */
const KEPT = 300;

interface Aside {
  readonly name: string;
  readonly lives: readonly Life[];
}

export function createStaffStore(
  ports: Pick<ClientEnvironment, 'indexedDB' | 'setTimeout' | 'clearTimeout' | 'now'>,
  namespace: string,
): StaffStore {
  const database = createDatabase(ports, {
    name: `holdline-staff-${namespace}`,
    version: 1,
    upgrade: (fresh) => {
      fresh.createObjectStore(DOCUMENTS, { keyPath: 'name' });
      fresh.createObjectStore(ASIDE, { keyPath: 'name' });
    },
  });

  const change = (
    store: typeof DOCUMENTS | typeof ASIDE,
    name: string,
    next: (row: unknown, transaction: IDBTransaction) => unknown,
  ): Promise<Result<void, StorageFailure>> =>
    database.run('readwrite', 'strict', (transaction) => {
      const rows = transaction.objectStore(store);
      const found = rows.get(name);
      found.onsuccess = () => {
        const row = next(found.result, transaction);
        if (row === null) rows.delete(name);
        else if (row !== undefined) rows.put(row);
      };
      return () => undefined;
    });

  return {
    load: async (name) => {
      const read = await database.run('readonly', 'relaxed', (transaction) => {
        const row = transaction.objectStore(DOCUMENTS).get(name) as IDBRequest<StaffRow | undefined>;
        return () => row.result ?? null;
      });
      return read.ok ? read.value : null;
    },
    save: (row) =>
      change(DOCUMENTS, row.name, (before, transaction) => {
        prune(transaction);
        const known = before as StaffRow | undefined;
        // One that took an epoch keeps what was written before it had one.
        if (known === undefined || (known.epoch !== row.epoch && known.isRooted)) return row;
        return {
          ...row,
          bytes: Y.mergeUpdates([known.bytes, row.bytes]),
          isUnsaved: known.isUnsaved || row.isUnsaved,
          isRooted: known.isRooted || row.isRooted,
        };
      }),
    markSaved: async (name, epoch, doc) => {
      await change(DOCUMENTS, name, (before) => {
        const known = before as StaffRow | undefined;
        if (known?.epoch !== epoch || !known.isUnsaved) return undefined;
        if (!Y.snapshotContainsUpdate(Y.snapshot(doc), known.bytes)) return undefined;
        return { ...known, bytes: Y.encodeStateAsUpdate(doc), isUnsaved: false, isRooted: true };
      });
    },
    end: async (name, aside) => {
      await change(DOCUMENTS, name, (_before, transaction) => {
        if (aside === null) return null;
        const rows = transaction.objectStore(ASIDE);
        const found = rows.get(name) as IDBRequest<Aside | undefined>;
        found.onsuccess = () => {
          const lives = [...(found.result?.lives ?? [])];
          // Another tab put the same life aside.
          const same = lives.findIndex(({ epoch }) => epoch === aside.epoch);
          if (same === -1) lives.push(aside);
          else lives[same] = { ...aside, bytes: Y.mergeUpdates([lives[same]?.bytes ?? aside.bytes, aside.bytes]) };
          rows.put({ name, lives });
        };
        return null;
      });
    },
    asideOf: async (name) => {
      const read = await database.run('readonly', 'relaxed', (transaction) => {
        const row = transaction.objectStore(ASIDE).get(name) as IDBRequest<Aside | undefined>;
        return () => row.result?.lives.map(({ bytes }) => bytes) ?? [];
      });
      return read.ok ? read.value : [];
    },
    dropAside: async (name) => void (await change(ASIDE, name, () => null)),
    unsaved: async () => {
      const read = await database.run('readonly', 'relaxed', (transaction) => {
        const rows = transaction.objectStore(DOCUMENTS).getAll() as IDBRequest<StaffRow[]>;
        return () => rows.result.filter(({ isUnsaved }) => isUnsaved).map(({ name }) => name);
      });
      return read.ok ? read.value : [];
    },
    forgetSaved: async () => {
      const left = await database.run('readwrite', 'strict', (transaction) => {
        const rows = transaction.objectStore(DOCUMENTS);
        const all = rows.getAll() as IDBRequest<StaffRow[]>;
        const aside = transaction.objectStore(ASIDE).count();
        all.onsuccess = () => {
          for (const { name, isUnsaved } of all.result) if (!isUnsaved) rows.delete(name);
        };
        return () => all.result.filter(({ isUnsaved }) => isUnsaved).length + aside.result;
      });
      return left.ok && left.value === 0;
    },
    openNoMore: database.openNoMore,
    close: database.close,
    destroy: database.destroy,
  };
}

function prune(transaction: IDBTransaction): void {
  const rows = transaction.objectStore(DOCUMENTS);
  const total = rows.count();
  total.onsuccess = () => {
    if (total.result <= KEPT) return;
    const all = rows.getAll() as IDBRequest<StaffRow[]>;
    all.onsuccess = () => {
      const saved = all.result.filter(({ isUnsaved }) => !isUnsaved).toSorted((a, b) => a.at - b.at);
      for (const { name } of saved.slice(0, all.result.length - KEPT)) rows.delete(name);
    };
  };
}

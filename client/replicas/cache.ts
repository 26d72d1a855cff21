import type { ClientEnvironment, Timer } from '../environment.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { CursorOf } from '../interface.ts';
import type { Cursor } from '#schema/commands/cursor-advance.ts';
import { createDatabase, type Database, type DatabaseDefinition } from '../storage/database.ts';

/**
 * What may be lost: replicas as merged Yjs updates, one row a document, chapters, pictures and read cursors. One database opened lazily
 * (300 documents in 40 ms, against 500 ms with a database each). Nobody waits for a write here, and a refused one is not worth telling.
 */
export interface Cache {
  readonly load: (name: string) => Promise<CachedDocument | null>;
  /** `encode` is called when the row is written, soon; later calls for the same name replace it. */
  readonly saveSoon: (name: string, encode: () => CachedDocument | null) => void;
  /** What is kept of a document is of an earlier epoch; its chapters stay. */
  readonly renew: (name: string) => void;
  /** Nothing of this document stays on the device. */
  readonly forget: (name: string) => void;
  readonly loadCursors: () => Promise<readonly CachedCursors[]>;
  readonly saveCursorsSoon: (conversation: ConversationId, encode: () => CachedCursors | null) => void;
  /** Writes at once what is due: the page may be going. */
  readonly flush: () => void;
  /** For what else stands in this database: see `Database`. */
  readonly run: Database['run'];
  /** Gives its room back and keeps nothing more in this visit. */
  readonly abandon: () => Promise<void>;
  readonly openNoMore: Database['openNoMore'];
  readonly close: () => void;
}

export interface CachedDocument {
  readonly epoch: string;
  readonly bytes: Uint8Array;
}

export interface CachedChapter {
  readonly name: string;
  readonly number: number;
  /** Of the epochs that it belongs to. */
  readonly family: string;
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** A picture of a conversation's document; read and written by client/files. */
export interface CachedPicture {
  readonly message: string;
  readonly name: string;
  readonly type: string;
  /** When it was shown last, about. */
  readonly at: number;
  readonly size: number;
  readonly bytes: ArrayBuffer;
}

export interface CachedCursors {
  readonly conversation: ConversationId;
  readonly known: Readonly<Record<string, CursorOf>>;
  readonly own: Cursor | null;
  readonly told: Cursor | null;
}

export const DOCUMENTS = 'documents';
const CURSORS = 'cursors';
/** Sealed chapters, by document and number; read and written by client/chapters. */
export const CHAPTERS = 'chapters';
/** Pictures, by the message that says them; read and written by client/files. */
export const PICTURES = 'pictures';
const WRITE_AFTER = 200;
/**
 * A document of some size rests longer between two writes, a millisecond for each so many bytes: it is encoded whole each time, which
 * costs a page 50 ms for an inbox of 5,000 conversations, and while they go on it would do nothing else.
 */
const BYTES_A_MILLISECOND = 100;
/** When what has to go is tried again on a disk that refused it; it may not open for fifteen seconds after it did not. */
const AGAIN_AFTER = 20_000;
/**
 * Documents kept; of those that may go, the longest untouched go first. Room for all conversations that the desk keeps, each with its
 * desk document and its card.
 */
const KEPT = 1_000;
/**
 * What there is one of each conversation or contact. All else stays: without inbox and team a desk has nothing to open to, and on a
 * quiet day nobody touches them; `:life` and `:gone` tell what this device was told last.
 */
const MAY_GO = /^con(versation|tact)\//;

/** The database of the cache. */
export const cacheOf = (namespace: string): DatabaseDefinition => ({
  name: `holdline-cache-${namespace}`,
  version: 3,
  upgrade: (fresh, from) => {
    if (from < 1) {
      fresh.createObjectStore(DOCUMENTS, { keyPath: 'name' }).createIndex('at', 'at');
      fresh.createObjectStore(CURSORS, { keyPath: 'conversation' });
    }
    if (from < 2) {
      const chapters = fresh.createObjectStore(CHAPTERS, { keyPath: ['name', 'number'] });
      for (const index of ['name', 'at']) chapters.createIndex(index, index);
    }
    const pictures = fresh.createObjectStore(PICTURES, { keyPath: 'message' });
    pictures.createIndex('name', 'name');
    pictures.createIndex('use', ['at', 'size']);
  },
});

export function createCache(
  ports: Pick<ClientEnvironment, 'indexedDB' | 'setTimeout' | 'clearTimeout' | 'now'>,
  namespace: string,
): Cache {
  const database = createDatabase(ports, cacheOf(namespace));
  const dueDocuments = new Map<string, () => CachedDocument | null>();
  /** Whose chapters and pictures go with what else is due: how far this device was told what is gone stands there too. */
  const dueForgotten = new Set<string>();
  const dueCursors = new Map<ConversationId, () => CachedCursors | null>();
  /** When what was last written, and how large it was. */
  const written = new Map<string, { readonly at: number; readonly size: number }>();
  let timer: Timer | null = null;
  let abandoned = false;

  const schedule = (after = WRITE_AFTER): void => {
    if (!abandoned) timer ??= ports.setTimeout(() => write(false), after);
  };
  const rests = (name: string, now: number): boolean => {
    const { at, size } = written.get(name) ?? { at: now, size: 0 };
    return now >= at && (now - at) * BYTES_A_MILLISECOND < size;
  };
  /** Nobody is told a second time of what is gone: it stays due until the disk has let go of it. */
  const forgetAgain = (names: readonly string[]): void => {
    if (names.length === 0 || ports.indexedDB === null) return;
    for (const name of names) {
      dueForgotten.add(name);
      if (!dueDocuments.has(name)) dueDocuments.set(name, () => null);
    }
    schedule(AGAIN_AFTER);
  };

  const write = (all: boolean): void => {
    if (timer !== null) ports.clearTimeout(timer);
    timer = null;
    if (abandoned || dueDocuments.size + dueCursors.size === 0) return;
    const at = ports.now();
    const due = [...dueDocuments].filter(([name]) => all || !rests(name, at));
    const documents = due.map(([name, encode]) => {
      dueDocuments.delete(name);
      const row = { name, at, ...(encode() ?? { epoch: '' }) };
      written.set(name, { at, size: 'bytes' in row ? row.bytes.length : 0 });
      return row;
    });
    const cursors = [...dueCursors].map(([conversation, encode]) => [conversation, encode()] as const);
    const forgotten = [...dueForgotten];
    dueForgotten.clear();
    dueCursors.clear();
    if (dueDocuments.size > 0) schedule();
    const done = database.run('readwrite', 'relaxed', (transaction) => {
      const store = transaction.objectStore(DOCUMENTS);
      for (const row of documents) {
        if (row.epoch === '') store.delete(row.name);
        else store.put(row);
      }
      for (const name of forgotten)
        for (const kept of [CHAPTERS, PICTURES]) deleteOf(transaction.objectStore(kept), name);
      const cursorStore = transaction.objectStore(CURSORS);
      for (const [conversation, row] of cursors) {
        if (row === null) cursorStore.delete(conversation);
        else cursorStore.put(row);
      }
      const total = store.count();
      total.onsuccess = () => {
        if (total.result > KEPT) deleteSome(store.index('at').openCursor(), total.result - KEPT, MAY_GO);
      };
      return () => undefined;
    });
    void done.then(({ ok }) => {
      if (!ok) forgetAgain(forgotten);
    });
  };

  const flush = (): void => write(true);

  const renew = (name: string): void => {
    written.delete(name);
    dueDocuments.set(name, () => null);
    schedule();
  };

  return {
    load: async (name) => {
      const read = await database.run('readonly', 'relaxed', (transaction) => {
        const row = transaction.objectStore(DOCUMENTS).get(name) as IDBRequest<CachedDocument | undefined>;
        return () => row.result ?? null;
      });
      return read.ok ? read.value : null;
    },
    saveSoon: (name, encode) => {
      dueDocuments.set(name, encode);
      schedule();
    },
    renew,
    forget: (name) => {
      dueForgotten.add(name);
      renew(name);
    },
    loadCursors: async () => {
      const read = await database.run('readonly', 'relaxed', (transaction) => {
        const rows = transaction.objectStore(CURSORS).getAll() as IDBRequest<CachedCursors[]>;
        return () => rows.result;
      });
      return read.ok ? read.value : [];
    },
    saveCursorsSoon: (conversation, encode) => {
      dueCursors.set(conversation, encode);
      schedule();
    },
    flush,
    run: database.run,
    abandon: async () => {
      abandoned = true;
      // Nothing is removed from here any more: what else stands in this database must not come back either.
      database.openNoMore();
      if (timer !== null) ports.clearTimeout(timer);
      await database.destroy();
    },
    openNoMore: database.openNoMore,
    close: () => {
      flush();
      // Nothing is tried again on a page that is done with it.
      abandoned = true;
      database.close();
    },
  };
}

/** All that this document has there; its bytes are not read for it. */
export function deleteOf(store: IDBObjectStore, name: string): void {
  const walk = store.index('name').openKeyCursor(name);
  walk.onsuccess = () => {
    const cursor = walk.result;
    if (cursor === null) return;
    store.delete(cursor.primaryKey);
    cursor.continue();
  };
}

/** The first so many of what a cursor walks over, as far as their keys are like this. */
export function deleteSome(walk: IDBRequest<IDBCursorWithValue | null>, most: number, like?: RegExp): void {
  let left = most;
  walk.onsuccess = () => {
    const cursor = walk.result;
    if (cursor === null || left === 0) return;
    const key = cursor.primaryKey;
    if (like === undefined || (typeof key === 'string' && like.test(key))) {
      left -= 1;
      cursor.delete();
    }
    cursor.continue();
  };
}

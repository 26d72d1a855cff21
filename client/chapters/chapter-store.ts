import type { DocumentName } from '#schema/docs/document-name.ts';
import { CHAPTERS, deleteSome, type Cache, type CachedChapter } from '../replicas/cache.ts';

/** Sealed chapters on this device, beside the replicas and as easily lost. A refused write is not worth telling. */
export interface ChapterStore {
  /** The bytes of a chapter, if they are of this life of the document. */
  readonly load: (name: DocumentName, number: number, family: string) => Promise<Uint8Array | null>;
  readonly save: (name: DocumentName, number: number, family: string, bytes: Uint8Array) => void;
  /** Drops what is of another life of the document: it may have been erased there. */
  readonly dropOthers: (name: DocumentName, family: string) => void;
}

/** Chapters kept, of all conversations; the longest unused go first. At 64 KB each they take at most 25 MB. */
const KEPT = 400;

export function createChapterStore(cache: Pick<Cache, 'run'>, now: () => number): ChapterStore {
  const put = (row: CachedChapter): void =>
    void cache.run('readwrite', 'relaxed', (transaction) => {
      const store = transaction.objectStore(CHAPTERS);
      store.put(row);
      const total = store.count();
      total.onsuccess = () => {
        if (total.result > KEPT) deleteSome(store.index('at').openCursor(), total.result - KEPT);
      };
      return () => undefined;
    });

  return {
    load: async (name, number, family) => {
      const read = await cache.run('readonly', 'relaxed', (transaction) => {
        const row = transaction.objectStore(CHAPTERS).get([name, number]) as IDBRequest<CachedChapter | undefined>;
        return () => row.result ?? null;
      });
      if (!read.ok || read.value?.family !== family) return null;
      put({ ...read.value, at: now() });
      return read.value.bytes;
    },
    save: (name, number, family, bytes) => put({ name, number, family, at: now(), bytes }),
    dropOthers: (name, family) =>
      void cache.run('readwrite', 'relaxed', (transaction) => {
        const walk = transaction.objectStore(CHAPTERS).index('name').openCursor(name);
        walk.onsuccess = () => {
          const cursor = walk.result;
          if (cursor === null) return;
          if ((cursor.value as CachedChapter).family !== family) cursor.delete();
          cursor.continue();
        };
        return () => undefined;
      }),
  };
}

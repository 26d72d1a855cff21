import type { ConversationId, MessageId } from '#schema/ids.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ClientEnvironment } from '../environment.ts';
import { cacheOf, deleteOf, PICTURES, type CachedPicture } from '../replicas/cache.ts';
import { createDatabase } from '../storage/database.ts';

/**
 * Pictures that were seen or sent on this device, so that they show without a line too. They stand in the cache's database: what is
 * erased there goes with them in one transaction (KEEP6), and who gives the cache back gives them back. As easily lost as all in it.
 */
export interface KeptPictures {
  readonly read: (message: MessageId) => Promise<Blob | null>;
  readonly keep: (conversation: ConversationId, message: MessageId, picture: Blob) => Promise<void>;
  /** Taken back, or not for this reader any more. */
  readonly drop: (messages: readonly MessageId[]) => Promise<void>;
  /** Documents that are gone for good, null: all of them. What is on its way here is not kept any more. */
  readonly forget: (documents: readonly string[] | null) => Promise<void>;
  /** Nothing more is read or kept. */
  readonly close: () => void;
}

/** Of all kept ones together; bytes. */
const ROOM = 96 * 1024 ** 2;
/** One that takes more than this part of the room would drive too many others out. */
const LARGEST = 1 / 8;
/** When it was shown last is written again only after this long: its bytes are written with it. */
const TOUCHED_AGAIN = 86_400_000;

export function createKeptPictures(
  ports: Pick<ClientEnvironment, 'indexedDB' | 'setTimeout' | 'clearTimeout' | 'now'>,
  namespace: string,
  room = ROOM,
): KeptPictures {
  // Whoever takes this database away gives its room back, or signs out: it does not come back from here.
  const database = createDatabase(ports, { ...cacheOf(namespace), onLost: () => database.openNoMore() });
  const gone = new Set<string>();
  let allGone = 0;
  let closed = false;

  const put = (row: CachedPicture): Promise<unknown> =>
    database.run('readwrite', 'relaxed', (transaction) => {
      const store = transaction.objectStore(PICTURES);
      store.put(row);
      let left = room;
      // Keys alone: their bytes stay where they are.
      const walk = store.index('use').openKeyCursor(null, 'prev');
      walk.onsuccess = () => {
        const cursor = walk.result;
        if (cursor === null) return;
        left -= (cursor.key as [at: number, size: number])[1];
        if (left < 0) store.delete(cursor.primaryKey);
        cursor.continue();
      };
      return () => undefined;
    });

  // From the first moment on: a database that is deleted before it was ever open here would come back.
  void database.run('readonly', 'relaxed', () => () => undefined);

  return {
    read: async (message) => {
      if (closed) return null;
      const read = await database.run('readonly', 'relaxed', (transaction) => {
        const row = transaction.objectStore(PICTURES).get(message) as IDBRequest<CachedPicture | undefined>;
        return () => row.result ?? null;
      });
      if (!read.ok || read.value === null) return null;
      const { at, bytes, type, name } = read.value;
      if (gone.has(name)) return null;
      if (Math.abs(ports.now() - at) > TOUCHED_AGAIN) void put({ ...read.value, at: ports.now() });
      return new Blob([bytes], { type });
    },
    keep: async (conversation, message, picture) => {
      const name = conversationDocument(conversation);
      const before = allGone;
      if (closed || picture.size > room * LARGEST) return;
      const bytes = await picture.arrayBuffer();
      if (gone.has(name) || before !== allGone) return;
      await put({ message, name, type: picture.type, at: ports.now(), size: bytes.byteLength, bytes });
    },
    drop: async (messages) => {
      await database.run('readwrite', 'relaxed', (transaction) => {
        for (const message of messages) transaction.objectStore(PICTURES).delete(message);
        return () => undefined;
      });
    },
    forget: async (documents) => {
      if (documents === null) allGone += 1;
      for (const name of documents ?? []) gone.add(name);
      await database.run('readwrite', 'relaxed', (transaction) => {
        const store = transaction.objectStore(PICTURES);
        if (documents === null) store.clear();
        for (const name of documents ?? []) deleteOf(store, name);
        return () => undefined;
      });
    },
    close: () => {
      closed = true;
      database.openNoMore();
      database.close();
    },
  };
}

import { parseDocumentName, roomDocument } from '#schema/docs/document-name.ts';
import { readRooms } from '#schema/docs/rooms-document.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { Replica } from '../interface.ts';
import { DOCUMENTS, type Cache } from '../replicas/cache.ts';
import type { ReplicaRoom } from '../replicas/replicas.ts';

/**
 * Rooms of colleagues that this person is in no more: what this device has kept of them goes when their list says so, also of those
 * that nobody opens (ROOM2, KEEP6). Of one that is open the server says so itself.
 */
export interface LeftRooms {
  /** The list of this person's rooms is open. */
  readonly follow: (list: Replica) => void;
}

/** ms. */
const AGAIN_AFTER = 20_000;

export interface LeftRoomsParts {
  readonly cache: Pick<Cache, 'run' | 'flush'>;
  readonly environment: Pick<ClientEnvironment, 'indexedDB' | 'setTimeout'>;
  readonly replicas: Pick<ReplicaRoom, 'find' | 'forget'>;
  /** This tab has the line of all tabs. */
  readonly leads: () => boolean;
}

export function createLeftRooms({ cache, environment, replicas, leads }: LeftRoomsParts): LeftRooms {
  const followed = new Set<Replica>();
  /** As the list was when what is kept was looked through. */
  let before: ReadonlySet<string> | null = null;

  /** Only what the server has told whole counts: what is kept of a list may be older than what is kept of a room. */
  function look({ doc, state }: Replica): void {
    if (state !== 'synced' || !leads()) return;
    const listed = new Set<string>([...readRooms(doc).keys()].map(roomDocument));
    const isLess = before === null || [...before].some((name) => !listed.has(name));
    before = listed;
    if (isLess) void drop(listed);
  }

  async function drop(listed: ReadonlySet<string>): Promise<void> {
    // What is due first, or it would be written behind what is looked through.
    cache.flush();
    const kept = await cache.run('readonly', 'relaxed', (transaction) => {
      const names = transaction.objectStore(DOCUMENTS).getAllKeys();
      return () => names.result;
    });
    // A disk that hangs now may be there later; one that is none keeps nothing.
    if (!kept.ok && environment.indexedDB !== null) environment.setTimeout(() => again(), AGAIN_AFTER);
    for (const name of kept.ok ? kept.value : []) {
      if (typeof name !== 'string' || parseDocumentName(name)?.kind !== 'room') continue;
      // One that is open may have been begun a moment ago, before the list knows of it.
      if (!listed.has(name) && replicas.find(name) === null) replicas.forget(name);
    }
  }

  function again(): void {
    before = null;
    for (const list of followed) look(list);
  }

  return {
    follow: (list) => {
      if (followed.has(list)) return;
      followed.add(list);
      list.subscribe(() => look(list));
      look(list);
    },
  };
}

import type { ConversationId } from '#schema/ids.ts';
import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import type { CursorRoom } from '../cursors/cursors.ts';
import type { HoldlineClient } from '../interface.ts';
import type { StaffRoom } from '../staff/staff-room-contract.ts';
import type { Cache } from './cache.ts';
import type { ReplicaRoom } from './replicas.ts';

/**
 * What the server says is gone for good goes from this device too, also of documents that are not open (KEEP6). How far it was
 * told stands beside the replicas and is written with their removal, so that neither goes without the other. Loaded when it is
 * needed: it holds nothing of its own.
 */
export interface Forgetting {
  /** There is a line: asks for what went while there was none. */
  readonly ask: (send: (frame: ClientFrame) => void) => void;
  readonly told: (frame: Extract<ServerFrame, { readonly t: 'gone' }>) => void;
  /** Null: everything that can be fetched again. */
  readonly forget: (documents: readonly string[] | null) => void;
}

export interface ForgettingDeps {
  readonly cache: Cache;
  readonly replicas: ReplicaRoom;
  readonly staff: Pick<StaffRoom, 'forgetSaved'> | null;
  readonly cursors: CursorRoom;
  /** Whose device this is, as far as it is known. */
  readonly own: string;
  readonly listeners: ReadonlySet<Parameters<HoldlineClient['onGone']>[0]>;
}

/** The row of the cache that keeps how far it was told; no document is called so. */
const GONE = ':gone';
const NOTHING = new Uint8Array(0);
const CONVERSATION = 'conversation/';

export function createForgetting({ cache, replicas, staff, cursors, own, listeners }: ForgettingDeps): Forgetting {
  const forget = (documents: readonly string[] | null): void => {
    if (documents === null) {
      // What is due first, or it would be written again behind it. What is open is saved again as it changes.
      cache.flush();
      void cache.run('readwrite', 'relaxed', (transaction) => {
        for (const name of [...transaction.objectStoreNames]) transaction.objectStore(name).clear();
        return () => undefined;
      });
      void staff?.forgetSaved();
    }
    for (const name of documents ?? []) {
      replicas.forget(name);
      if (!name.startsWith(CONVERSATION)) continue;
      replicas.forget(`${name}/desk`);
      const conversation = name.slice(CONVERSATION.length) as ConversationId;
      cursors.forget(conversation);
      for (const draft of [`draft/${conversation}`, `draft/${conversation}/${own}`]) replicas.forget(draft);
    }
    // A person who was erased may have come back meanwhile and have a card again: the server says. Once for all of them, or the
    // first ones would be asked for again while they are asked for.
    if (documents?.some((name) => !name.startsWith(CONVERSATION)) === true) replicas.askAgain([]);
    for (const listener of listeners) listener(documents);
  };
  return {
    ask: (send) =>
      void cache.load(GONE).then((row) => {
        send({ t: 'gone', known: row?.epoch ?? null });
        // Touched, or it would be the first to go when there are many documents.
        if (row !== null) cache.saveSoon(GONE, () => row);
      }),
    told: ({ upTo, documents }) => {
      forget(documents);
      cache.saveSoon(GONE, () => ({ epoch: upTo, bytes: NOTHING }));
    },
    forget,
  };
}

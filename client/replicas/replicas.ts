import * as Y from 'yjs';
import { epochFamily } from '#schema/docs/chapter-epoch.ts';
import { talkDocument, type DocumentName } from '#schema/docs/document-name.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { AcceptedCommand, EndedReplica, Replica, Replicas } from '../interface.ts';
import type { Epochs } from '../session/line.ts';
import { createWatchers } from '../watchable.ts';
import type { Cache } from './cache.ts';
import { createCompleteness } from './completeness.ts';
import type { OpenReplica, RoomEvents } from './replica-events.ts';

/**
 * The documents that are open on this page.
 *
 * 1. A replica holds one epoch. Another epoch makes a new Y.Doc and drops the cached bytes; the two never meet (DOC4). What it held
 *    before can still be looked at, while the new epoch is one of the same document.
 * 2. A document is fed only after its cached bytes are in, so that the first sync asks for the difference.
 * 3. The feed is the real line in the tab that leads, and that tab in all others; changing it changes no replica.
 */
export interface ReplicaRoom extends Replicas {
  readonly epochs: Epochs;
  readonly setFeed: (feed: Feed | null) => void;
  /** It is gone for good, or not ours to read: nothing of it stays on this device. */
  readonly forget: (name: string) => void;
  /**
   * Asks again for refused documents that somebody holds: something may have made them. They stay refused until the server has
   * answered, but for those that these have made: what a command was accepted for is there.
   */
  readonly askAgain: (made: readonly AcceptedCommand[]) => void;
  readonly find: (name: string) => OpenReplica | null;
  readonly close: () => void;
}

/** Where documents come from. `attach` returns how to stop. */
export interface Feed {
  /** The tab that is fed by the line keeps the cache. */
  readonly keepsCache: boolean;
  readonly attach: (replica: OpenReplica) => () => void;
}

/** Released replicas that stay live, so that going back to a conversation is instant. */
const RECENT = 8;

interface Entry {
  readonly replica: OpenReplica;
  readonly watchers: ReturnType<typeof createWatchers>;
  doc: Y.Doc;
  epoch: string | null;
  ended: EndedReplica | null;
  state: Replica['state'];
  holders: number;
  /** The cached bytes are in. */
  ready: boolean;
  detach: (() => void) | null;
}

export function createReplicas(
  cache: Cache,
  events: RoomEvents,
  /** What was accepted in this visit, in whichever tab. */
  accepted: () => readonly AcceptedCommand[] = () => [],
): ReplicaRoom {
  /** In the order of their last use, as far as released ones go. */
  const entries = new Map<string, Entry>();
  let feed: Feed | null = null;
  const completeness = createCompleteness(accepted);

  const attach = (entry: Entry): void => {
    if (feed !== null && entry.ready && entry.detach === null) entry.detach = feed.attach(entry.replica);
  };
  const detach = (entry: Entry): void => {
    const stop = entry.detach;
    entry.detach = null;
    stop?.();
  };

  const ask = (entry: Entry): void => {
    detach(entry);
    attach(entry);
  };

  const changed = (entry: Entry): void => {
    entry.watchers.call();
    events.changed(entry.replica);
  };
  const setState = (entry: Entry, state: Replica['state']): void => {
    // One that is refused again is news: it was asked for.
    if (entry.state === state && state !== 'refused') return;
    completeness.leave(entry.replica);
    entry.state = state;
    changed(entry);
  };

  const save = (entry: Entry): void => {
    const { doc, epoch } = entry;
    if (epoch === null || feed?.keepsCache !== true) return;
    cache.saveSoon(entry.replica.name, () => ({ epoch, bytes: Y.encodeStateAsUpdate(doc) }));
  };

  const listen = (entry: Entry): void => {
    const { doc } = entry;
    doc.on('update', (update: Uint8Array) => {
      if (entry.doc !== doc) return;
      save(entry);
      entry.watchers.call();
      events.updated(entry.replica, update);
    });
  };

  const freshDoc = (entry: Entry): void => {
    entry.doc = new Y.Doc();
    listen(entry);
  };

  const begin = (entry: Entry, epoch: string | null): void => {
    entry.epoch = epoch;
    const { ended } = entry;
    if (epoch === null || ended === null) return;
    if (epochFamily(epoch) !== epochFamily(ended.epoch)) entry.ended = null;
    events.renewed(entry.replica, ended);
  };

  const discard = (entry: Entry, epoch: string | null): void => {
    detach(entry);
    // A tab that follows would delete what the one that leads has just written.
    if (feed?.keepsCache !== false) cache.renew(entry.replica.name);
    if (entry.epoch !== null) entry.ended = { epoch: entry.epoch, doc: entry.doc };
    freshDoc(entry);
    begin(entry, epoch);
    completeness.leave(entry.replica);
    entry.state = 'empty';
    changed(entry);
    attach(entry);
  };

  const refuse = (entry: Entry, code: number): void => {
    if (code === CLOSE_CODES.notFound.code || code === CLOSE_CODES.forbidden.code) {
      cache.forget(entry.replica.name);
      if (entry.epoch !== null) freshDoc(entry);
      entry.epoch = entry.ended = null;
    }
    entry.state = 'refused';
    changed(entry);
  };

  const load = async (entry: Entry): Promise<void> => {
    const cached = await cache.load(entry.replica.name);
    if (entries.get(entry.replica.name) !== entry) return;
    if (cached !== null) {
      // Nobody listens to it yet: Yjs would encode all of it anew for whoever does, and that is as much work as taking it in.
      const doc = new Y.Doc();
      entry.doc = doc;
      try {
        Y.applyUpdate(doc, cached.bytes);
        entry.epoch = cached.epoch;
        entry.state = 'cached';
        listen(entry);
      } catch {
        // Damaged bytes: the server has the document.
        cache.renew(entry.replica.name);
        freshDoc(entry);
      }
    }
    entry.ready = true;
    attach(entry);
    if (cached !== null) {
      if (entry.state === 'cached') events.updated(entry.replica, cached.bytes);
      changed(entry);
    }
  };

  const create = (name: DocumentName): Entry => {
    const watchers = createWatchers();
    const replica: OpenReplica = {
      name,
      get doc() {
        return entry.doc;
      },
      get state() {
        return entry.state;
      },
      get epoch() {
        return entry.epoch;
      },
      get ended() {
        return entry.ended;
      },
      subscribe: watchers.subscribe,
      setState: (state) => setState(entry, state),
      discard: (epoch) => discard(entry, epoch),
      refuse: (code) => refuse(entry, code),
      adopt: (epoch) => {
        begin(entry, epoch);
        save(entry);
      },
    };
    const entry: Entry = {
      replica,
      watchers,
      doc: new Y.Doc(),
      epoch: null,
      ended: null,
      state: 'empty',
      holders: 0,
      ready: false,
      detach: null,
    };
    freshDoc(entry);
    return entry;
  };

  const evict = (): void => {
    let idle = -RECENT;
    for (const { holders } of entries.values()) if (holders === 0) idle += 1;
    for (const [name, entry] of idle > 0 ? entries : []) {
      if (entry.holders > 0 || idle-- <= 0) continue;
      entries.delete(name);
      completeness.leave(entry.replica);
      detach(entry);
    }
  };

  return {
    open: (name) => {
      let entry = entries.get(name);
      if (entry === undefined) {
        entry = create(name);
        entries.set(name, entry);
        void load(entry);
      }
      // While nobody held it, nobody asked.
      if (entry.holders === 0 && entry.state === 'refused') ask(entry);
      entry.holders += 1;
      return entry.replica;
    },
    release: (name) => {
      const entry = entries.get(name);
      if (entry === undefined || entry.holders === 0) return;
      entry.holders -= 1;
      if (entry.holders > 0) return;
      entries.delete(name);
      entries.set(name, entry);
      evict();
    },
    beyond: (name) => (entries.get(name)?.state === 'synced' ? [] : completeness.beyond(name)),
    find: (name) => entries.get(name)?.replica ?? null,
    setFeed: (next) => {
      for (const entry of entries.values()) detach(entry);
      feed = next;
      for (const entry of entries.values()) attach(entry);
    },
    forget: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) cache.forget(name);
      else {
        // What feeds it would go on with the document that it held.
        detach(entry);
        refuse(entry, CLOSE_CODES.notFound.code);
      }
    },
    askAgain: (made) => {
      for (const [name, entry] of [...entries]) {
        if (entry.state !== 'refused' || entry.holders === 0) continue;
        const isMade = made.some(
          ({ command: { payload } }) => 'conversation' in payload && talkDocument(payload.conversation) === name,
        );
        if (isMade) setState(entry, entry.epoch === null ? 'empty' : 'cached');
        ask(entry);
      }
    },
    epochs: {
      of: (name) => entries.get(name)?.epoch ?? null,
      admit: (name, epoch) => {
        const entry = entries.get(name);
        if (entry === undefined || (epoch !== null && epoch === entry.epoch)) return true;
        if (epoch !== null && entry.epoch === null) {
          entry.replica.adopt(epoch);
          return true;
        }
        discard(entry, epoch);
        return false;
      },
    },
    close: () => {
      for (const entry of entries.values()) detach(entry);
      entries.clear();
    },
  };
}

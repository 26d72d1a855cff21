import * as Y from 'yjs';
import type { Entry } from '#schema/conversation/entry.ts';
import { parseDocumentName, type DocumentAddress, type DocumentName } from '#schema/docs/document-name.ts';
import { copyContent } from '#schema/docs/staff-document.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Clock } from '../ports.ts';
import type { ReadableDocument } from '../publish/reader.ts';
import type { Connection } from '../store/database.ts';
import type { Timers } from '../timers.ts';
import { assemble, emptyDocument } from './assemble.ts';
import { createConversationDrafts } from './conversation-drafts.ts';
import { SERVER_CLIENT } from './firewall.ts';
import { createLife, type Life } from './life.ts';
import type { StaffAddress } from './staff-address.ts';
import { createStaffLog } from './staff-log.ts';
import { createStaffStore, type StaffStore } from './staff-store.ts';
import { createStaffWriting } from './staff-writing.ts';
import { createWrittenNames } from './written-names.ts';

/**
 * The documents that staff write: loaded when somebody opens one, written through the firewall, kept as a log of updates under
 * snapshots, told to their readers after each fsync. One that cannot be read is put aside and begins anew; no other notices.
 */
export interface StaffDocuments {
  /** Calls back at once, or when what happens to the document is on the disk. `later`: it can be neither read nor replaced now. */
  readonly open: (
    name: DocumentName,
    address: StaffAddress,
    opened: (document: ReadableDocument | 'later') => void,
  ) => void;
  readonly release: (document: ReadableDocument) => void;
  /** An entry of a document is committed. */
  readonly entered: (address: DocumentAddress, entry: Entry) => void;
  /**
   * These conversations are about to be erased: their drafts are closed as if they were not there. When it resolves nothing of
   * them is on its way to the disk any more.
   */
  readonly forget: (conversations: readonly ConversationId[]) => Promise<void>;
  /** Every document has another epoch now: whoever reads one opens it again. */
  readonly endAll: () => void;
  /** Tells of every document of a person's own that there is (`ownChanged`). Once, at the start. */
  readonly tellOwn: () => void;
  /** Once a second: unloads what nobody reads. */
  readonly sweep: () => void;
  /** Resolves when all that was taken is on the disk. */
  readonly drain: () => Promise<void>;
}

export interface StaffDocumentsDeps {
  /** The main thread's own connection. */
  readonly connection: Connection;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'countRefusedUpdate' | 'countQuarantine'>;
  readonly nextKey: () => number;
  readonly nextChannel: () => number;
  readonly newEpoch: () => string;
  /** The actor as it is now; null: no longer one of us. */
  readonly current: (actor: Actor) => Actor | null;
  /** What the disk has of a person's own document, when it is loaded and after each change. */
  readonly ownChanged: (person: OperatorId, committed: Y.Doc) => void;
}

/** An unloaded document leaves a snapshot when it had more updates than this since the last one. */
const WORTH_A_SNAPSHOT = 8;
const UNLOAD_AFTER = 30_000;
const SNAPSHOTS_KEPT_FOR = 86_400_000;
const FORGET_SNAPSHOTS_EVERY = 3_600_000;
/** Clients after which an unread document begins anew: each stands in every state vector for ever. */
const MANY_OWNERS = 1_000;

type Found = (life: Life | 'later') => void;
type Place = Pick<Life, 'name' | 'document'> & { readonly address: StaffAddress };

export function createStaffDocuments(deps: StaffDocumentsDeps): StaffDocuments {
  const { clock, log } = deps;
  const store = createStaffStore(deps.connection);
  const changes = createStaffLog(deps);
  const lives = new Map<DocumentName, Life>();
  /** Something is done to the rows of these; who opens one waits until it is done. */
  const busy = new Map<DocumentName, (() => void)[]>();
  const written = createWrittenNames(store.names());
  let forgotAt = clock.now();

  const writing = createStaffWriting({
    ...deps,
    changes,
    stored: ({ name }) => written.add(name),
    committed: tellOwn,
    // The disk says what there is; the authors still have what it lacks.
    giveUp: (life) => end(life, CLOSE_CODES.overloaded.code),
  });

  function begin({ name, address, document }: Place, origin: Parameters<typeof createLife>[1]): Life {
    const life = createLife(
      { name, address, document, channel: deps.nextChannel(), now: clock.now() },
      origin,
      writing,
    );
    lives.set(name, life);
    tellOwn(life);
    return life;
  }

  function tellOwn({ address, committed }: Life): void {
    if (address.kind === 'operator') deps.ownChanged(address.operator, committed);
  }

  /** Ends a life; whoever reads it opens the document again. */
  function end(life: Life, code: number): void {
    if (life.isGone) return;
    life.isGone = true;
    if (lives.get(life.name) === life) lives.delete(life.name);
    for (const reader of [...life.readers]) reader.closeDocument(life.name, code);
    life.readers.clear();
  }

  /** Changes the rows of a document that nobody has open. */
  function occupy(
    name: DocumentName,
    change: Parameters<typeof changes.add>[0],
    done: (isDone: boolean) => void,
  ): void {
    busy.set(name, []);
    changes.add(change, (isDone) => {
      const callbacks = busy.get(name) ?? [];
      busy.delete(name);
      done(isDone);
      for (const callback of callbacks) callback();
    });
  }

  /** Another life of the document, with this content and none of its history. */
  function replace(place: Place, content: Y.Doc, quarantine: string | null, done: (life: Life | null) => void): void {
    const { name, address, document } = place;
    const doc = emptyDocument(address.kind);
    doc.clientID = SERVER_CLIENT;
    copyContent(content, doc, address.kind);
    const epoch = deps.newEpoch();
    const bytes = Y.encodeStateAsUpdate(doc);
    occupy(name, { kind: 'replace', document, epoch, at: clock.now(), bytes, quarantine }, (isDone) => {
      done(isDone ? begin(place, { epoch, isStored: true, doc, owners: new Map(), n: 0, snapshotN: 0 }) : null);
    });
  }

  function load(name: DocumentName, address: StaffAddress, found: Found): void {
    let rows: ReturnType<StaffStore['find']>;
    let owners: Map<number, string>;
    try {
      rows = store.find(name);
      owners = new Map(rows === null ? [] : store.writersOf(rows.document));
    } catch (error) {
      log.error({ document: name, error: String(error) }, 'a document cannot be loaded; it is refused until it can');
      return found('later');
    }
    if (rows === null) {
      const fresh = { epoch: deps.newEpoch(), isStored: false, doc: emptyDocument(address.kind) };
      return found(begin({ name, address, document: deps.nextKey() }, { ...fresh, owners, n: 0, snapshotN: 0 }));
    }
    const { document, epoch } = rows;
    const assembled = assemble(rows, address.kind);
    if (assembled.kind === 'whole') {
      const life = begin({ name, address, document }, { epoch, isStored: true, owners, ...assembled });
      if (assembled.isHealed) {
        log.error({ document: name }, 'a snapshot is damaged; the document is made from what was before it');
        writing.compact(life);
      }
      return found(life);
    }
    log.error(
      { document: name, epoch, reason: assembled.reason },
      'a document is damaged; its rows are put aside and it begins anew',
    );
    deps.metrics.countQuarantine();
    replace({ name, address, document }, assembled.salvaged, assembled.reason, (life) => found(life ?? 'later'));
  }

  function find(name: DocumentName, address: StaffAddress, found: Found): void {
    const callbacks = busy.get(name);
    if (callbacks !== undefined) return void callbacks.push(() => find(name, address, found));
    const life = lives.get(name);
    if (life !== undefined) found(life);
    else load(name, address, found);
  }

  function drop(name: DocumentName, address: StaffAddress): void {
    find(name, address, (life) => {
      if (life === 'later') return;
      end(life, CLOSE_CODES.staleEpoch.code);
      written.remove(name);
      if (!life.isStored) return;
      occupy(name, { kind: 'drop', document: life.document }, (isDone) => {
        if (!isDone) written.add(name);
      });
    });
  }

  function unload(life: Life): void {
    lives.delete(life.name);
    if (life.owners.size > MANY_OWNERS) replace(life, life.committed, null, () => undefined);
    else if (life.committedN - life.snapshotN > WORTH_A_SNAPSHOT && !life.isCompacting) writing.compact(life);
    life.isGone = true;
  }

  const drafts = createConversationDrafts({
    written,
    find,
    drop,
    isRead: (name) => (lives.get(name)?.readers.size ?? 0) > 0,
    appendOwn: writing.appendOwn,
  });

  return {
    open: find,
    release: (document) => {
      const life = lives.get(document.name);
      if (life === document && life.readers.size === 0) life.idleSince = clock.now();
    },
    entered: drafts.entered,
    forget: (conversations) => {
      for (const { name } of conversations.flatMap(written.of)) {
        const life = lives.get(name);
        if (life !== undefined) end(life, CLOSE_CODES.notFound.code);
        written.remove(name);
      }
      return changes.settled();
    },
    endAll: () => {
      for (const life of [...lives.values()]) end(life, CLOSE_CODES.staleEpoch.code);
    },
    tellOwn: () => {
      for (const name of store.names()) {
        const address = parseDocumentName(name);
        if (address?.kind === 'operator') find(name, address, () => undefined);
      }
    },
    sweep: () => {
      const now = clock.now();
      for (const life of [...lives.values()]) {
        const isUnread = life.readers.size === 0 && life.pending.length === 0;
        if (isUnread && now - life.idleSince >= UNLOAD_AFTER) unload(life);
      }
      if (now - forgotAt < FORGET_SNAPSHOTS_EVERY) return;
      forgotAt = now;
      changes.add({ kind: 'sweep', before: now - SNAPSHOTS_KEPT_FOR }, () => undefined);
    },
    drain: changes.settled,
  };
}

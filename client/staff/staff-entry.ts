import * as Y from 'yjs';
import type { DocumentName } from '#schema/docs/document-name.ts';
import { prepareRoots, type StaffKind } from '#schema/docs/staff-document.ts';
import type { Author } from '#schema/words.ts';
import type { StaffReplica } from '../interface.ts';
import type { OpenReplica } from '../replicas/replica-events.ts';
import { createWatchers } from '../watchable.ts';

/** Origins of updates. One of an object is the feed's; any other is a person's at this page. */
export const FROM_DISK = 'disk';
export const FROM_FOLLOWER = 'follower';
/** As the feed of a tab that follows says it. */
export const FROM_LEADER = 'tab';

interface Mark {
  readonly edits: number;
  readonly at: number;
}

/** A document that is open on this page, with what is known of how far it is saved. */
export interface Entry {
  readonly replica: StaffReplica & OpenReplica;
  readonly kind: StaffKind;
  readonly watchers: ReturnType<typeof createWatchers>;
  doc: Y.Doc;
  epoch: string | null;
  state: OpenReplica['state'];
  holders: number;
  /** What the device has of it is in. */
  isReady: boolean;
  detach: (() => void) | null;
  /** Words of ours stand in it. */
  isTouched: boolean;
  /** Something of it is the server's. */
  isRooted: boolean;
  /** Changes of ours so far, here and in tabs that follow this one. */
  edits: number;
  /** When those were made that the server has not said to have. */
  marks: readonly Mark[];
  unsavedSince: number | null;
  /** Of the writes on the present line: how many edits each covers. Only those after a whole answer cover what was before. */
  sent: { readonly n: number; readonly edits: number }[];
  isWhole: boolean;
  /** The newest edit that this tab told the leading one. */
  told: number;
  /** The newest edit heard of each other tab. */
  heard: Readonly<Record<string, number>>;
  aside: readonly Y.Doc[];
}

export interface EntryVerbs {
  readonly setState: (entry: Entry, state: OpenReplica['state']) => void;
  readonly discard: (entry: Entry, epoch: string | null) => void;
  readonly adopt: (entry: Entry, epoch: string) => void;
  readonly updated: (entry: Entry, update: Uint8Array, origin: unknown) => void;
  readonly writer: () => Author | null;
  readonly dropAside: (entry: Entry) => void;
}

export function createEntry(name: DocumentName, kind: StaffKind, verbs: EntryVerbs): Entry {
  const watchers = createWatchers();
  const replica: Entry['replica'] = {
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
    // Documents that people write are set aside instead.
    ended: null,
    get unsavedSince() {
      return entry.unsavedSince;
    },
    get isReady() {
      return entry.isReady;
    },
    get aside() {
      return entry.aside;
    },
    get writing() {
      return verbs.writer();
    },
    dropAside: () => verbs.dropAside(entry),
    subscribe: watchers.subscribe,
    setState: (state) => verbs.setState(entry, state),
    // Its words are this person's own; they go when their conversation is said to be gone (`forget`).
    refuse: () => verbs.setState(entry, 'refused'),
    discard: (epoch) => verbs.discard(entry, epoch),
    adopt: (epoch) => verbs.adopt(entry, epoch),
  };
  const entry: Entry = {
    replica,
    kind,
    watchers,
    doc: new Y.Doc(),
    epoch: null,
    state: 'empty',
    holders: 0,
    isReady: false,
    detach: null,
    isTouched: false,
    isRooted: false,
    edits: 0,
    marks: [],
    unsavedSince: null,
    sent: [],
    isWhole: false,
    told: 0,
    heard: {},
    aside: [],
  };
  freshDoc(entry, verbs.updated);
  return entry;
}

/** A new life: no update of an older one is heard any more. */
export function freshDoc(entry: Entry, updated: EntryVerbs['updated']): void {
  const doc = new Y.Doc();
  prepareRoots(doc, entry.kind);
  entry.doc = doc;
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (entry.doc === doc) updated(entry, update, origin);
  });
}

/** What these bytes hold; nothing, as far as they are damaged. */
export function documentOf(kind: StaffKind, bytes: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  prepareRoots(doc, kind);
  try {
    Y.applyUpdate(doc, bytes);
  } catch {
    return doc;
  }
  return doc;
}

import * as Y from 'yjs';
import type { DocumentName } from '#schema/docs/document-name.ts';
import { isBlank } from '#schema/docs/staff-document.ts';
import type { ClientEnvironment, Timer } from '../environment.ts';
import type { Unsaved } from '../interface.ts';
import type { ReplicaEvents } from '../replicas/replica-events.ts';
import type { Say } from '../tabs/messages.ts';
import { createSettable, type Settable } from '../watchable.ts';
import { isIn, type EarlyWords } from './early-words.ts';
import { FROM_DISK, FROM_FOLLOWER, FROM_LEADER, type Entry } from './staff-entry.ts';
import type { StaffStore } from './staff-store.ts';

/**
 * What was written here: into this device's storage at once, to the tab that leads, and off the list of what is unsaved when the
 * server has said that it has it.
 */
export interface StaffSaving {
  readonly unsaved: Settable<ReadonlyMap<DocumentName, Unsaved>>;
  readonly changed: (entry: Entry) => void;
  /** Something came into the document. */
  readonly updated: (entry: Entry, update: Uint8Array, origin: unknown) => void;
  /** From the device: something of ours that the server may not have, or what it has. */
  readonly takeUnsaved: (entry: Entry, bytes: Uint8Array) => void;
  readonly take: (entry: Entry, bytes: Uint8Array) => void;
  /** Everything up to this edit is on the server's disk. */
  readonly kept: (entry: Entry, edits: number) => void;
  readonly saveSoon: (entry: Entry) => void;
  /** Writes at once what is due, of this document or of all; resolves when the disk has it. */
  readonly saveNow: (entry?: Entry) => Promise<unknown>;
  readonly forget: (entry: Entry) => void;
  readonly tellLeader: (entry: Entry, update: Uint8Array) => void;
  readonly tellTabs: (entry: Entry) => void;
}

export interface StaffSavingDeps {
  readonly environment: ClientEnvironment;
  readonly store: StaffStore;
  readonly early: EarlyWords;
  readonly tab: string;
  readonly say: Say;
  readonly leads: () => boolean;
  readonly events: ReplicaEvents;
  /** The server has everything of it. */
  readonly allSaved: (name: DocumentName) => void;
}

/** A row is written at most so often, ms; until then localStorage has what is new. */
const WRITE_AFTER = 300;
/** How exactly it is known since when something is unsaved, ms. */
const MARK_EVERY = 200;

export function createStaffSaving(deps: StaffSavingDeps): StaffSaving {
  const { environment, store, early, tab, say, leads, events } = deps;
  const unsaved = createSettable<ReadonlyMap<DocumentName, Unsaved>>(new Map());
  const due = new Set<Entry>();
  /** How many writes of it the disk has not answered. */
  const underWay = new Map<Entry, number>();
  let timer: Timer | null = null;

  function changed(entry: Entry): void {
    const { name } = entry.replica;
    // What the server does not take stays on this device, and nothing waits for it.
    const since = entry.state === 'refused' ? null : entry.unsavedSince;
    const isEmpty = isBlank(entry.doc, entry.kind);
    const told = unsaved.current.get(name);
    if ((told?.since ?? null) !== since || (told?.isBlank ?? isEmpty) !== isEmpty) {
      const next = new Map(unsaved.current);
      if (since === null) next.delete(name);
      else next.set(name, { since, isBlank: isEmpty });
      unsaved.set(next);
    }
    entry.watchers.call();
  }

  function saveSoon(entry: Entry): void {
    due.add(entry);
    timer ??= environment.setTimeout(() => void save(), WRITE_AFTER);
  }

  function save(): Promise<unknown> {
    if (timer !== null) environment.clearTimeout(timer);
    timer = null;
    const all = [...due].map(write);
    due.clear();
    return Promise.all(all);
  }

  async function write(entry: Entry): Promise<void> {
    const { doc, epoch, isTouched, isRooted } = entry;
    const { name } = entry.replica;
    const bytes = Y.encodeStateAsUpdate(doc);
    // Of this moment: what is written while the disk works is not in these bytes.
    const isInRow = isIn(doc);
    const isUnsaved = entry.unsavedSince !== null;
    underWay.set(entry, (underWay.get(entry) ?? 0) + 1);
    const saved = await store.save({ name, epoch, bytes, isUnsaved, isTouched, isRooted, at: environment.now() });
    underWay.set(entry, (underWay.get(entry) ?? 1) - 1);
    if (!saved.ok) return dropKept(entry);
    // Meanwhile the document may have taken an epoch, or begun another life, and words of that one stand there.
    const isLife = entry.doc === doc && entry.epoch === epoch && epoch !== null;
    early.drop(name, (word) => isInRow(word) || (isLife && word.epoch !== null && word.epoch !== epoch));
    if (!isUnsaved && epoch !== null) await store.markSaved(name, epoch, doc);
  }

  /** Something came into the document. */
  function updated(entry: Entry, update: Uint8Array, origin: unknown): void {
    const isOfFeed = typeof origin === 'object' && origin !== null;
    const isOurs = !isOfFeed && origin !== FROM_DISK && origin !== FROM_LEADER;
    if (isOurs) wrote(entry, update, origin === FROM_FOLLOWER);
    else if (isOfFeed) {
      // Between words of ours there stand others', and without those ours say nothing on a device without a line.
      if (entry.isTouched && isWrittenTogether(entry)) early.add(entry.replica.name, entry.epoch, update);
      if (!entry.isRooted) {
        entry.isRooted = true;
        tellTabs(entry);
      }
    }
    // With the last of our words gone there is nothing left to put aside.
    if (isBlank(entry.doc, entry.kind)) entry.isTouched = false;
    if (isOurs || isOfFeed) saveSoon(entry);
    entry.watchers.call();
    events.updated(entry.replica, update);
  }

  function wrote(entry: Entry, update: Uint8Array, isOfTab: boolean): void {
    const { name } = entry.replica;
    const now = environment.now();
    entry.edits += 1;
    const last = entry.marks.at(-1);
    const marks = last !== undefined && now - last.at < MARK_EVERY ? entry.marks.slice(0, -1) : entry.marks;
    entry.marks = [...marks, { edits: entry.edits, at: marks === entry.marks ? now : (last?.at ?? now) }];
    const isBegun = entry.isTouched || !isWrittenTogether(entry);
    entry.isTouched = true;
    entry.unsavedSince ??= now;
    // The other tab has kept its own words.
    if (!isOfTab) {
      early.add(name, entry.epoch, isBegun ? update : Y.encodeStateAsUpdate(entry.doc));
      if (!leads()) tellLeader(entry, update);
    }
    changed(entry);
  }

  function tellLeader(entry: Entry, update: Uint8Array): void {
    entry.told = entry.edits;
    say({ t: 'edit', tab, name: entry.replica.name, epoch: entry.epoch, n: entry.edits, update });
  }

  function tellTabs({ replica: { name }, unsavedSince, isRooted, isReady, heard }: Entry): void {
    if (leads()) say({ t: 'kept', name, isSaved: isReady && unsavedSince === null, isRooted, heard });
  }

  /** Those that a disk which refuses would leave there for good; what it is about to have goes when it has it. */
  function dropKept(entry: Entry): void {
    const isAwaited = due.has(entry) || (underWay.get(entry) ?? 0) > 0;
    if (entry.unsavedSince === null && !isAwaited) early.drop(entry.replica.name, isIn(entry.doc));
  }

  /** Everything up to this edit is on the server's disk. */
  function kept(entry: Entry, edits: number): void {
    entry.marks = entry.marks.filter((mark) => mark.edits > edits);
    entry.unsavedSince = edits >= entry.edits ? null : (entry.marks[0]?.at ?? entry.unsavedSince);
    if (entry.unsavedSince !== null) return changed(entry);
    const { name } = entry.replica;
    tellTabs(entry);
    dropKept(entry);
    if (entry.epoch !== null) void store.markSaved(name, entry.epoch, entry.doc);
    changed(entry);
    deps.allSaved(name);
  }

  /** Something of ours that the server may not have. */
  function takeUnsaved(entry: Entry, bytes: Uint8Array): void {
    if (entry.isReady && Y.snapshotContainsUpdate(Y.snapshot(entry.doc), bytes)) return;
    entry.edits += 1;
    entry.isTouched = true;
    entry.unsavedSince ??= environment.now();
    take(entry, bytes);
  }

  /** Damaged bytes are left alone: the server has the document, and what can be read of it is read. */
  function take(entry: Entry, bytes: Uint8Array): void {
    try {
      Y.applyUpdate(entry.doc, bytes, FROM_DISK);
    } catch {
      return;
    }
  }

  return {
    unsaved,
    changed,
    updated,
    takeUnsaved,
    take,
    kept,
    saveSoon,
    saveNow: (entry) => {
      if (entry === undefined) return save();
      return due.delete(entry) ? write(entry) : Promise.resolve();
    },
    forget: (entry) => void due.delete(entry),
    tellLeader,
    tellTabs,
  };
}

/** Of the list of templates each is a thing of its own. */
const isWrittenTogether = ({ kind }: Entry): boolean => kind !== 'templates';

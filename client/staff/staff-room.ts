import * as Y from 'yjs';
import { parseDocumentName, type DocumentName } from '#schema/docs/document-name.ts';
import { isBlank, isStaffKind } from '#schema/docs/staff-document.ts';
import type { StaffReplica } from '../interface.ts';
import type { OpenReplica } from '../replicas/replica-events.ts';
import type { Feed, ReplicaRoom } from '../replicas/replicas.ts';
import { createEarlyWords, isIn, type EarlyWord } from './early-words.ts';
import { routed } from './routed-replicas.ts';
import { createEntry, documentOf, freshDoc, type Entry } from './staff-entry.ts';
import type { StaffRoom, StaffRoomParts } from './staff-room-contract.ts';
import { createStaffSaving } from './staff-saving.ts';
import { createStaffStore } from './staff-store.ts';
import { createTabEar } from './staff-tabs.ts';
import { createStaffWrites } from './staff-writes.ts';
import { createWriters } from './writers.ts';

/** Released documents that stay live. */
const RECENT = 8;

/**
 * Documents that this person writes.
 *
 * 1. What is written here is in this device's storage before anything else can happen to it, in every tab, and stays there until
 *    the server has said that it has it.
 * 2. Only then is a document called saved. The tab that leads counts; the others are told.
 * 3. A document of another epoch never meets this one. Words of ours that still stood in it are put aside, and told.
 * 4. A replica in which nothing is the server's yet takes whatever epoch it finds.
 */
export function createStaffRoom({ environment, namespace, tab, others, events, say }: StaffRoomParts): StaffRoom {
  const store = createStaffStore(environment, namespace);
  const early = createEarlyWords(environment, namespace);
  const entries = new Map<string, Entry>();
  const writers = createWriters(environment);
  /** Opened only to be sent. */
  const sending = new Set<DocumentName>();
  let feed: Feed | null = null;
  let isClosed = false;

  const leads = (): boolean => feed?.keepsCache === true;
  const saving = createStaffSaving({
    environment,
    store,
    early,
    tab,
    say,
    leads,
    events,
    allSaved: (name) => {
      if (sending.delete(name)) release(name);
    },
  });
  const { changed, saveSoon, kept } = saving;

  const attach = (entry: Entry): void => {
    if (feed !== null && entry.isReady && entry.detach === null) entry.detach = feed.attach(entry.replica);
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

  function setState(entry: Entry, state: OpenReplica['state']): void {
    // One that is refused again is news: it was asked for.
    if (entry.state === state && state !== 'refused') return;
    entry.state = state;
    changed(entry);
    events.changed(entry.replica);
  }

  function adopt(entry: Entry, epoch: string): void {
    entry.epoch = epoch;
    saveSoon(entry);
  }

  /** Ends this life. What we wrote and still stands in it is put aside; `epoch` is that of the next one, if it is known. */
  function discard(entry: Entry, epoch: string | null, isRefused = false): void {
    if (!entry.isRooted && !isRefused) {
      if (epoch !== null) adopt(entry, epoch);
      return;
    }
    const { name } = entry.replica;
    const ended = { epoch: entry.epoch, doc: entry.doc };
    const isPity = entry.isTouched && !isBlank(ended.doc, entry.kind);
    const isEnded = isIn(ended.doc);
    detach(entry);
    saving.forget(entry);
    freshDoc(entry, saving.updated);
    Object.assign(entry, { epoch, state: 'empty', isTouched: false, isRooted: false, unsavedSince: null, marks: [] });
    if (isPity) entry.aside = [...entry.aside, ended.doc];
    void store
      .end(name, isPity ? { epoch: ended.epoch, bytes: Y.encodeStateAsUpdate(ended.doc) } : null)
      .then(() => early.drop(name, isEnded));
    changed(entry);
    events.changed(entry.replica);
    if (sending.delete(name)) release(name);
    attach(entry);
  }

  function forget(name: string): void {
    const entry = entries.get(name);
    if (entry !== undefined) {
      Object.assign(entry, { isTouched: false, aside: [] });
      discard(entry, null, true);
    }
    early.drop(name, () => true);
    void store.end(name, null).then(() => store.dropAside(name));
  }

  /** Takes in what the device has; done again when this tab begins to lead, for the one before may have kept what it did not tell. */
  async function load(entry: Entry): Promise<void> {
    const { name } = entry.replica;
    const [row, aside] = await Promise.all([store.load(name), store.asideOf(name)]);
    if (entries.get(name) !== entry) return;
    if (row !== null && (entry.epoch === null || entry.epoch === row.epoch)) {
      Object.assign(entry, { epoch: row.epoch, isRooted: entry.isRooted || row.isRooted });
      if (row.isUnsaved) saving.takeUnsaved(entry, row.bytes);
      else saving.take(entry, row.bytes);
      entry.isTouched ||= row.isTouched;
      if (entry.state === 'empty' && row.epoch !== null) entry.state = 'cached';
    }
    entry.aside = aside.map((bytes) => documentOf(entry.kind, bytes));
    const word = early.all().get(name);
    // The page ended after the disk had put them aside and before they were taken out.
    const stoodAside = (one: EarlyWord): boolean => entry.aside.some((doc) => isIn(doc)(one));
    const isAside = word !== undefined && stoodAside(word);
    if (isAside) early.drop(name, stoodAside);
    const isOfLife = word?.epoch === null || word?.epoch === entry.epoch || entry.epoch === null;
    if (word !== undefined && isOfLife && !isAside) {
      saving.takeUnsaved(entry, word.update);
      saveSoon(entry);
    }
    if (isBlank(entry.doc, entry.kind)) entry.isTouched = false;
    entry.isReady = true;
    attach(entry);
    changed(entry);
  }

  function open(name: DocumentName): StaffReplica {
    let entry = entries.get(name);
    if (entry === undefined) {
      const address = parseDocumentName(name);
      if (address === null || !isStaffKind(address.kind)) throw new Error(`${name} is not written by staff`);
      entry = createEntry(name, address.kind, {
        setState,
        discard,
        adopt,
        updated: saving.updated,
        writer: () => writers.of(name),
        dropAside: (given) => {
          given.aside = [];
          void store.dropAside(name).then(() => say({ t: 'aside', name }));
          changed(given);
        },
      });
      entries.set(name, entry);
      void load(entry);
    }
    // While nobody held it, nobody asked.
    if (entry.holders === 0 && entry.state === 'refused') ask(entry);
    entry.holders += 1;
    return entry.replica;
  }

  function release(name: DocumentName): void {
    const entry = entries.get(name);
    if (entry === undefined || entry.holders === 0) return;
    entry.holders -= 1;
    if (entry.holders > 0) return;
    entries.delete(name);
    entries.set(name, entry);
    // One that is not saved yet goes on until it is.
    const idle = [...entries.values()].filter(({ holders, unsavedSince }) => holders === 0 && unsavedSince === null);
    for (const oldest of idle.slice(0, Math.max(0, idle.length - RECENT))) {
      void saving.saveNow(oldest);
      entries.delete(oldest.replica.name);
      detach(oldest);
    }
  }

  /** Whatever an earlier visit, or a tab that is gone, could not send. */
  async function sendUnsaved(): Promise<void> {
    const names = new Set([...(await store.unsaved()), ...early.all().keys()]);
    for (const name of names) {
      const address = parseDocumentName(name);
      if (isClosed || !leads() || address === null || !isStaffKind(address.kind)) continue;
      const known = entries.get(name);
      // A tab that led before may have kept what it did not tell.
      if (known?.isReady === true) void load(known);
      if (sending.has(name as DocumentName) || known !== undefined) continue;
      sending.add(name as DocumentName);
      open(name as DocumentName);
    }
  }

  const writes = createStaffWrites({
    ports: environment,
    mayWrite: (document) => entries.has(document),
    began: (document) => {
      const entry = entries.get(document);
      if (entry !== undefined) Object.assign(entry, { sent: [], isWhole: false });
    },
    sent: (document, n, isWhole) => {
      const entry = entries.get(document);
      if (entry === undefined) return;
      entry.isWhole ||= isWhole;
      if (entry.isWhole) entry.sent.push({ n, edits: entry.edits });
    },
  });

  const own: ReplicaRoom = {
    open,
    release,
    find: (name) => entries.get(name)?.replica ?? null,
    epochs: {
      of: (name) => entries.get(name)?.epoch ?? null,
      admit: (name, epoch, isRefused = false) => {
        const entry = entries.get(name);
        if (entry === undefined || (epoch !== null && epoch === entry.epoch)) return true;
        const goesOn = !isRefused && (!entry.isRooted || (epoch !== null && entry.epoch === null));
        if (goesOn && epoch !== null) adopt(entry, epoch);
        else if (!goesOn) discard(entry, epoch, isRefused);
        return goesOn;
      },
    },
    setFeed: (next) => {
      for (const entry of entries.values()) detach(entry);
      feed = next;
      for (const entry of entries.values()) attach(entry);
      if (leads()) void sendUnsaved();
    },
    forget,
    // Nothing in them is a command's.
    beyond: () => [],
    askAgain: () => {
      for (const entry of [...entries.values()])
        if (entry.state === 'refused' && (entry.holders > 0 || entry.unsavedSince !== null)) ask(entry);
    },
    close: () => entries.forEach(detach),
  };
  const fromTab = createTabEar({ entries, store, writers, saving, leads, tab });

  return {
    room: routed(own, others),
    writes,
    replicas: { open, release, forget: (names) => names.forEach(forget), unsaved: saving.unsaved },
    fromTab,
    frame: (frame) => {
      if (frame.t === 'writing') {
        say(frame);
        return fromTab(frame);
      }
      const entry = entries.get(frame.document);
      const covered = entry?.sent.filter(({ n }) => n <= frame.writes).at(-1);
      if (entry === undefined || covered === undefined) return;
      entry.sent = entry.sent.filter(({ n }) => n > frame.writes);
      // An answer with nothing in it roots nothing.
      entry.isRooted ||= entry.doc.store.clients.size > 0;
      kept(entry, covered.edits);
    },
    leaderChanged: () => {
      for (const entry of entries.values()) {
        if (entry.unsavedSince !== null) saving.tellLeader(entry, Y.encodeStateAsUpdate(entry.doc));
      }
    },
    flush: () => {
      writes.flush();
      void saving.saveNow();
    },
    openNoMore: store.openNoMore,
    close: async () => {
      writes.flush();
      await saving.saveNow();
      isClosed = true;
      writers.close();
      store.close();
    },
    forgetSaved: async () => {
      await saving.saveNow();
      await store.forgetSaved();
    },
    destroy: async ({ dropUnsaved }) => {
      if (dropUnsaved) {
        early.clear();
        return store.destroy();
      }
      // First these: what another tab saves meanwhile stands in one of the two.
      const isEarly = early.all().size > 0;
      const reopened = createStaffStore(environment, namespace);
      if ((await reopened.forgetSaved()) && !isEarly) return reopened.destroy();
      reopened.close();
    },
  };
}

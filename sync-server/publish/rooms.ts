import { chapterEpoch, epochFamily } from '#schema/docs/chapter-epoch.ts';
import { expectNext } from '#schema/docs/chapter.ts';
import { parseDocumentName, type DocumentName } from '#schema/docs/document-name.ts';
import { emptyState } from '#schema/docs/server-document.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { ChapterStore } from '../store/chapter-store.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { DamageWatch } from './damage-watch.ts';
import { loadDocument } from './load-document.ts';
import {
  appendCommitted,
  chapterOf,
  createRoom,
  forgetPending,
  isTalkAddress,
  snapshotOf,
  weightOf,
  type Room,
} from './room.ts';
import { createSealing, type ChapterLimits } from './sealing.ts';

/**
 * The documents of entries that are in memory. Loading is one synchronous read of committed rows: nobody can meet a room that
 * is half loaded, and one that cannot be loaded is not there at all (DOC3).
 */
export interface Rooms {
  /**
   * Whoever gets a room holds it until `release`, or until the turn ends with a reader or a pending entry in it.
   * Null: there is no such document. `damaged`: there is, but it cannot be read, or is just being deleted; others go on.
   */
  readonly find: (name: DocumentName) => Room | 'damaged' | null;
  /** The same, but a document that is not there yet is made in memory; its row comes with its first entry. */
  readonly findOrCreate: (name: DocumentName) => Room | 'damaged';
  /** What is in memory, without loading or holding it. */
  readonly peek: (name: DocumentName) => Room | null;
  /**
   * After a failed commit: forgets what was decided and tells readers what the disk has nevertheless. A room that cannot be
   * read again is given up, and its readers are told to come back.
   */
  readonly reload: (room: Room) => void;
  /** Drops a room that cannot be trusted; its readers are told to come back, and the next one loads it anew. */
  readonly giveUp: (room: Room) => void;
  /** None of these documents has an entry on its way to the disk. */
  readonly areSettled: (names: readonly DocumentName[]) => boolean;
  /**
   * They are being deleted: readers are told that they are not to be had, and nobody gets them before `readmit` was called as often.
   */
  readonly dismiss: (names: readonly DocumentName[]) => void;
  /** The disk tells what there is of them now. */
  readonly readmit: (names: readonly DocumentName[]) => void;
  /** To be called when a room may have become idle. */
  readonly release: (room: Room) => void;
  /** Rooms that grew much since their last snapshot get a new one, a few at a time. */
  readonly snapshotSome: () => void;
  /** Conversations and rooms of colleagues that became long go on in a new chapter, a few at a time. `isQuiet`: nothing waits for the disk. */
  readonly sealSome: (isQuiet: boolean) => void;
  /** Leaves snapshots of all that is worth one, while there is time, so that the next process opens each with one read. */
  readonly snapshotAll: (isTime: () => boolean) => Promise<void>;
  /** Epochs of the rows have changed: whoever reads a room under another one is told to open it again. */
  readonly adoptEpochs: () => void;
  readonly loaded: () => number;
}

export interface RoomsDeps {
  readonly store: EntryStore;
  readonly chapters: ChapterStore;
  readonly writer: Writer;
  readonly log: Log;
  readonly damage: DamageWatch;
  readonly now: () => number;
  /** Of a document that has no row yet. */
  readonly nextKey: () => number;
  readonly nextChannel: () => number;
  readonly newEpoch: () => string;
  readonly setDocuments: (count: number) => void;
  /** Bytes of memory for rooms that nobody reads. */
  readonly idleBytes: number;
  readonly chapterLimits: ChapterLimits;
}

/** An unloaded room leaves a snapshot when it had more entries than this since the last one. */
const WORTH_A_SNAPSHOT = 32;
const SNAPSHOT_EVERY = 200;
/** The larger a document, the rarer its snapshots: one each time it grew by this part of the last one. */
const SNAPSHOT_GROWTH = 0.25;
const SNAPSHOTS_AT_ONCE = 16;
/** Snapshots of one transaction at the end of a process. */
const LAST_SNAPSHOTS_AT_ONCE = 64;

export function createRooms(deps: RoomsDeps): Rooms {
  const { store, log, damage } = deps;
  const rooms = new Map<DocumentName, Room>();
  /** Rooms that nobody reads, the longest unused first, with their weight. */
  const idle = new Map<Room, number>();
  const grown = new Set<Room>();
  /** Documents that are being deleted at this moment, and by how many. */
  const dismissed = new Map<DocumentName, number>();
  let idleWeight = 0;
  const sealing = createSealing({
    ...deps,
    limits: deps.chapterLimits,
    loaded: (name) => rooms.get(name) ?? null,
    release: (room) => release(room),
  });

  function wake(room: Room): void {
    const weight = idle.get(room);
    if (weight === undefined) return;
    idle.delete(room);
    idleWeight -= weight;
  }

  const isIdle = (room: Room): boolean =>
    room.readers.size === 0 && room.pending.length === 0 && !sealing.isUnderWay(room.name);

  function release(room: Room): void {
    // One that was given up leaves nothing behind: its document may be deleted by now.
    if (rooms.get(room.name) !== room) return;
    sealing.look(room);
    if (growthOf(room) >= Math.max(SNAPSHOT_EVERY, room.snapshotSeq * SNAPSHOT_GROWTH)) grown.add(room);
    if (!isIdle(room)) return;
    wake(room);
    const weight = weightOf(room);
    idle.set(room, weight);
    idleWeight += weight;
    for (const oldest of idle.keys()) {
      if (idleWeight <= deps.idleBytes) break;
      wake(oldest);
      unload(oldest);
    }
  }

  function unload(room: Room): void {
    if (sealing.sealNow(room)) return;
    grown.delete(room);
    rooms.delete(room.name);
    deps.setDocuments(rooms.size);
    if (growthOf(room) > WORTH_A_SNAPSHOT) void deps.writer.saveSnapshots([snapshotOf(room, deps.now())]);
  }

  function giveUp(room: Room, code: number = CLOSE_CODES.overloaded.code): void {
    wake(room);
    grown.delete(room);
    if (rooms.get(room.name) === room) rooms.delete(room.name);
    deps.setDocuments(rooms.size);
    for (const reader of [...room.readers]) reader.closeDocument(room.name, code);
    room.readers.clear();
  }

  function changeEpoch(room: Room, epoch: string): void {
    // Sessions know their documents by channel until they have closed them.
    for (const reader of [...room.readers]) reader.closeDocument(room.name, CLOSE_CODES.staleEpoch.code);
    room.readers.clear();
    room.epoch = epoch;
    room.channel = deps.nextChannel();
  }

  function keep(room: Room): Room {
    rooms.set(room.name, room);
    deps.setDocuments(rooms.size);
    return room;
  }

  function load(name: DocumentName): Room | 'damaged' | null {
    const address = parseDocumentName(name);
    if (address === null) return null;
    if (dismissed.has(name)) return 'damaged';
    try {
      const row = store.findDocument(name);
      if (row === null) return null;
      const before = isTalkAddress(address) ? deps.chapters.newest(row.key) : null;
      const { damaged, state, position, snapshotSeq } = loadDocument(store, row.key, before);
      for (const seq of damaged) damage.rebuilt(name, seq);
      damage.whole(name);
      const epoch = chapterEpoch(row.epoch, (before?.number ?? 0) + 1);
      const channel = deps.nextChannel();
      const own = { name, address, key: row.key, epoch, channel, stored: 'stored' as const };
      const room = keep(createRoom({ ...own, before, state, position, snapshotSeq }));
      sealing.look(room);
      // After a crash it had to be put together from many entries; once is enough.
      if (growthOf(room) >= SNAPSHOT_EVERY || damaged.length > 0) grown.add(room);
      return room;
    } catch (error) {
      damage.refused(name, String(error));
      return 'damaged';
    }
  }

  const find = (name: DocumentName): Room | 'damaged' | null => {
    const room = rooms.get(name);
    if (room === undefined) return load(name);
    wake(room);
    return room;
  };

  async function snapshot(some: readonly Room[]): Promise<void> {
    for (const room of some) {
      grown.delete(room);
      room.snapshotSeq = room.committed.seq;
    }
    if (some.length > 0) await deps.writer.saveSnapshots(some.map((room) => snapshotOf(room, deps.now())));
  }

  return {
    find,
    peek: (name) => rooms.get(name) ?? null,
    release,
    giveUp: (room) => giveUp(room),
    areSettled: (names) => names.every((name) => (rooms.get(name)?.pending.length ?? 0) === 0),
    dismiss: (names) => {
      for (const name of names) {
        dismissed.set(name, (dismissed.get(name) ?? 0) + 1);
        const room = rooms.get(name);
        if (room !== undefined) giveUp(room, CLOSE_CODES.notFound.code);
      }
    },
    readmit: (names) => {
      for (const name of names) {
        const others = (dismissed.get(name) ?? 0) - 1;
        if (others > 0) dismissed.set(name, others);
        else dismissed.delete(name);
      }
    },
    findOrCreate: (name) => {
      const room = find(name);
      if (room !== null) return room;
      const address = parseDocumentName(name);
      if (address === null) throw new Error(`not a document: ${name}`);
      return keep(
        createRoom({
          name,
          address,
          key: deps.nextKey(),
          epoch: deps.newEpoch(),
          channel: deps.nextChannel(),
          stored: 'new',
          before: null,
          state: emptyState(),
          position: { seq: 0, head: null },
          snapshotSeq: 0,
        }),
      );
    },
    reload: (room) => {
      forgetPending(room);
      try {
        const row = store.findDocument(room.name);
        room.stored = row === null ? 'new' : 'stored';
        for (const entry of row === null ? [] : store.entriesAfter(row.key, room.committed.seq)) {
          expectNext(room.committed.seq, entry);
          appendCommitted(room, entry);
        }
        room.decided = room.committed;
      } catch (error) {
        log.error({ document: room.name, error: String(error) }, 'a document cannot be read again');
        giveUp(room);
      }
    },
    snapshotSome: () =>
      void snapshot([...grown].filter(({ name }) => !sealing.isUnderWay(name)).slice(0, SNAPSHOTS_AT_ONCE)),
    sealSome: sealing.sealSome,
    snapshotAll: async (isTime) => {
      const isDue = (room: Room): boolean => growthOf(room) > WORTH_A_SNAPSHOT && !sealing.isUnderWay(room.name);
      const due = [...rooms.values()].filter(isDue);
      for (let at = 0; at < due.length && isTime(); at += LAST_SNAPSHOTS_AT_ONCE) {
        await snapshot(due.slice(at, at + LAST_SNAPSHOTS_AT_ONCE));
      }
    },
    adoptEpochs: () => {
      for (const room of [...rooms.values()]) {
        // One whose row is not there yet was made under no other epoch.
        const row = store.findDocument(room.name);
        if (row === null || row.epoch === epochFamily(room.epoch)) continue;
        changeEpoch(room, chapterEpoch(row.epoch, chapterOf(room)));
      }
    },
    loaded: () => rooms.size,
  };
}

/** Entries since the last snapshot. */
const growthOf = (room: Room): number => room.committed.seq - room.snapshotSeq;

import { chapterEpoch, epochFamily } from '#schema/docs/chapter-epoch.ts';
import { buildChapter, type ChapterEnd } from '#schema/docs/chapter.ts';
import type { DocumentName } from '#schema/docs/document-name.ts';
import { stateClock, stateToBytes } from '#schema/docs/server-document.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { ChapterRow, Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { ChapterStore } from '../store/chapter-store.ts';
import type { EntryStore } from '../store/entry-store.ts';
import { chapterOf, isTalkAddress, type Room } from './room.ts';

/**
 * Long conversations and rooms of colleagues go on in chapters (docs/decisions/chapters.md): a chapter that is full is sealed at what is committed, and
 * the conversation goes on in the next one.
 *
 * Invariants:
 * - S1 Where a chapter ends is told by its row alone. A room goes on only when that row is on the disk, from what it says;
 *   a crash, or a lost answer, at any moment leaves the old situation or the new one.
 * - S2 While a seal is under way, or nobody knows what became of it, its document leaves no snapshot and is not unloaded.
 * - S3 Sealing holds up nobody: entries that are committed meanwhile belong to the next chapter, and their readers find them there.
 * - S4 A room whose seal the disk refused is not let go: it waits for `sealSome`, which then tries one room a time until the disk
 *   takes one. Otherwise letting it go would seal it again, at once and for ever.
 */
export interface Sealing {
  /** To be called when a room may have grown. Costs two comparisons. */
  readonly look: (room: Room) => void;
  readonly isUnderWay: (name: DocumentName) => boolean;
  /** Seals the room if it is full, now or in its turn; false when it is not. For one about to be unloaded: it comes back by `release`. */
  readonly sealNow: (room: Room) => boolean;
  /** Seals some of those that are full. `isQuiet`: nothing waits for the disk; when something does, only what is much too long. */
  readonly sealSome: (isQuiet: boolean) => void;
}

export interface ChapterLimits {
  readonly messages: number;
  readonly bytes: number;
}

export interface SealingDeps {
  readonly store: Pick<EntryStore, 'entriesAfter'>;
  readonly chapters: ChapterStore;
  readonly writer: Pick<Writer, 'saveChapter'>;
  readonly log: Log;
  readonly limits: ChapterLimits;
  readonly nextChannel: () => number;
  /** The room of this name that is in memory. */
  readonly loaded: (name: DocumentName) => Room | null;
  /** It may be idle now. */
  readonly release: (room: Room) => void;
}

const AT_ONCE = 8;
/** Under load a chapter may become so many times as long before it is sealed in the middle of it. */
const MUCH_TOO_LONG = 2;

export function createSealing(deps: SealingDeps): Sealing {
  const { store, chapters, log, limits } = deps;
  const full = new Set<DocumentName>();
  /** `unknown`: the row was not confirmed, or what follows it could not be read; it is looked up again. */
  const underWay = new Map<DocumentName, 'writing' | 'unknown'>();
  /** The disk did not take the last one. */
  let isRefused = false;

  const isFull = ({ state, address }: Room, factor: number): boolean =>
    isTalkAddress(address) &&
    ((state.list?.length ?? 0) >= limits.messages * factor || state.structs.length >= limits.bytes * factor);

  async function seal(room: Room): Promise<void> {
    const row = rowOf(room);
    if (row === null) return;
    underWay.set(room.name, 'writing');
    await deps.writer.saveChapter(row);
    // Whatever the answer was: it may have been lost, and the row be there.
    goOn(room.name);
  }

  /** Lets the room go on from the newest chapter that the disk knows. */
  function goOn(name: DocumentName): void {
    const room = deps.loaded(name);
    let hasTurned = false;
    if (room !== null) {
      try {
        const end = chapters.newest(room.key);
        if (end !== null && end.number === chapterOf(room)) {
          turnPage(room, end);
          hasTurned = true;
        }
      } catch (error) {
        underWay.set(name, 'unknown');
        log.error(
          { document: name, error: String(error) },
          'a chapter was sealed and cannot be read; it is tried again',
        );
        return;
      }
    }
    underWay.delete(name);
    if (room === null) return;
    isRefused = !hasTurned && isFull(room, 1);
    look(room);
    if (!isRefused) deps.release(room);
  }

  function turnPage(room: Room, end: ChapterEnd): void {
    const { seq } = room.committed;
    const entries = store.entriesAfter(room.key, end.lastSeq).filter((entry) => entry.seq <= seq);
    const built = buildChapter(end, entries);
    if (built.seq !== seq) throw new Error(`entries up to ${seq} are missing`);
    const readers = [...room.readers];
    room.readers.clear();
    room.before = end;
    room.state = built.state;
    room.epoch = chapterEpoch(epochFamily(room.epoch), chapterOf(room));
    room.channel = deps.nextChannel();
    room.snapshotSeq = end.lastSeq;
    for (const reader of readers) reader.closeDocument(room.name, CLOSE_CODES.staleEpoch.code);
  }

  function look(room: Room): void {
    if (isFull(room, 1)) full.add(room.name);
  }

  return {
    look,
    isUnderWay: (name) => underWay.has(name),
    sealNow: (room) => {
      if (underWay.has(room.name) || !isFull(room, 1)) return false;
      if (isRefused) {
        full.add(room.name);
        return true;
      }
      full.delete(room.name);
      void seal(room);
      return underWay.has(room.name);
    },
    sealSome: (isQuiet) => {
      for (const [name, what] of underWay) if (what === 'unknown') goOn(name);
      let left = isRefused ? 1 : AT_ONCE;
      for (const name of full) {
        const room = deps.loaded(name);
        if (room === null || !isFull(room, 1)) full.delete(name);
        if (room === null || underWay.has(name) || !isFull(room, isQuiet ? 1 : MUCH_TOO_LONG)) continue;
        full.delete(name);
        void seal(room);
        left -= 1;
        if (left === 0) return;
      }
    },
  };
}

/** The chapter as it stands on the disk; null when there is nothing in it. */
function rowOf(room: Room): ChapterRow | null {
  const { seq, head } = room.committed;
  const firstSeq = (room.before?.lastSeq ?? 0) + 1;
  if (head === null || seq < firstSeq) return null;
  return {
    document: room.key,
    number: chapterOf(room),
    firstSeq,
    lastSeq: seq,
    head: JSON.stringify(head),
    clock: stateClock(room.state),
    bytes: stateToBytes(room.state),
  };
}

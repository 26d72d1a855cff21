import type { PreviousChapter } from '../conversation/conversation.ts';
import type { Entry } from '../conversation/entry.ts';
import { anyHeadAfter, isRoomHead, type AnyHead } from '../room/room.ts';
import { CONVERSATION_ROOTS, PREVIOUS_KEY } from './conversation-document.ts';
import { writesOf, type DocumentWrite } from './entry-effects.ts';
import { writeInto, emptyState, type DocumentState } from './server-document.ts';

/**
 * A long conversation goes on in chapters (docs/decisions/chapters.md). Each is a Yjs document of its own: it begins with the head
 * as the chapter before has left it, and goes on with the writes of the entries after that. So its bytes are a function of the
 * entries and of where the chapters end (DOC1).
 */
export interface ChapterEnd extends PreviousChapter {
  /** After the entry `lastSeq`. */
  readonly head: AnyHead;
}

/** What the first transaction of a chapter writes. */
function openingWrites({ head, number, lastSeq, clock }: ChapterEnd): readonly DocumentWrite[] {
  const previous: PreviousChapter = { number, lastSeq, clock };
  return Object.entries(headWith(head, { [PREVIOUS_KEY]: previous }))
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ kind: 'set', root: CONVERSATION_ROOTS.head, key, value }));
}

/** In the order in which the keys are written, which is for ever: a sealed chapter can be made again to the same bytes. */
function headWith(head: AnyHead, previous: object): Readonly<Record<string, unknown>> {
  if (isRoomHead(head)) return { name: head.name, members: head.members, ...previous, direct: head.direct };
  const { state, assignee, visitor, site, others, observers, department, rating, callback } = head;
  return { state, assignee, visitor, site, ...previous, others, observers, department, rating, callback };
}

/** A document with so many entries and this head (null for documents that are no conversations), and its bytes. */
export interface BuiltDocument {
  readonly state: DocumentState;
  readonly seq: number;
  readonly head: AnyHead | null;
}

/** The chapter behind this end before any entry of its own; the beginning of the document when there is none (null). */
export function beginningOf(end: ChapterEnd | null): BuiltDocument {
  const state = emptyState();
  if (end !== null) writeInto(state, openingWrites(end));
  return { state, seq: end?.lastSeq ?? 0, head: end?.head ?? null };
}

/** Throws when the entry is not the one behind `seq`. */
export function expectNext(seq: number, entry: Entry): void {
  if (entry.seq !== seq + 1) throw new Error(`entry ${entry.seq} follows entry ${seq}`);
}

/** Bytes that an entry takes on the average, about. */
const USUAL_ENTRY = 256;

/** Writes entries into a state in place. Throws when they do not follow each other. */
export function writeEntries(start: BuiltDocument, entries: readonly Entry[]): BuiltDocument {
  let { seq, head } = start;
  const { structs } = start.state;
  // Room for all of them at once: growing by and by leaves several times the document behind as garbage.
  if (entries.length > 1) structs.reserve(entries.length * USUAL_ENTRY);
  for (const entry of entries) {
    expectNext(seq, entry);
    writeInto(start.state, writesOf(entry, head));
    head = anyHeadAfter(head, entry);
    seq = entry.seq;
  }
  structs.fit();
  return { state: start.state, seq, head };
}

/** A chapter from the end of the one before and the entries after it. */
export const buildChapter = (end: ChapterEnd | null, entries: readonly Entry[]): BuiltDocument =>
  writeEntries(beginningOf(end), entries);

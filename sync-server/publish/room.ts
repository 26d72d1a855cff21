import type { Entry } from '#schema/conversation/entry.ts';
import type { ChapterEnd } from '#schema/docs/chapter.ts';
import type { DocumentAddress, DocumentName } from '#schema/docs/document-name.ts';
import { writesOf } from '#schema/docs/entry-effects.ts';
import { applyWrites, diffSince, isAhead, stateToBytes, type DocumentState } from '#schema/docs/server-document.ts';
import { mayReadRoom } from '#schema/policy/policy.ts';
import { anyHeadAfter, isRoomHead, type AnyHead } from '#schema/room/room.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { SnapshotRow } from '../commit/writer.ts';
import { publishUpdate, type ReadableDocument, type Reader } from './reader.ts';

/**
 * A loaded document of entries. It lives in two times at once: `decided` is where the next command is decided, and runs
 * ahead; `committed` is what the disk has and every reader sees.
 *
 * Invariants:
 * - R1 `decided.seq` = `committed.seq` + `pending.length`, and `pending` holds the entries between, in order.
 * - R2 `state` is the chapter behind `before` (the beginning when there is none) with the writes of the entries after it up to
 *   `committed.seq`, and of no other.
 * - R3 A reader is told of an entry in the same turn in which `state` takes it in.
 * - R4 `epoch` and `channel` belong to this chapter: a reader of an earlier one has been sent away before they change.
 */
export interface Room extends ReadableDocument {
  readonly name: DocumentName;
  readonly address: DocumentAddress;
  readonly key: number;
  epoch: string;
  channel: number;
  /** `new`: no row of `documents` yet · `storing`: it is in a batch · `stored`. */
  stored: 'new' | 'storing' | 'stored';
  decided: Position;
  committed: Position;
  pending: Entry[];
  /** When each of `pending` was decided, counted over all rooms: two documents of one conversation have one order. */
  turns: number[];
  /** How the chapter before ended; null in the first one, and always for documents that are no conversations. */
  before: ChapterEnd | null;
  state: DocumentState;
  snapshotSeq: number;
  /** Called once when the first entry is on the disk, or will not come. */
  whenSettled: (() => void)[];
}

/** After the entry `seq`. The head is null for documents that are neither conversations nor rooms. */
export interface Position {
  readonly seq: number;
  readonly head: AnyHead | null;
}

export interface RoomOrigin {
  readonly name: DocumentName;
  readonly address: DocumentAddress;
  readonly key: number;
  readonly epoch: string;
  readonly channel: number;
  readonly stored: 'new' | 'stored';
  readonly before: ChapterEnd | null;
  readonly state: DocumentState;
  readonly position: Position;
  readonly snapshotSeq: number;
}

/** Of a conversation, or of a room of colleagues: they go on in chapters. */
export const isTalkAddress = (
  address: DocumentAddress,
): address is Extract<DocumentAddress, { kind: 'conversation' | 'room' }> =>
  address.kind === 'conversation' || address.kind === 'room';

export function createRoom({ position, ...origin }: RoomOrigin): Room {
  const room: Room = {
    ...origin,
    decided: position,
    committed: position,
    pending: [],
    turns: [],
    readers: new Set(),
    conversation: isTalkAddress(origin.address) ? origin.address.conversation : null,
    whenSettled: [],
    diffSince: (vector) => diffSince(room.state, vector),
    isBehind: (vector) => isAhead(room.state, vector),
  };
  return room;
}

/** A conversation, or a room of colleagues. */
const isTalk = (room: Room): boolean => room.conversation !== null;

/** The number of the chapter that it is in, from 1. */
export const chapterOf = (room: Room): number => (room.before?.number ?? 0) + 1;

/** Takes an entry into the decided future. `turn`: greater than that of each one decided before, in whatever room. */
export function decideEntry(room: Room, entry: Entry, turn: number): void {
  room.decided = {
    seq: entry.seq,
    head: isTalk(room) ? anyHeadAfter(room.decided.head, entry) : null,
  };
  room.pending.push(entry);
  room.turns.push(turn);
}

/** The next pending entry is on the disk: it goes into the bytes and to the readers. */
export function publishEntry(room: Room, entry: Entry): void {
  if (room.pending[0] !== entry) throw new Error(`entry ${entry.seq} is not the next one of ${room.name}`);
  room.pending.shift();
  room.turns.shift();
  appendCommitted(room, entry);
}

/** An entry that the disk has goes into the bytes and to the readers. */
export function appendCommitted(room: Room, entry: Entry): void {
  const { head } = room.committed;
  const { update } = applyWrites(room.state, writesOf(entry, head));
  room.committed = { seq: entry.seq, head: isTalk(room) ? anyHeadAfter(head, entry) : null };
  const strangers = strangersOf(room, head);
  if (update !== null) publishUpdate(room, update);
  for (const reader of strangers) reader.closeDocument(room.name, CLOSE_CODES.notFound.code);
}

/** Takes out who reads a room and is in it no more: not even the entry that says so is for them (ROOM2). */
function strangersOf(room: Room, before: AnyHead | null): readonly Reader[] {
  const { head } = room.committed;
  if (head === before || head === null || !isRoomHead(head)) return [];
  const strangers = [...room.readers].filter(({ actor }) => !mayReadRoom(actor, head.members));
  for (const reader of strangers) room.readers.delete(reader);
  return strangers;
}

/** Back to what the disk has: whatever was decided after it did not happen. */
export function forgetPending(room: Room): void {
  room.pending = [];
  room.turns = [];
  room.decided = room.committed;
}

export function settle(room: Room): void {
  if (room.whenSettled.length === 0 || (room.committed.seq === 0 && room.pending.length > 0)) return;
  for (const callback of room.whenSettled.splice(0)) callback();
}

/** `at`: now, ms. */
export const snapshotOf = (room: Room, at: number): SnapshotRow => ({
  document: room.key,
  chapter: chapterOf(room),
  seq: room.committed.seq,
  at,
  head: room.committed.head === null ? null : JSON.stringify(room.committed.head),
  bytes: stateToBytes(room.state),
});

/** A rough figure of the memory it takes, bytes. */
export const weightOf = (room: Room): number => room.state.structs.bytes.length + 1024;

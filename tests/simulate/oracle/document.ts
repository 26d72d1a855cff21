import { conversationAfter, type Conversation, type Head } from '#schema/conversation/conversation.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import { writesOf } from '#schema/docs/entry-effects.ts';
import { anyHeadAfter, roomAfter, talkHeadOf, type AnyHead, type RoomTalk } from '#schema/room/room.ts';
import { Twin } from './twin.ts';

/** Where a sealed chapter ends, as its row on the disk tells it. */
export interface ChapterEnd {
  readonly number: number;
  readonly lastSeq: number;
  readonly clock: number;
}

/** A document as its entries on the disk, and where its chapters end, make it. */
export interface ModelDocument {
  readonly name: string;
  readonly key: number;
  readonly epoch: string;
  readonly entries: readonly Entry[];
  readonly conversation: Conversation | null;
  /** Of colleagues. */
  readonly room: RoomTalk | null;
  /** Of a conversation with a visitor. */
  readonly head: Head | null;
  readonly ends: readonly ChapterEnd[];
  /** Of its first `count` entries in this chapter; null when the chapter begins behind them. */
  readonly bytesAfter: (count: number, chapter?: number) => Uint8Array | null;
  readonly headAt: (count: number) => AnyHead | null;
  /** Whether these bytes are the update of one of its entries. */
  readonly hasUpdate: (update: Uint8Array) => boolean;
}

export interface GrowingDocument extends ModelDocument {
  readonly add: (entry: Entry) => void;
  /** It goes on under another epoch. */
  readonly adopt: (epoch: string) => void;
  readonly seal: (end: ChapterEnd) => void;
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

export function createDocument(key: number, name: string, firstEpoch: string): GrowingDocument {
  let epoch = firstEpoch;
  const kind = parseDocumentName(name)?.kind;
  const entries: Entry[] = [];
  /** After each entry; the first is before any. */
  const heads: (AnyHead | null)[] = [null];
  const ends: ChapterEnd[] = [];
  const updates = new Set<string>();
  /** The present chapter, and the one before: its readers hear of entries until they are sent to the present one. */
  let twins: Twin[] = [new Twin()];
  let conversation: Conversation | null = null;
  let room: RoomTalk | null = null;

  const writeInto = (twin: Twin, entry: Entry): void => {
    const update = twin.write(writesOf(entry, heads[entry.seq - 1] ?? null));
    if (update !== null) updates.add(textOf(update));
  };

  function begin(chapter: number): { readonly twin: Twin; readonly from: number } | null {
    if (chapter === 1) return { twin: new Twin(), from: 0 };
    const end = ends[chapter - 2];
    const head = end === undefined ? null : (heads[end.lastSeq] ?? null);
    return end === undefined || head === null ? null : { twin: Twin.ofChapter(head, end), from: end.lastSeq };
  }

  return {
    name,
    key,
    get epoch() {
      return epoch;
    },
    adopt: (next) => void (epoch = next),
    entries,
    ends,
    get conversation() {
      return conversation;
    },
    get room() {
      return room;
    },
    get head() {
      return talkHeadOf(heads.at(-1) ?? null);
    },
    headAt: (count) => heads[count] ?? null,
    hasUpdate: (update) => updates.has(textOf(update)),
    bytesAfter: (count, chapter = ends.length + 1) => {
      if (count === entries.length && chapter === ends.length + 1) return twins.at(-1)?.bytes ?? null;
      const begun = begin(chapter);
      if (begun === null || begun.from > count) return null;
      for (const entry of entries.slice(begun.from, count))
        begun.twin.write(writesOf(entry, heads[entry.seq - 1] ?? null));
      return begun.twin.bytes;
    },
    add: (entry) => {
      entries.push(entry);
      heads.push(kind === 'conversation' || kind === 'room' ? anyHeadAfter(heads.at(-1) ?? null, entry) : null);
      if (kind === 'conversation') conversation = conversationAfter(conversation, entry);
      if (kind === 'room') room = roomAfter(room, entry);
      for (const twin of twins) writeInto(twin, entry);
    },
    seal: ({ number, lastSeq, clock }) => {
      ends.push({ number, lastSeq, clock });
      const begun = begin(number + 1);
      if (begun === null) return;
      twins = [...twins.slice(-1), begun.twin];
      for (const entry of entries.slice(lastSeq)) writeInto(begun.twin, entry);
    },
  };
}

import { conversationDocument, parseDocumentName, type DocumentName } from '#schema/docs/document-name.ts';
import { mayRead } from '#schema/policy/policy.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { Actor } from '#schema/words.ts';
import type { ReadableDocument } from '../publish/reader.ts';
import type { Room } from '../publish/room.ts';
import type { Rooms } from '../publish/rooms.ts';

/** Who may open what. */
export interface Reading {
  /**
   * Calls back with the document, at once or when the entries that make it are committed, or with the code of
   * close-codes.ts that says why not. The caller puts its reader in within the same turn, and calls `release` when it goes.
   */
  readonly open: (actor: Actor, name: string, opened: (document: ReadableDocument | number) => void) => void;
  readonly release: (document: ReadableDocument) => void;
}

export interface ReadingDeps {
  readonly rooms: Rooms;
  /** The documents that are derived from rows: inbox and team. */
  readonly live: (name: DocumentName) => ReadableDocument | null;
}

const NOT_FOUND = CLOSE_CODES.notFound.code;
const FORBIDDEN = CLOSE_CODES.forbidden.code;
const LATER = CLOSE_CODES.overloaded.code;

export function createReading({ rooms, live }: ReadingDeps): Reading {
  const openRooms = new WeakMap<ReadableDocument, Room>();

  function admit(room: Room): ReadableDocument {
    openRooms.set(room, room);
    return room;
  }

  function open(actor: Actor, name: string, opened: (document: ReadableDocument | number) => void): void {
    const address = parseDocumentName(name);
    if (address === null) return opened(NOT_FOUND);
    if (address.kind === 'contact') {
      if (!mayRead(actor, 'contact', address.visitor)) return opened(FORBIDDEN);
      const room = rooms.findOrCreate(name as DocumentName);
      return opened(room === 'damaged' ? LATER : admit(room));
    }
    if (!('conversation' in address)) {
      return opened(mayRead(actor, address.kind, null) ? (live(name as DocumentName) ?? NOT_FOUND) : FORBIDDEN);
    }
    const { kind, conversation: id } = address;
    if (kind === 'desk' && !mayRead(actor, kind, null)) return opened(FORBIDDEN);
    const conversation = rooms.find(conversationDocument(id));
    if (conversation === 'damaged') return opened(LATER);
    const head = conversation?.committed.head ?? null;
    if (conversation === null || head === null) {
      if (conversation === null || conversation.pending.length === 0) return opened(NOT_FOUND);
      // It is being started this very moment; its first entry is on the way to the disk.
      conversation.whenSettled.push(() => open(actor, name, opened));
      return;
    }
    if (kind === 'conversation') {
      if (mayRead(actor, kind, head.visitor)) return opened(admit(conversation));
      rooms.release(conversation);
      return opened(NOT_FOUND);
    }
    rooms.release(conversation);
    const desk = rooms.findOrCreate(name as DocumentName);
    return opened(desk === 'damaged' ? LATER : admit(desk));
  }

  return {
    open,
    release: (document) => {
      const room = openRooms.get(document);
      if (room !== undefined) rooms.release(room);
    },
  };
}

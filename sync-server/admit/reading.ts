import { parseDocumentName, talkDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import { mayRead, mayReadRoom } from '#schema/policy/policy.ts';
import { isRoomHead, type AnyHead } from '#schema/room/room.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { Actor } from '#schema/words.ts';
import type { ReadableDocument } from '../publish/reader.ts';
import type { Room } from '../publish/room.ts';
import type { Rooms } from '../publish/rooms.ts';
import { isStaffAddress, type StaffAddress } from '../staff/staff-address.ts';
import type { StaffDocuments } from '../staff/staff-documents.ts';

type Opened = (document: ReadableDocument | number) => void;

/** Who may open what. */
export interface Reading {
  /**
   * Calls back with the document, at once or when the entries that make it are committed, or with the code of
   * close-codes.ts that says why not. The caller puts its reader in within the same turn, and calls `release` when it goes.
   */
  readonly open: (actor: Actor, name: string, opened: Opened) => void;
  readonly release: (document: ReadableDocument) => void;
}

export interface ReadingDeps {
  readonly rooms: Rooms;
  /** The documents that are derived from rows: inbox and team. */
  readonly live: (name: DocumentName) => ReadableDocument | null;
  /** The rooms that a person is in. */
  readonly roomsOf: (person: OperatorId) => ReadableDocument;
  readonly staff: Pick<StaffDocuments, 'open' | 'release'>;
}

const mayReadTalk = (actor: Actor, head: AnyHead): boolean =>
  isRoomHead(head) ? mayReadRoom(actor, head.members) : mayRead(actor, 'conversation', head.visitor);

const NOT_FOUND = CLOSE_CODES.notFound.code;
const FORBIDDEN = CLOSE_CODES.forbidden.code;
const LATER = CLOSE_CODES.overloaded.code;

export function createReading({ rooms, live, roomsOf, staff }: ReadingDeps): Reading {
  const openRooms = new WeakMap<ReadableDocument, Room>();

  function admit(room: Room): ReadableDocument {
    openRooms.set(room, room);
    return room;
  }

  /** A conversation or room that has begun; `waits`: its first entry is on the way to the disk, and `again` is called then. */
  function findStarted(
    id: ConversationId,
    again: () => void,
  ): { conversation: Room; head: AnyHead } | 'waits' | number {
    const conversation = rooms.find(talkDocument(id));
    if (conversation === 'damaged') return LATER;
    const head = conversation?.committed.head ?? null;
    if (conversation !== null && head !== null) return { conversation, head };
    if (conversation === null) return NOT_FOUND;
    if (conversation.pending.length === 0) {
      rooms.release(conversation);
      return NOT_FOUND;
    }
    conversation.whenSettled.push(again);
    return 'waits';
  }

  function openStaff(actor: Actor, name: DocumentName, address: StaffAddress, opened: Opened): void {
    const ownedBy = 'operator' in address ? address.operator : null;
    // To a visitor they are not there, whatever it asks for.
    if (!mayRead(actor, address.kind, ownedBy)) return opened(actor.kind === 'visitor' ? NOT_FOUND : FORBIDDEN);
    if ('conversation' in address) {
      const found = findStarted(address.conversation, () => openStaff(actor, name, address, opened));
      if (found === 'waits') return;
      if (typeof found === 'number') return opened(found);
      rooms.release(found.conversation);
    }
    staff.open(name, address, (document) => opened(document === 'later' ? LATER : document));
  }

  function open(actor: Actor, name: string, opened: Opened): void {
    const address = parseDocumentName(name);
    if (address === null) return opened(NOT_FOUND);
    if (isStaffAddress(address)) return openStaff(actor, name as DocumentName, address, opened);
    if (address.kind === 'contact') {
      if (!mayRead(actor, 'contact', address.visitor)) return opened(FORBIDDEN);
      const room = rooms.findOrCreate(name as DocumentName);
      return opened(room === 'damaged' ? LATER : admit(room));
    }
    if (address.kind === 'rooms') {
      return opened(mayRead(actor, 'rooms', address.operator) ? roomsOf(address.operator) : FORBIDDEN);
    }
    if (!('conversation' in address)) {
      return opened(mayRead(actor, address.kind, null) ? (live(name as DocumentName) ?? NOT_FOUND) : FORBIDDEN);
    }
    const { kind, conversation: id } = address;
    if (kind === 'desk' && !mayRead(actor, kind, null)) return opened(FORBIDDEN);
    const found = findStarted(id, () => open(actor, name, opened));
    if (found === 'waits') return;
    if (typeof found === 'number') return opened(found);
    const { conversation, head } = found;
    if (kind !== 'desk') {
      if (mayReadTalk(actor, head)) return opened(admit(conversation));
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
      else staff.release(document);
    },
  };
}

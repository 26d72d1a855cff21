import type { DocumentName } from '#schema/docs/document-name.ts';
import { roomsDocument } from '#schema/docs/document-name.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import { isRoomId, type RoomId } from '#schema/room/room-id.ts';
import { summaryFor, type RoomLine } from '#schema/room/room-line.ts';
import { dropRoom, writeRoom } from '#schema/docs/rooms-document.ts';
import type { LiveContent, LiveDocument } from '../publish/live-document.ts';
import type { ReadableDocument } from '../publish/reader.ts';
import type { Timers } from '../timers.ts';

/**
 * The documents `rooms/<person>`: which rooms somebody is in, with the last words and what of them they have not read. One a person,
 * because a document is the grain of permission: who is not in a room hears nothing of it. Made when first asked for.
 */
export interface RoomLists {
  readonly roomChanged: (line: RoomLine) => void;
  readonly cursorChanged: (conversation: ConversationId, participant: string) => void;
  readonly documentOf: (person: OperatorId) => ReadableDocument;
}

export interface RoomListsDeps {
  readonly createDocument: (name: DocumentName) => LiveDocument;
  readonly timers: Timers;
  /** How far a participant has read; 0 when it has not. */
  readonly seenBy: (conversation: ConversationId, participant: string) => number;
}

/** Changes are told together, ms. */
const FLUSH_AFTER = 50;
/** When to try again to read what a line is made of, ms. */
const AGAIN_AFTER = 1_000;

export function createRoomLists({ createDocument, timers, seenBy }: RoomListsDeps): RoomLists {
  const lines = new Map<RoomId, RoomLine>();
  const byPerson = new Map<string, Set<RoomId>>();
  const documents = new Map<string, LiveDocument>();
  /** What is to be told, by person who has asked for their list in this life. */
  const changed = new Map<string, Set<RoomId>>();
  let isScheduled = false;

  function touch(person: string, room: RoomId, after = FLUSH_AFTER): void {
    if (!documents.has(person)) return;
    const rooms = changed.get(person);
    if (rooms === undefined) changed.set(person, new Set([room]));
    else rooms.add(room);
    if (isScheduled) return;
    isScheduled = true;
    timers.after(after, flush);
  }

  function flush(): void {
    isScheduled = false;
    const due = [...changed];
    changed.clear();
    for (const [person, rooms] of due) {
      const document = documents.get(person);
      document?.write((doc) => rooms.forEach((room) => put(doc, person, room)));
      document?.renewIfHeavy(byPerson.get(person)?.size ?? 0, (doc) => fill(doc, person));
    }
  }

  function put(doc: LiveContent, person: string, room: RoomId): void {
    const line = lines.get(room);
    if (line === undefined || byPerson.get(person)?.has(room) !== true) return dropRoom(doc, room);
    try {
      writeRoom(doc, summaryFor(person, line, seenBy(room, person)));
    } catch {
      // How far it was read cannot be read now; it keeps the others from nothing, and is tried again.
      touch(person, room, AGAIN_AFTER);
    }
  }

  const fill = (doc: LiveContent, person: string): void =>
    (byPerson.get(person) ?? new Set<RoomId>()).forEach((room) => put(doc, person, room));

  return {
    roomChanged: (line) => {
      for (const { id } of lines.get(line.id)?.members ?? []) {
        if (line.members.some((member) => member.id === id)) continue;
        byPerson.get(id)?.delete(line.id);
        touch(id, line.id);
      }
      lines.set(line.id, line);
      for (const { id } of line.members) {
        const rooms = byPerson.get(id);
        if (rooms === undefined) byPerson.set(id, new Set([line.id]));
        else rooms.add(line.id);
        touch(id, line.id);
      }
    },
    cursorChanged: (conversation, participant) => {
      if (isRoomId(conversation)) touch(participant, conversation);
    },
    documentOf: (person) => {
      const known = documents.get(person);
      if (known !== undefined) return known.current();
      const document = createDocument(roomsDocument(person));
      documents.set(person, document);
      document.write((doc) => fill(doc, person));
      return document.current();
    },
  };
}

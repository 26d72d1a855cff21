import type * as Y from 'yjs';
import type { RoomId } from '../room/room-id.ts';
import type { RoomSummary } from '../room/room-line.ts';

const ROOT = 'rooms';

/** The rooms that one person is in. */
export function readRooms(doc: Y.Doc): ReadonlyMap<RoomId, RoomSummary> {
  return new Map(doc.getMap<RoomSummary>(ROOT).entries() as Iterable<[RoomId, RoomSummary]>);
}

/** Server only. */
export const writeRoom = (doc: Y.Doc, room: RoomSummary): void => void doc.getMap<RoomSummary>(ROOT).set(room.id, room);

/** Server only. */
export const dropRoom = (doc: Y.Doc, id: RoomId): void => doc.getMap<RoomSummary>(ROOT).delete(id);

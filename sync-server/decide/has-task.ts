import type { DocumentName } from '#schema/docs/document-name.ts';
import type { CommandId } from '#schema/ids.ts';
import type { Rooms } from '../publish/rooms.ts';
import type { EntryStore } from '../store/entry-store.ts';

/** Whether this contact has this task, deleted or not; also one that is decided and not committed yet. */
export function hasTask(
  { rooms, store }: { readonly rooms: Rooms; readonly store: EntryStore },
  contact: DocumentName,
  id: CommandId,
): boolean {
  const room = rooms.find(contact);
  if (room === 'damaged') throw new Error(`${contact} is damaged`);
  if (room === null) return false;
  const entry = room.pending.find((one) => one.id === id) ?? store.findEntry(room.key, id);
  rooms.release(room);
  return entry?.effect.kind === 'task-set';
}

import { isTalkCommand, type EntryCommand, type RoomCommand } from '#schema/commands/command.ts';
import { overlaySummary, type RoomViewer } from '#schema/room/room-overlay.ts';
import type { RoomId } from '#schema/room/room-id.ts';
import type { RoomSummary } from '#schema/room/room-line.ts';
import type { AcceptedCommand, OutboxRow } from '../interface.ts';

/** The commands that concern one room, in their order. */
export const waitingInRoom = (id: RoomId, commands: readonly EntryCommand[]): readonly RoomCommand[] =>
  commands.flatMap((command) => (!isTalkCommand(command) && command.payload.conversation === id ? [command] : []));

/** So long after its acceptance a room that was opened may still be missing in the list, which is derived behind the answer; ms. */
const DERIVED_WITHIN = 5_000;

/**
 * The rooms that a person is in, with what waits on this device laid over them, and what was accepted a moment ago until the list,
 * which the server derives behind the answer, has caught up. The same map when there is nothing to lay over it.
 */
export function overlayRooms(
  rooms: ReadonlyMap<RoomId, RoomSummary>,
  rows: readonly OutboxRow[],
  viewer: RoomViewer,
  accepted: readonly AcceptedCommand[],
): ReadonlyMap<RoomId, RoomSummary> {
  let view: Map<RoomId, RoomSummary> | null = null;
  const lay = (command: EntryCommand, isNews: (summary: RoomSummary | null) => boolean): void => {
    if (isTalkCommand(command)) return;
    const id = command.payload.conversation;
    const before = (view ?? rooms).get(id) ?? null;
    if (!isNews(before)) return;
    const after = overlaySummary(id, before, command, viewer);
    if (after === before) return;
    view ??= new Map(rooms);
    if (after === null) view.delete(id);
    else view.set(id, after);
  };
  for (const { command, seq, at } of accepted) {
    // One that is not there was left since, unless it has just been opened.
    lay(command, (summary) => (summary === null ? at > viewer.now - DERIVED_WITHIN : summary.lastSeq < seq));
  }
  for (const { command, state } of rows) if (state.kind === 'waiting') lay(command, () => true);
  return view ?? rooms;
}

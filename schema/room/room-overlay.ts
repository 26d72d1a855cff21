import type { RoomCommand } from '../commands/command.ts';
import type { Effect, Entry } from '../conversation/entry.ts';
import { newestSeqOf } from '../conversation/newest-seq.ts';
import { normaliseText } from '../text.ts';
import { authorOf, type Actor, type Author } from '../words.ts';
import { decideInRoom, type RoomFacts } from './room-commands.ts';
import { roomLineAfter, withoutPeople, type RoomLine, type RoomSummary } from './room-line.ts';
import type { RoomId } from './room-id.ts';
import { isMember, roomAfter, type RoomTalk } from './room.ts';

/** Whose device it is, its idea of the server's clock (ms), and who is in the workspace. */
export interface RoomViewer {
  readonly actor: Actor;
  readonly now: number;
  readonly colleague: (id: string) => Author | null;
}

/** What may be decided upon as a whole room tells it. */
export const roomFactsOf = (room: RoomTalk | null, colleague: RoomViewer['colleague']): RoomFacts => ({
  room: room?.head ?? null,
  message: (id) => {
    const message = room?.messages.findLast((candidate) => candidate.id === id);
    return message?.kind === 'text' ? { message, edit: room?.edits.get(id) ?? null } : null;
  },
  colleague,
});

/**
 * The room as its author will find it once the waiting commands are accepted, as `overlay` does for a conversation: words show
 * whatever is predicted, anything else that would be refused does nothing, and what the replica has already is passed over.
 */
export function overlayRoom(
  room: RoomTalk | null,
  waiting: readonly RoomCommand[],
  viewer: RoomViewer,
): RoomTalk | null {
  const known = new Set(room?.messages.map(({ id }) => id));
  const by = authorOf(viewer.actor);
  let view = room;
  let newest = newestSeqOf(room);
  for (const command of waiting) {
    if (known.has(command.id)) continue;
    const effect = effectOf(roomFactsOf(view, viewer.colleague), command, viewer) ?? wordsOf(command);
    if (effect === null) continue;
    newest += 1;
    view = roomAfter(view, { seq: newest, at: viewer.now, id: command.id, by, effect });
  }
  return view;
}

/** One line of a person's list with one more command of theirs laid over it; null: it is not in their list. */
export function overlaySummary(
  id: RoomId,
  before: RoomSummary | null,
  command: RoomCommand,
  viewer: RoomViewer,
): RoomSummary | null {
  const known = before && lineOf(before, viewer.actor);
  // A summary has no messages: an edit of the last words is told by the server.
  const facts = { room: known, message: () => null, colleague: viewer.colleague };
  const effect = effectOf(facts, command, viewer) ?? (before === null ? null : wordsOf(command));
  if (effect === null) return before;
  const entry: Entry = {
    seq: (before?.lastSeq ?? 0) + 1,
    at: viewer.now,
    id: command.id,
    by: authorOf(viewer.actor),
    effect,
  };
  const line = roomLineAfter(id, known, entry);
  if (line === null || !isMember(line, viewer.actor.id)) return null;
  const summary = withoutPeople(viewer.actor.id, line);
  // Of a direct room only its first entry names the other one.
  return { ...summary, ...(before?.direct && { name: before.name }), unread: before?.unread ?? [] };
}

/** Of the people of a room that is in one's list one knows oneself: whatever is done to others changes nothing there. */
const lineOf = ({ unread: _unread, ...summary }: RoomSummary, actor: Actor): RoomLine => ({
  ...summary,
  members: [authorOf(actor)],
  said: [],
});

/** What the server would write for this command now, or null: nothing. */
function effectOf(facts: RoomFacts, command: RoomCommand, { actor, now }: RoomViewer): Effect | null {
  const { id, writtenAt } = command;
  const decision = decideInRoom(facts, command, { actor, now, id, writtenAt });
  return decision.kind === 'accept' ? decision.effect : null;
}

function wordsOf(command: RoomCommand): Effect | null {
  if (command.type !== 'room.say') return null;
  const { text } = command.payload;
  const normal = normaliseText(text);
  return { kind: 'said', text: normal.ok ? normal.value : text };
}

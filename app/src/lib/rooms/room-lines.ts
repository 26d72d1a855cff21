import type { CursorOf, LinkState, OutboxRow } from '#client/interface.ts';
import { keepSame } from '#client/overlay/keep-same.ts';
import type { RoomEvent, RoomMessage, RoomTalk } from '#schema/room/room.ts';
import { dayOf } from '../texts/times.ts';
import { changesWaiting, markOf, RUN, type Line, type MarkState } from '../thread/lines.ts';

/** One line of a room, from top to bottom: words and dividers are those of any conversation. */
export type RoomLogLine =
  | Extract<Line, { readonly kind: 'day' | 'new' | 'words' }>
  | {
      readonly kind: 'happened';
      readonly key: string;
      readonly at: number;
      readonly event: RoomEvent;
      readonly mark: MarkState | null;
    };

export interface RoomLinesInput {
  readonly room: RoomTalk;
  /** Commands of this room that wait on this device. */
  readonly waiting: readonly OutboxRow[];
  /** By participant id. */
  readonly cursors: Readonly<Record<string, CursorOf>>;
  readonly me: string;
  readonly link: LinkState;
  /** The device's clock, ms. */
  readonly now: number;
  /** Own seen cursor when the room was opened: what is beyond it is new. Null shows no divider. */
  readonly seenAtOpening: number | null;
  /** The lines as they are drawn now. */
  readonly drawn: readonly RoomLogLine[];
}

/** A newer server may tell of things that this version does not know: they are passed over (LEASE11). */
const KNOWN: readonly string[] = [
  'text',
  'room-opened',
  'room-renamed',
  'room-joined',
  'room-left',
] satisfies readonly RoomMessage['kind'][];

/** The room as lines, each with its mark. One that is drawn already and has not changed is the same object again. */
export function roomLinesOf(input: RoomLinesInput): readonly RoomLogLine[] {
  const { room, me, seenAtOpening } = input;
  const rows = new Map(input.waiting.map((row) => [row.command.id, row]));
  const changes = changesWaiting(input.waiting);
  const lines: RoomLogLine[] = [];
  let day = -1;
  let last: { readonly author: string; readonly at: number } | null = null;
  let isNewShown = seenAtOpening === null;
  for (const message of room.messages) {
    if (!KNOWN.includes(message.kind)) continue;
    const row = rows.get(message.id);
    const at = row?.writtenAt ?? message.at;
    if (dayOf(at) !== day) {
      day = dayOf(at);
      last = null;
      // A reply that waits since before midnight stands below what was said after it: the same day may come twice.
      lines.push({ kind: 'day', key: `day ${message.id}`, at });
    }
    if (message.kind !== 'text') {
      const mark = row === undefined ? null : markOf(row, input);
      lines.push({ kind: 'happened', key: message.id, at, event: message, mark });
      last = null;
      continue;
    }
    const isMine = message.by.id === me;
    if (!isNewShown && !isMine && message.seq > (seenAtOpening ?? 0)) {
      isNewShown = true;
      last = null;
      lines.push({ kind: 'new', key: 'new' });
    }
    const edit = room.edits.get(message.id);
    const pending = row ?? changes.get(message.id);
    const told = isMine ? seenMark(message.seq, input) : null;
    lines.push({
      kind: 'words',
      key: message.id,
      at,
      message,
      text: edit === undefined ? message.text : 'gone' in edit ? null : edit.text,
      isEdited: edit !== undefined,
      file: null,
      answer: null,
      isMine,
      isOurs: isMine,
      mark: pending === undefined ? told : markOf(pending, input),
      isFirst: last === null || last.author !== message.by.id || at - last.at > RUN,
    });
    last = { author: message.by.id, at };
  }
  return keepSame(input.drawn, lines);
}

/** Seen is what everybody else who is in the room has read. */
function seenMark(seq: number, { room, cursors, me }: RoomLinesInput): MarkState {
  const others = room.head.members.filter(({ id }) => id !== me);
  return others.length > 0 && others.every(({ id }) => (cursors[id]?.seen ?? 0) >= seq) ? 'seen' : 'accepted';
}

import type { Entry } from '../conversation/entry.ts';
import type { CommandId } from '../ids.ts';
import type { Author } from '../words.ts';
import type { RoomId } from './room-id.ts';
import { roomHeadAfter, type RoomHead } from './room.ts';

/** What one must know of a room without opening it: a function of its entries. Times in ms. */
export interface RoomLine extends RoomHead {
  readonly id: RoomId;
  readonly lastSeq: number;
  readonly lastAt: number;
  /** The last words, cut to 140 characters; empty when they were taken back, or before there are any. */
  readonly lastText: string;
  readonly lastBy: Author | null;
  /** Whose words `lastText` are, so that an edit of them is seen here. */
  readonly lastMessage: CommandId | null;
  /** Number, id and author of the last words that were said, oldest first: by these is counted what somebody has not read. */
  readonly said: readonly Said[];
}

export type Said = readonly [seq: number, id: CommandId, by: string];

/** More unread words than this are not counted. */
export const MOST_UNREAD = 99;
const PREVIEW_CHARACTERS = 140;

/** In one line, cut at a whole character. */
function previewOf(text: string): string {
  const line = text.slice(0, PREVIEW_CHARACTERS * 4).replaceAll(/\s+/g, ' ');
  return line.length <= PREVIEW_CHARACTERS ? line : [...line].slice(0, PREVIEW_CHARACTERS).join('');
}

/** The line after one more entry; repeating an entry that is in it already changes nothing. Null while there is no room. */
export function roomLineAfter(id: RoomId, line: RoomLine | null, entry: Entry): RoomLine | null {
  if (line !== null && entry.seq <= line.lastSeq) return line;
  const { seq, at, by, effect } = entry;
  const head = roomHeadAfter(line, entry);
  if (head === null) return null;
  const { name, members, direct } = head;
  const next: RoomLine = {
    id,
    name,
    members,
    ...(direct && { direct }),
    lastSeq: seq,
    lastAt: line?.lastAt ?? at,
    lastText: line?.lastText ?? '',
    lastBy: line?.lastBy ?? null,
    lastMessage: line?.lastMessage ?? null,
    said: line?.said ?? [],
  };
  const isLast = 'message' in effect && effect.message === next.lastMessage;
  switch (effect.kind) {
    case 'said': {
      const said = [...next.said, [seq, entry.id, by.id] as const].slice(-MOST_UNREAD - 1);
      return { ...next, lastAt: at, lastText: previewOf(effect.text), lastBy: by, lastMessage: entry.id, said };
    }
    case 'edited':
      return isLast ? { ...next, lastText: previewOf(effect.text) } : next;
    case 'unsent':
      return {
        ...next,
        lastText: isLast ? '' : next.lastText,
        said: next.said.filter(([, message]) => message !== effect.message),
      };
    default:
      return next;
  }
}

/**
 * The room as one of its members finds it in their list. Without its people: the list of each of two hundred would be told all two
 * hundred at each word.
 */
export interface RoomSummary extends Omit<RoomLine, 'said' | 'members'> {
  /** Of a direct room: what the other one was called when they came. */
  readonly name: string;
  /** Numbers of the last words of others that this person had not read when it was written, at most `MOST_UNREAD` + 1. */
  readonly unread: readonly number[];
}

/** `seen`: how far this person has read. */
export function summaryFor(person: string, line: RoomLine, seen: number): RoomSummary {
  const unread = line.said.flatMap(([seq, , by]) => (by !== person && seq > seen ? [seq] : []));
  return { ...withoutPeople(person, line), unread };
}

/** What of it stands in this person's list. */
export function withoutPeople(person: string, line: RoomLine): Omit<RoomSummary, 'unread'> {
  const { said: _said, members, ...rest } = line;
  if (!line.direct) return rest;
  return { ...rest, name: members.find(({ id }) => id !== person)?.name ?? '' };
}

import type { Conversation, Head, Message } from '../conversation/conversation.ts';
import { editOf, headAfter, messageOf } from '../conversation/conversation.ts';
import type { Entry } from '../conversation/entry.ts';
import type { Author } from '../words.ts';
import type { RoomEffect } from './room-effect.ts';

export interface RoomHead {
  /** Empty in a direct room. */
  readonly name: string;
  /** In the order in which they came. */
  readonly members: readonly Author[];
  readonly direct?: true;
}

/** Something that happened in a room: its effect as a line. */
export type RoomEvent = Pick<Message, 'seq' | 'id' | 'at' | 'by'> & RoomEffect;
export type RoomMessage = Extract<Message, { readonly kind: 'text' }> | RoomEvent;

/** A room as its members see it, or one chapter of it. */
export type RoomTalk = Omit<Conversation, 'head' | 'messages'> & {
  readonly head: RoomHead;
  readonly messages: readonly RoomMessage[];
};

/** What a document of entries knows of itself at some entry: of a conversation, or of a room. */
export type AnyHead = Head | RoomHead;

export const isRoomHead = (head: AnyHead): head is RoomHead => 'members' in head;
/** Null where there is none, or it is a room's. */
export const talkHeadOf = (head: AnyHead | null): Head | null => (head === null || isRoomHead(head) ? null : head);
export const roomHeadOf = (head: AnyHead | null): RoomHead | null => (head !== null && isRoomHead(head) ? head : null);

export const isMember = ({ members }: RoomHead, id: string): boolean => members.some((member) => member.id === id);

const EFFECTS: readonly string[] = [
  'room-opened',
  'room-renamed',
  'room-joined',
  'room-left',
] satisfies readonly RoomEffect['kind'][];

const isOfRoom = (effect: Entry['effect']): effect is RoomEffect => EFFECTS.includes(effect.kind);

/** The line that an entry of a room adds; null when it adds none. */
export function roomMessageOf(entry: Entry): RoomMessage | null {
  const { seq, at, id, by, effect } = entry;
  if (isOfRoom(effect)) return { seq, id, at, by, ...effect };
  const message = messageOf(entry);
  return message?.kind === 'text' ? message : null;
}

/** The head after an entry; the same object when the entry leaves it alone. */
export function roomHeadAfter(head: RoomHead | null, { effect }: Entry): RoomHead | null {
  switch (effect.kind) {
    case 'room-opened':
      return { name: effect.name, members: effect.members, ...(effect.direct && { direct: true as const }) };
    case 'room-renamed':
      return head && { ...head, name: effect.name };
    case 'room-joined':
      return head && { ...head, members: [...head.members, ...effect.who] };
    case 'room-left':
      return head && { ...head, members: head.members.filter(({ id }) => id !== effect.who.id) };
    default:
      return head;
  }
}

/** Of whichever kind of document the entry is. */
export function anyHeadAfter(head: AnyHead | null, entry: Entry): AnyHead | null {
  if (head === null ? isOfRoom(entry.effect) : isRoomHead(head)) return roomHeadAfter(roomHeadOf(head), entry);
  return headAfter(talkHeadOf(head), entry);
}

/** The room after one more entry. A device lays waiting commands over its replica with this. */
export function roomAfter(before: RoomTalk | null, entry: Entry): RoomTalk | null {
  const head = roomHeadAfter(before?.head ?? null, entry);
  if (head === null) return null;
  const message = roomMessageOf(entry);
  const edit = editOf(entry);
  const { messages = [], edits = new Map() } = before ?? {};
  return {
    ...before,
    head,
    messages: message === null ? messages : [...messages, message],
    edits: edit === null ? edits : new Map([...edits, [edit.message, edit.edit] as const]),
  };
}

import { isSeenByVisitors, type OperatorStatus } from '#schema/docs/operator-status.ts';
import type { ConversationId } from '#schema/ids.ts';
import { roomDocument } from '#schema/docs/document-name.ts';
import { maySign, maySignInRoom } from '#schema/policy/policy.ts';
import { isRoomId, type RoomId } from '#schema/room/room-id.ts';
import { roomHeadOf } from '#schema/room/room.ts';
import { authorOf, type Actor } from '#schema/words.ts';
import type { Deriver } from '../derive/deriver.ts';
import type { ReadableDocument, Reader } from './reader.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { textFrame } from './websocket-frame.ts';

/** Somebody types, and maybe what: told to who reads the conversation now, kept nowhere (PREVIEW1 to PREVIEW3). */
export type TellTyping = (
  actor: Actor,
  conversation: ConversationId,
  from: Reader,
  document: ReadableDocument,
  /** What stands there unsent; undefined: not told. */
  text?: string,
) => void;

export interface TypingDeps {
  readonly rooms: Pick<Rooms, 'peek'>;
  readonly deriver: Pick<Deriver, 'findConversation'>;
  readonly current: (actor: Actor) => Actor | null;
  readonly statusOf: (person: string) => OperatorStatus;
  readonly showsTyping: () => boolean;
  /** Whoever may not write gives no sign of it either (BLOCK1). */
  readonly isSuspended: (actor: Actor) => boolean;
}

export function createTyping({ rooms, deriver, current, statusOf, showsTyping, isSuspended }: TypingDeps): TellTyping {
  /** Its place among the lines is the one it had here, where they get their numbers: no device's clock or line can move it (TYPE1). */
  const signOf = (actor: Actor, conversation: ConversationId | RoomId, room: Room | null) =>
    ({ t: 'typing', conversation, by: authorOf(current(actor) ?? actor), after: room?.decided.seq }) as const;

  /** Among colleagues only that somebody types, and of nobody is it kept (ROOM10). */
  function tellInRoom(actor: Actor, conversation: RoomId, from: Reader): void {
    const room = rooms.peek(roomDocument(conversation));
    const members = roomHeadOf(room?.committed.head ?? null)?.members ?? null;
    if (room === null || !maySignInRoom(actor, 'give typing', members)) return;
    const frame = textFrame(JSON.stringify(signOf(actor, conversation, room)));
    for (const reader of room.readers)
      if (reader !== from && maySignInRoom(reader.actor, 'hear typing', members)) reader.pushEphemeral(frame);
  }

  return (actor, conversation, from, document, given) => {
    if (isRoomId(conversation)) return tellInRoom(actor, conversation, from);
    const visitor = deriver.findConversation(conversation)?.visitor ?? null;
    if (!maySign(actor, 'give typing', visitor) || isSuspended(actor)) return;
    const mayTell = given !== undefined && showsTyping() && maySign(actor, 'give preview', visitor);
    const text = mayTell ? given.toWellFormed() : undefined;
    // An empty field is no typing; it only ends what was shown of it.
    if (given === '' && text === undefined) return;
    const sign = signOf(actor, conversation, rooms.peek(document.name));
    const plain = given === '' ? null : textFrame(JSON.stringify(sign));
    const forStaff = text === undefined ? plain : textFrame(JSON.stringify({ ...sign, text }));
    const isHidden = actor.kind === 'operator' && !isSeenByVisitors(statusOf(actor.id));
    for (const reader of document.readers) {
      if (reader === from) continue;
      const frame = maySign(reader.actor, 'hear preview', visitor) ? forStaff : isHidden ? null : plain;
      if (frame !== null) reader.pushEphemeral(frame);
    }
  };
}

import * as v from 'valibot';
import { conversationIdSchema, type ConversationId, type OperatorId } from '../ids.ts';

declare const room: unique symbol;

/**
 * A room is a conversation of colleagues, and its id stands wherever a conversation's does: in outbox, cursors and chapters. It says
 * itself what it is: `r_` and a UUIDv7, made on the device of whoever opens it; or `d_` and the ids of two people in their order, so
 * that there is one direct room a pair, also when both begin it without a line at the same time.
 */
export type RoomId = ConversationId & { readonly [room]: true };

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const NAMED = new RegExp(`^r_${ID}$`);
const DIRECT = new RegExp(`^d_(${ID})_(${ID})$`);

/** Of a conversation with a visitor the second letter says that it is none, which costs next to nothing a message. */
export const isRoomId = (id: string): id is RoomId => id[1] === '_' && (NAMED.test(id) || pairOf(id) !== null);

/** The two of a direct room; null for any other id. */
export function pairOf(id: string): readonly [OperatorId, OperatorId] | null {
  const [, one, other] = DIRECT.exec(id) ?? [];
  return one === undefined || other === undefined || one >= other ? null : [one as OperatorId, other as OperatorId];
}

/** Of a room with a name. `uuid`: a UUIDv7. */
export const roomIdOf = (uuid: string): RoomId => `r_${uuid}` as RoomId;

/** The one direct room of two people. */
export const directRoomOf = (one: OperatorId, other: OperatorId): RoomId =>
  (one < other ? `d_${one}_${other}` : `d_${other}_${one}`) as RoomId;

const roomId = () =>
  v.pipe(
    v.string(),
    v.maxLength(80),
    v.check(isRoomId, 'the id of a room is needed'),
    v.transform((text) => text as RoomId),
  );
export const roomIdSchema = /*#__PURE__*/ roomId();

const talkId = () => v.union([conversationIdSchema, roomId()]);
/** Of a conversation with a visitor, or of a room. */
export const talkIdSchema = /*#__PURE__*/ talkId();

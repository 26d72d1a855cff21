import * as v from 'valibot';
import { talkIdSchema } from '../room/room-id.ts';

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * How far a participant's device has got a conversation (`delivered`) and its person has read it (`seen`). No entry: the
 * server keeps the highest of each in one row a participant, so repeating or reordering it changes nothing.
 */
export const cursorAdvance = {
  type: 'cursor.advance',
  payload: /*#__PURE__*/ v.object({ conversation: talkIdSchema, delivered: seq, seen: seq }),
} as const;

export interface Cursor {
  readonly delivered: number;
  readonly seen: number;
}

/** Never goes back, and never past the newest entry. */
export const cursorAfter = (before: Cursor | null, next: Cursor, newest: number): Cursor => {
  const seen = Math.max(before?.seen ?? 0, Math.min(next.seen, newest));
  return { delivered: Math.max(before?.delivered ?? 0, Math.min(next.delivered, newest), seen), seen };
};

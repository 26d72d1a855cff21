import * as v from 'valibot';
import { operatorIdSchema, visitorIdSchema } from '../ids.ts';
import { talkIdSchema } from '../room/room-id.ts';
import { CALL_KINDS } from './call.ts';

/**
 * What the service worker is told of a call, by an open page or by a push: all that a notification needs, so that it can be shown
 * and answered with no page and no network.
 */
export const toldCallSchema = /*#__PURE__*/ v.object({
  t: v.literal('call'),
  /** Whom it calls. */
  person: operatorIdSchema,
  kind: v.picklist(CALL_KINDS),
  key: v.pipe(v.string(), v.maxLength(100)),
  /** When it came, ms. */
  at: v.number(),
  /** Null for a task that belongs to none. */
  conversation: v.nullable(talkIdSchema),
  /** Null where a colleague calls. */
  visitor: v.nullable(visitorIdSchema),
  /** Empty while nobody knows it. */
  name: v.pipe(v.string(), v.maxLength(200)),
  /** The last words, or the task's title; empty where they are hidden. */
  text: v.pipe(v.string(), v.maxLength(400)),
  /** The newest entry of the conversation that whoever told it knew. */
  seq: v.number(),
  language: v.pipe(v.string(), v.maxLength(10)),
});
export type ToldCall = v.InferOutput<typeof toldCallSchema>;

/** A push that only tests the way; `id` comes back from the worker to the page that waits for it. */
const testPushSchema = /*#__PURE__*/ v.object({
  t: v.literal('test'),
  id: v.pipe(v.string(), v.maxLength(60)),
  language: v.pipe(v.string(), v.maxLength(10)),
});

export const pushMessageSchema = /*#__PURE__*/ v.variant('t', [toldCallSchema, testPushSchema]);
export type PushMessage = v.InferOutput<typeof pushMessageSchema>;

import * as v from 'valibot';
import { toldCallSchema, type ToldCall } from '#schema/notify/told-call.ts';

/** What pages and their service worker say to each other about calls. */
export type ToWorker = { readonly type: 'CALLS'; readonly calls: readonly ToldCall[] };

export const toWorkerSchema = /*#__PURE__*/ v.object({
  type: v.literal('CALLS'),
  calls: v.pipe(v.array(toldCallSchema), v.maxLength(20)),
});

export type FromWorker =
  /** Show this place; `writes`: with the keyboard in the composer. */
  | { readonly type: 'OPEN'; readonly to: string; readonly writes: boolean }
  /** A push that tests the way has come in, and was shown or not. */
  | { readonly type: 'TEST'; readonly id: string; readonly isShown: boolean };

export const fromWorkerSchema = /*#__PURE__*/ v.variant('type', [
  v.object({
    type: v.literal('OPEN'),
    to: v.pipe(v.string(), v.regex(/^\/(?!\/)/)),
    writes: v.boolean(),
  }),
  v.object({ type: v.literal('TEST'), id: v.string(), isShown: v.boolean() }),
]);

/** What an address ends with where the keyboard is to go into the composer. */
export const WRITES = '#write';

import * as v from 'valibot';
import { openCallback } from '../conversation/callback.ts';
import { conversationIdSchema, commandIdSchema } from '../ids.ts';
import { isPhone } from '../phone.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** Nobody promises a call further ahead than this, ms. */
const FURTHEST = 62 * 86_400_000;

/**
 * The visitor wants to be called. Asking again changes what was asked; a talk that was closed is opened by it. `request`: the visitor
 * was told that nobody is there.
 */
export const callbackAsk = /*#__PURE__*/ defineCommand({
  type: 'callback.ask',
  payload: v.object({
    conversation: conversationIdSchema,
    phone: v.pipe(v.string(), v.maxLength(200)),
    when: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    request: v.optional(v.literal(true)),
  }),
  decide: ({ head, isCallFree }, { phone, when, request }, { now }) => {
    if (head === null) return NOT_FOUND;
    const number = phone.toWellFormed().normalize('NFC').trim();
    if (number.length > 40 || !isPhone(number)) return reject({ reason: 'invalid', detail: 'phone' });
    if (when !== null && when > now + FURTHEST) return reject({ reason: 'invalid', detail: 'when' });
    // What was promised stays promised, whatever has changed since.
    const isNew = when !== null && when !== openCallback(head)?.when;
    if (isNew && isCallFree?.(when, head.site) === false) return reject({ reason: 'time-taken' });
    const reopens = head.state === 'closed';
    const isRequest = request === true && (reopens || head.assignee === null);
    return accept({
      kind: 'callback-asked',
      phone: number,
      when,
      ...(isRequest && { request: true }),
      ...(reopens && { reopens }),
    });
  },
});

/** The visitor does not want to be called any more. */
export const callbackCancel = /*#__PURE__*/ defineCommand({
  type: 'callback.cancel',
  payload: v.object({ conversation: conversationIdSchema }),
  decide: ({ head }) => {
    if (head === null) return NOT_FOUND;
    return head.callback === undefined || head.callback.done ? NOTHING : accept({ kind: 'callback-cancelled' });
  },
});

/** Somebody of us has called, or has not after all. Of one that was changed meanwhile it says nothing. */
export const callbackDone = /*#__PURE__*/ defineCommand({
  type: 'callback.done',
  payload: v.object({ conversation: conversationIdSchema, callback: commandIdSchema, done: v.boolean() }),
  decide: ({ head }, { callback, done }) => {
    if (head === null) return NOT_FOUND;
    if (head.callback?.id !== callback) return reject({ reason: 'gone' });
    return (head.callback.done !== undefined) === done ? NOTHING : accept({ kind: 'callback-done', done });
  },
});

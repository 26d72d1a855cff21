import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, reject } from './definition.ts';

/** Characters of what a visitor was asked. */
const MOST_WORDS = 1_000;

/** A visitor has agreed that we keep what it writes, or takes that back (CONSENT3). */
export const consentGive = /*#__PURE__*/ defineCommand({
  type: 'consent.give',
  payload: v.object({
    conversation: conversationIdSchema,
    on: v.boolean(),
    /** What was agreed to, as it was shown. */
    words: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(MOST_WORDS),
        v.transform((text) => text.toWellFormed().normalize('NFC')),
      ),
    ),
  }),
  decide: (facts, { on, words }, { actor, writtenAt }) => {
    if (actor.kind !== 'visitor') return reject({ reason: 'forbidden' });
    if (facts.head === null) return NOT_FOUND;
    return accept({ kind: 'consented', on, writtenAt, ...(on && words !== undefined && { words }) });
  },
});

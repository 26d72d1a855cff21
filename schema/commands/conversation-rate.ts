import * as v from 'valibot';
import { SCORES } from '../conversation/rating.ts';
import { conversationIdSchema } from '../ids.ts';
import { RATING_COMMENT_LENGTH } from '../limits.ts';
import { isAtMost } from '../at-most.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** The visitor says what they think of the talk, at any time; the newest word counts. */
export const conversationRate = /*#__PURE__*/ defineCommand({
  type: 'conversation.rate',
  payload: v.object({
    conversation: conversationIdSchema,
    score: v.picklist(SCORES),
    comment: v.optional(v.pipe(v.string(), v.maxLength(8 * 1024))),
  }),
  decide: ({ head }, { score, comment = '' }) => {
    if (head === null) return NOT_FOUND;
    const words = comment.toWellFormed().normalize('NFC').trim();
    if (!isAtMost(words, RATING_COMMENT_LENGTH)) return reject({ reason: 'too-long' });
    const { rating } = head;
    if (rating?.score === score && (rating.comment ?? '') === words) return NOTHING;
    return accept({ kind: 'rated', score, ...(words !== '' && { comment: words }) });
  },
});

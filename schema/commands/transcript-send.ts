import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, reject } from './definition.ts';

/**
 * A visitor asks for a copy of the conversation by mail. It names no address: the copy goes to the one that this visitor itself has given
 * of itself, which is looked up when the letter leaves (docs/decisions/mail.md).
 */
export const transcriptSend = /*#__PURE__*/ defineCommand({
  type: 'transcript.send',
  payload: v.object({ conversation: conversationIdSchema }),
  decide: ({ head, mayHaveTranscript }, _payload, { actor }) => {
    if (head === null) return NOT_FOUND;
    if (mayHaveTranscript?.(head.visitor) === false || actor.kind !== 'visitor')
      return reject({ reason: 'daily-limit' });
    return accept({ kind: 'transcript-asked' });
  },
});

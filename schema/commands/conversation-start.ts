import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { siteIdSchema } from '../site/site-id.ts';
import { pageSchema } from '../words.ts';
import { accept, defineCommand, NOTHING, reject } from './definition.ts';

/** A visitor opens a conversation; the first message follows as a command of its own. */
export const conversationStart = /*#__PURE__*/ defineCommand({
  type: 'conversation.start',
  payload: v.object({
    conversation: conversationIdSchema,
    site: siteIdSchema,
    page: v.optional(pageSchema),
  }),
  decide: (facts, { site, page }, { actor }) => {
    if (actor.kind !== 'visitor') return reject({ reason: 'forbidden' });
    if (facts.head !== null) return facts.head.visitor === actor.id ? NOTHING : reject({ reason: 'conflict' });
    return accept({ kind: 'started', visitor: actor.id, site, ...(page !== undefined && { page }) });
  },
});

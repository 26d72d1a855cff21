import * as v from 'valibot';
import { conversationIdSchema } from '../ids.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING } from './definition.ts';

/** Says what kind of conversation it was: a category of the workspace's list by its id, or none. */
export const conversationCategorise = /*#__PURE__*/ defineCommand({
  type: 'conversation.categorise',
  payload: v.object({
    conversation: conversationIdSchema,
    category: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/, 'an id of a category is needed'))),
  }),
  decide: (facts, { category }) => {
    if (facts.head === null) return NOT_FOUND;
    return facts.desk().category === category ? NOTHING : accept({ kind: 'categorised', category });
  },
});

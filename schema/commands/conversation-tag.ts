import * as v from 'valibot';
import { isAtMost } from '../at-most.ts';
import { DESK_TAGS } from '../limits.ts';
import { conversationIdSchema } from '../ids.ts';
import { LIST_NAME_LENGTH, normaliseName, sameName } from '../workspace-lists.ts';
import { accept, defineCommand, NOT_FOUND, NOTHING, reject } from './definition.ts';

/** Puts a tag on a conversation or takes it off. A tag is its text, in whatever case; it need not be in the workspace's list. */
export const conversationTag = /*#__PURE__*/ defineCommand({
  type: 'conversation.tag',
  payload: v.object({ conversation: conversationIdSchema, tag: v.pipe(v.string(), v.maxLength(400)), on: v.boolean() }),
  decide: (facts, payload) => {
    if (facts.head === null) return NOT_FOUND;
    const tag = normaliseName(payload.tag);
    if (tag === '') return reject({ reason: 'empty' });
    if (!isAtMost(tag, LIST_NAME_LENGTH.tags)) return reject({ reason: 'too-long' });
    const { tags } = facts.desk();
    const known = tags.find((other) => sameName(other, tag));
    if ((known !== undefined) === payload.on) return NOTHING;
    if (payload.on && tags.length >= DESK_TAGS) return reject({ reason: 'too-many' });
    return accept({ kind: 'tagged', tag: known ?? tag, on: payload.on });
  },
});

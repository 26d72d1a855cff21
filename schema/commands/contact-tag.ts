import * as v from 'valibot';
import { isAtMost } from '../at-most.ts';
import { visitorIdSchema } from '../ids.ts';
import { LIST_NAME_LENGTH, normaliseName } from '../workspace-lists.ts';
import { accept, defineCommand, reject } from './definition.ts';

/**
 * Puts a tag on a contact or takes it off. A tag is its text, in whatever case; it need not be in the workspace's list. The card is no
 * fact of a decision: doing it twice is doing it once.
 */
export const contactTag = /*#__PURE__*/ defineCommand({
  type: 'contact.tag',
  payload: v.object({ visitor: visitorIdSchema, tag: v.pipe(v.string(), v.maxLength(400)), on: v.boolean() }),
  decide: (_facts, payload) => {
    const tag = normaliseName(payload.tag);
    if (tag === '') return reject({ reason: 'empty' });
    if (!isAtMost(tag, LIST_NAME_LENGTH.tags)) return reject({ reason: 'too-long' });
    return accept({ kind: 'contact-tagged', tag, on: payload.on });
  },
});

import * as v from 'valibot';
import { commandIdSchema, visitorIdSchema } from '../ids.ts';
import { accept, defineCommand } from './definition.ts';

/**
 * Takes a task or a note away from the card, by the id of the command that added it, or puts it back as it was. What else is done to it
 * meanwhile stays done.
 */
export const contactRemove = /*#__PURE__*/ defineCommand({
  type: 'contact.remove',
  payload: v.object({ visitor: visitorIdSchema, item: commandIdSchema, gone: v.boolean() }),
  decide: (_facts, { item, gone }) => accept({ kind: 'contact-removed', item, gone }),
});

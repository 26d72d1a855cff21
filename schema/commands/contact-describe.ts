import * as v from 'valibot';
import { ATTRIBUTE_LIMITS } from '../conversation/attributes.ts';
import { visitorIdSchema } from '../ids.ts';
import { accept, defineCommand, reject } from './definition.ts';

const text = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most),
    v.transform((given) => given.toWellFormed().normalize('NFC').trim()),
  );

export const attributesSchema = /*#__PURE__*/ v.pipe(
  v.record(
    v.pipe(text(ATTRIBUTE_LIMITS.name), v.minLength(1)),
    v.union([text(ATTRIBUTE_LIMITS.text), v.pipe(v.number(), v.finite()), v.boolean()]),
  ),
  v.check((given) => Object.keys(given).length <= ATTRIBUTE_LIMITS.count, 'too many'),
  v.check((given) => JSON.stringify(given).length <= ATTRIBUTE_LIMITS.all, 'too long together'),
);

/**
 * What the page says of its visitor by names of its own (ATTR1): all of them as they are from now on, so that a card never has more than one
 * command may bring.
 */
export const contactDescribe = /*#__PURE__*/ defineCommand({
  type: 'contact.describe',
  /** `visitor` is absent: visitors tell of themselves, and need not know their own id. */
  payload: v.object({ visitor: v.optional(visitorIdSchema), attributes: attributesSchema }),
  decide: (_facts, { attributes }, { actor }) =>
    actor.kind === 'visitor' ? accept({ kind: 'contact-described', attributes }) : reject({ reason: 'forbidden' }),
});

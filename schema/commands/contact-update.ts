import * as v from 'valibot';
import { atMost } from '../at-most.ts';
import { visitorIdSchema } from '../ids.ts';
import { accept, defineCommand, NOTHING } from './definition.ts';

const field = (limit: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.toWellFormed().normalize('NFC').trim()),
      atMost(limit),
    ),
  );

/** What is known of a visitor: told by itself or its site (`identify`), or put right by an operator. */
export const contactUpdate = /*#__PURE__*/ defineCommand({
  type: 'contact.update',
  /** `visitor` is absent when visitors tell of themselves: they need not know their own id. */
  payload: v.object({
    visitor: v.optional(visitorIdSchema),
    name: field(120),
    email: field(254),
    phone: field(40),
    address: field(300),
  }),
  decide: (_facts, { name, email, phone, address }) => {
    const fields = {
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      ...(address !== undefined && { address }),
    };
    return Object.keys(fields).length === 0 ? NOTHING : accept({ kind: 'contact-updated', fields });
  },
});

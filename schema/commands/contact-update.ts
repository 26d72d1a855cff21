import * as v from 'valibot';
import { atMost } from '../at-most.ts';
import type { ContactFields } from '../conversation/entry.ts';
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
  decide: ({ signedOf }, { name, email, phone, address }, { actor }) => {
    const given = {
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      ...(address !== undefined && { address }),
    };
    // What the site has signed no visitor's own word changes (IDENT3); a colleague's does.
    const signed = actor.kind === 'visitor' ? signedOf?.(actor.id) : undefined;
    const fields = signed === undefined ? given : withoutFieldsOf(signed, given);
    return Object.keys(fields).length === 0 ? NOTHING : accept({ kind: 'contact-updated', fields });
  },
});

const withoutFieldsOf = (signed: ContactFields, given: ContactFields): ContactFields =>
  Object.fromEntries(Object.entries(given).filter(([field]) => !(field in signed)));

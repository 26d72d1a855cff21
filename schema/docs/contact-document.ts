import type * as Y from 'yjs';
import type { ContactFields } from '../conversation/entry.ts';

export const CONTACT_ROOTS = { card: 'card' } as const;

/** What is known of the visitor; a field that is not known is absent. */
export function readContact(doc: Y.Doc): ContactFields {
  const card = doc.getMap<string>(CONTACT_ROOTS.card);
  const fields: { name?: string; email?: string; phone?: string } = {};
  for (const key of ['name', 'email', 'phone'] as const) {
    const value = card.get(key);
    if (value !== undefined) fields[key] = value;
  }
  return fields;
}

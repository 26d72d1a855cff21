import type { ContactCard } from '#schema/conversation/contact-card.ts';
import type { ContactHit } from '#schema/http/history.ts';
import type { ContactText } from '#schema/search/contact-match.ts';
import type { Query } from '#schema/search/query.ts';
import { foldedText } from '#schema/search/words.ts';

/** What of a contact can be looked through, folded once. */
export interface DeviceContact {
  /** In the order in which a hit is told. */
  readonly texts: readonly ContactText<ContactHit>[];
  readonly numbers: readonly ContactText<ContactHit>[];
  /** All of it, with a blank before each word. */
  readonly folded: string;
}

/** `name`: as the lists call the visitor. `card`: null where this device has none. */
export function deviceContactOf(name: string, card: ContactCard | null): DeviceContact {
  const { email = '', phone = '', address = '' } = card?.fields ?? {};
  const notes = card?.notes.filter(({ id }) => !card.gone.has(id)).toReversed() ?? [];
  const attributes = Object.entries({ ...card?.attributes, ...card?.verified?.attributes });
  const own = [
    { field: 'name', text: name },
    { field: 'email', text: email },
    { field: 'phone', text: phone },
    { field: 'address', text: address },
  ] as const satisfies readonly ContactText<ContactHit>[];
  const texts: readonly ContactText<ContactHit>[] = [
    ...own,
    ...attributes.map(([name, value]) => ({ field: 'attribute' as const, text: `${name}: ${value}` })),
    ...notes.map(({ text }) => ({ field: 'note' as const, text })),
    { field: 'details', text: own.map(({ text }) => text).join(' · ') },
  ];
  return {
    texts: texts.filter(({ text }) => text !== ''),
    numbers: phone === '' ? [] : [{ field: 'phone', text: phone }],
    folded: ` ${texts.map(({ text }) => foldedText(text)).join(' ')}`,
  };
}

/** Cheap, and never wrong about what does not fit: most texts get no further. `folded`: with a blank before each word. */
export const mayFit = (folded: string, { terms }: Query): boolean =>
  terms.every(({ words, open }) =>
    words.every((word, index) => folded.includes(` ${open !== null && index === words.length - 1 ? open.stem : word}`)),
  );

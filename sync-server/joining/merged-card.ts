import { withAttributes } from '#schema/conversation/attributes.ts';
import { CONTACT_FIELDS, cardAfter, EMPTY_CARD, type ContactCard } from '#schema/conversation/contact-card.ts';
import type { MergedCard } from '#schema/conversation/known-person.ts';
import { visitKey } from '#schema/conversation/visit.ts';
import { contactDocument } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import { sameName } from '#schema/workspace-lists.ts';
import type { KeptBlock } from '../blocks/block-store.ts';
import type { EntryStore } from '../store/entry-store.ts';

/** The card as all entries of the disk make it. */
export function cardOf(entries: Pick<EntryStore, 'findDocument' | 'entriesAfter'>, visitor: VisitorId): ContactCard {
  const document = entries.findDocument(contactDocument(visitor));
  return document === null ? EMPTY_CARD : entries.entriesAfter(document.key, 0).reduce(cardAfter, EMPTY_CARD);
}

/** What of their card goes into this one: what is known here stays as it is (IDENT5). */
export function mergedInto(
  own: ContactCard,
  theirs: ContactCard,
  blocks: { readonly own: readonly KeptBlock[]; readonly theirs: readonly KeptBlock[] },
): MergedCard {
  const places = new Set(own.visits.map(({ visit }) => visitKey(visit)));
  const isKnown = (field: (typeof CONTACT_FIELDS)[number]): boolean => (own.fields[field] ?? '') !== '';
  return {
    fields: Object.fromEntries(
      CONTACT_FIELDS.flatMap((field) => {
        const value = theirs.fields[field] ?? '';
        return value === '' || isKnown(field) ? [] : [[field, value]];
      }),
    ),
    ...(theirs.attributes && { attributes: withAttributes(own.attributes ?? {}, theirs.attributes) }),
    score: own.score === null ? theirs.score : null,
    tags: theirs.tags.filter((tag) => !own.tags.some((other) => sameName(tag, other))),
    notes: theirs.notes,
    tasks: theirs.tasks.map(({ done: _done, ...task }) => task),
    done: [...theirs.done],
    gone: [...theirs.gone],
    visits: theirs.visits.filter(({ visit }) => !places.has(visitKey(visit))),
    ...blocksOf(blocks.own, blocks.theirs),
  };
}

/** Nobody becomes free by being somebody else: of two blocks of one kind the longer one stays. */
function blocksOf(own: readonly KeptBlock[], theirs: readonly KeptBlock[]): Pick<MergedCard, 'blocked'> {
  const isShorter = ({ block }: KeptBlock): boolean => {
    const same = own.find((other) => other.block.scope === block.scope)?.block;
    if (same === undefined) return false;
    return same.until === null || (block.until !== null && block.until <= same.until);
  };
  const kept = theirs.filter((one) => !isShorter(one));
  if (kept.length === 0) return {};
  return {
    blocked: kept.map(({ block: { scope, until, reason, by, at }, address }) => ({
      ...{ scope, until, by, at },
      ...(reason !== undefined && { reason }),
      ...(address !== null && { address }),
    })),
  };
}

import { CONTACT_FIELDS } from '../conversation/contact-card.ts';
import type { ContactFields } from '../conversation/entry.ts';
import type { Claims, MergedCard, Verified } from '../conversation/known-person.ts';
import type { CommandId, ConversationId, VisitorId } from '../ids.ts';
import { accept, NOT_FOUND, NOTHING, type Decision, type Facts } from './definition.ts';

/**
 * What the server does when a visitor turns out to be somebody known (docs/decisions/identity.md). No door takes these from anybody: they
 * are not among the commands that are parsed.
 */
interface BySystem<Type extends string, Payload> {
  readonly id: CommandId;
  readonly type: Type;
  readonly writtenAt: number;
  readonly payload: Payload;
}

/** The conversation is this visitor's from now on. */
export type MoveConversation = BySystem<
  'conversation.move',
  { readonly conversation: ConversationId; readonly to: VisitorId }
>;
/** `visitor` is `from` too, of whom this is known. */
export type MergeContact = BySystem<
  'contact.merge',
  { readonly visitor: VisitorId; readonly from: VisitorId; readonly card: MergedCard }
>;
/** The site has signed who this is. `before`: what it had signed until now. */
export type VerifyContact = BySystem<
  'contact.verify',
  { readonly visitor: VisitorId; readonly verified: Verified; readonly before: Claims | null }
>;
export type KnownPersonCommand = MoveConversation | MergeContact | VerifyContact;

export function decideKnownPerson({ head }: Pick<Facts, 'head'>, command: KnownPersonCommand): Decision {
  switch (command.type) {
    case 'conversation.move':
      if (head === null) return NOT_FOUND;
      return head.visitor === command.payload.to ? NOTHING : accept({ kind: 'moved', visitor: command.payload.to });
    case 'contact.merge': {
      const { from, card } = command.payload;
      return isBlank(card) ? NOTHING : accept({ kind: 'contact-merged', from, card });
    }
    case 'contact.verify': {
      const { verified, before } = command.payload;
      const changed = changedFields(before ?? {}, verified.fields);
      // Told on each page: only what is new is written, so that what a colleague has put right since stays.
      const isSame = JSON.stringify(before?.attributes) === JSON.stringify(verified.attributes);
      if (before !== null && isSame && Object.keys(changed).length === 0) return NOTHING;
      return accept({ kind: 'contact-verified', verified, fields: changed });
    }
  }
}

const changedFields = (before: ContactFields, now: ContactFields): ContactFields =>
  Object.fromEntries(
    CONTACT_FIELDS.flatMap((field) => {
      const value = now[field];
      return value === undefined || value === before[field] ? [] : [[field, value]];
    }),
  );

const isBlank = ({ fields, attributes, score, tags, notes, tasks, visits, blocked }: MergedCard): boolean =>
  Object.keys(fields).length + tags.length + notes.length + tasks.length + visits.length === 0 &&
  score === null &&
  attributes === undefined &&
  blocked === undefined;

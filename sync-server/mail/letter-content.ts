import { cardAfter, EMPTY_CARD } from '#schema/conversation/contact-card.ts';
import { editOf, messageOf, type Edit, type Message } from '#schema/conversation/conversation.ts';
import type { ContactFields, Entry } from '#schema/conversation/entry.ts';
import { contactDocument, conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId, MessageId, VisitorId } from '#schema/ids.ts';
import type { EntryStore } from '../store/entry-store.ts';

/** Somebody's words as they read now. */
export interface Line {
  readonly seq: number;
  readonly at: number;
  readonly by: 'visitor' | 'operator';
  readonly name: string;
  /** Null: they were taken back. */
  readonly text: string | null;
  readonly isFile: boolean;
}

/** The person a letter is for. */
export interface Reader {
  /**
   * No e-mail address that only came with whom this person was taken for before their site signed who they are (IDENT5): somebody
   * else may have given it, on a computer that many use.
   */
  readonly fields: ContactFields;
  /** Who wrote the address down: the visitor, or somebody of ours; null where there is none. */
  readonly addressBy: Entry['by'] | null;
  /** As the browser named it last. */
  readonly language: string | undefined;
  /** By its IANA name. */
  readonly zone: string | undefined;
}

/** What letters are made of, read from the entries when they are written. Throws when the disk refuses it. */
export interface LetterContent {
  /** What was said after this entry. */
  readonly linesAfter: (conversation: ConversationId, since: number) => readonly Line[];
  readonly reader: (visitor: VisitorId) => Reader;
  /** Addresses of the pages that its visitor wrote from, the last one last. */
  readonly pages: (conversation: ConversationId) => readonly string[];
}

export function createLetterContent(entries: Pick<EntryStore, 'findDocument' | 'entriesAfter'>): LetterContent {
  const entriesOf = (name: string, since: number): readonly Entry[] => {
    const document = entries.findDocument(name);
    return document === null ? [] : entries.entriesAfter(document.key, since);
  };
  return {
    linesAfter: (conversation, since) => {
      const all = entriesOf(conversationDocument(conversation), since);
      const edits = new Map<MessageId, Edit>();
      for (const entry of all) {
        const edit = editOf(entry);
        if (edit !== null) edits.set(edit.message, edit.edit);
      }
      return all.flatMap((entry) => {
        const message = messageOf(entry);
        return message?.kind === 'text' && message.by.kind !== 'system' ? [lineOf(message, edits.get(message.id))] : [];
      });
    },
    pages: (conversation) =>
      entriesOf(conversationDocument(conversation), 0).flatMap(({ by, effect }) =>
        by.kind === 'visitor' && 'page' in effect && effect.page !== undefined ? [effect.page.url] : [],
      ),
    reader: (visitor) => {
      let card = EMPTY_CARD;
      let addressBy: Reader['addressBy'] = null;
      let isTakenOver = false;
      for (const entry of entriesOf(contactDocument(visitor), 0)) {
        const before = card.fields.email;
        card = cardAfter(card, entry);
        const { effect } = entry;
        const isSaid = effect.kind === 'contact-updated' || effect.kind === 'contact-verified';
        if (!(isSaid && effect.fields.email !== undefined) && card.fields.email === before) continue;
        isTakenOver = effect.kind === 'contact-merged';
        addressBy = card.fields.email === undefined || isTakenOver ? null : entry.by;
      }
      const visit = card.visits.at(-1);
      const { email, ...others } = card.fields;
      const fields = isTakenOver || email === undefined ? others : card.fields;
      return { fields, addressBy, language: visit?.language, zone: visit?.zone };
    },
  };
}

function lineOf({ seq, at, by, text, file }: Message & { readonly kind: 'text' }, edit: Edit | undefined): Line {
  const now = edit === undefined ? text : 'gone' in edit ? null : edit.text;
  return {
    seq,
    at,
    by: by.kind === 'visitor' ? 'visitor' : 'operator',
    name: by.name,
    text: now,
    isFile: file !== undefined,
  };
}

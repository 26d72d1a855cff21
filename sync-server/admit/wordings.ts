import { conversationDocument } from '#schema/docs/document-name.ts';
import type { Wording } from '#schema/http/wordings.ts';
import type { ConversationId, MessageId } from '#schema/ids.ts';
import type { EntryStore } from '../store/entry-store.ts';

/** How a message was worded at each time, from the entries, which never change; packed ones included. */
export interface Wordings {
  /** The first as it was sent, the last as it reads now; null: there is no such message. Throws when the disk fails. */
  readonly read: (conversation: ConversationId, message: MessageId) => readonly Wording[] | null;
}

export function createWordings(store: Pick<EntryStore, 'findDocument' | 'findEntry' | 'entriesAfter'>): Wordings {
  return {
    read: (conversation, message) => {
      const document = store.findDocument(conversationDocument(conversation));
      const said = document === null ? null : store.findEntry(document.key, message);
      if (document === null || said === null || said.effect.kind !== 'said') return null;
      const changes = store.entriesAfter(document.key, said.seq).flatMap(({ effect, at }): Wording[] => {
        if (effect.kind === 'edited' && effect.message === message) return [{ at, text: effect.text }];
        return effect.kind === 'unsent' && effect.message === message ? [{ at, text: null }] : [];
      });
      return [{ at: said.at, text: said.effect.text }, ...changes];
    },
  };
}

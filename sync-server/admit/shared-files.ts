import { editOf } from '#schema/conversation/conversation.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { FileInfo } from '#schema/files.ts';
import type { ConversationId, MessageId, VisitorId } from '#schema/ids.ts';
import { mayFile } from '#schema/policy/policy.ts';
import type { Actor } from '#schema/words.ts';
import type { EntryStore } from '../store/entry-store.ts';

/** Who may have the file of which message: whoever may read the conversation, while the file is there for reading. */
export interface SharedFiles {
  /**
   * Null: there is no such file, it is not for this reader (POL2), it was taken back, or it is a visitor's that nobody has said yes
   * to. Throws when the disk fails.
   */
  readonly read: (actor: Actor, conversation: ConversationId, message: MessageId) => FileInfo | null;
  /** Whether this one may put a file into it. */
  readonly mayPut: (actor: Actor, conversation: ConversationId) => boolean;
}

export interface SharedFilesDeps {
  readonly store: Pick<EntryStore, 'findDocument' | 'findEntry' | 'findNewestEdit'>;
  /** Whoever may not write puts no files either (BLOCK1). */
  readonly isSuspended: (actor: Actor) => boolean;
  readonly visitorOf: (conversation: ConversationId) => VisitorId | null;
}

export function createSharedFiles({ store, visitorOf, isSuspended }: SharedFilesDeps): SharedFiles {
  return {
    read: (actor, conversation, message) => {
      const visitor = visitorOf(conversation);
      if (visitor === null || !mayFile(actor, 'get file', visitor)) return null;
      const document = store.findDocument(conversationDocument(conversation));
      const effect = document === null ? null : store.findEntry(document.key, message)?.effect;
      if (document === null || effect?.kind !== 'said' || effect.file === undefined) return null;
      const newest = store.findNewestEdit(document.key, message);
      const edit = newest === null ? null : (editOf(newest)?.edit ?? null);
      if (edit !== null && 'gone' in edit) return null;
      return effect.file.asks && edit?.file !== 'accepted' ? null : effect.file;
    },
    mayPut: (actor, conversation) => {
      const visitor = visitorOf(conversation);
      return visitor !== null && mayFile(actor, 'put file', visitor) && !isSuspended(actor);
    },
  };
}

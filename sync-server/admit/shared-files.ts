import { editOf } from '#schema/conversation/conversation.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { FileInfo } from '#schema/files.ts';
import type { ConversationId, MessageId, VisitorId } from '#schema/ids.ts';
import { answers } from '#schema/conversation/who-answers.ts';
import { mayFile, mayRead } from '#schema/policy/policy.ts';
import type { Actor } from '#schema/words.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
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
  /** Whether this one may see the photo of that person of staff: a visitor only of those who answer, or answered, in its conversation. */
  readonly mayReadPhoto: (actor: Actor, person: string, conversation: ConversationId | null) => boolean;
}

export interface SharedFilesDeps {
  readonly store: Pick<EntryStore, 'findDocument' | 'findEntry' | 'findNewestEdit'>;
  /** Whoever may not write puts no files either (BLOCK1). */
  readonly isSuspended: (actor: Actor) => boolean;
  readonly find: (conversation: ConversationId) => ConversationRow | null;
  /** Whether this person has ever taken part in it, as far as is known. */
  readonly tookPart: (conversation: ConversationId, person: string) => boolean;
}

export function createSharedFiles({ store, find, tookPart, isSuspended }: SharedFilesDeps): SharedFiles {
  const visitorOf = (conversation: ConversationId): VisitorId | null => find(conversation)?.visitor ?? null;
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
    mayReadPhoto: (actor, person, conversation) => {
      if (actor.kind === 'operator') return true;
      const row = conversation === null ? null : find(conversation);
      if (row === null || !mayRead(actor, 'conversation', row.visitor)) return false;
      return answers(row, person) || tookPart(row.id, person);
    },
  };
}

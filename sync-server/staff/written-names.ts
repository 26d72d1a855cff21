import { parseDocumentName, type DocumentAddress, type DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';

/**
 * Which drafts there are, by conversation, so that a message that is sent or a conversation that is closed costs no read when
 * there is none. Closed conversations have none, so it stays as small as what is open.
 */
export interface WrittenNames {
  readonly add: (name: DocumentName) => void;
  readonly remove: (name: DocumentName) => void;
  readonly has: (name: DocumentName) => boolean;
  readonly of: (
    conversation: ConversationId,
  ) => readonly { readonly name: DocumentName; readonly address: DraftAddress }[];
}

type DraftAddress = Extract<DocumentAddress, { readonly kind: 'draft' | 'own-draft' }>;

export function createWrittenNames(known: readonly DocumentName[]): WrittenNames {
  const all = new Set<DocumentName>();
  const byConversation = new Map<ConversationId, Map<DocumentName, DraftAddress>>();

  function add(name: DocumentName): void {
    if (all.has(name)) return;
    const address = parseDocumentName(name);
    if (address?.kind !== 'draft' && address?.kind !== 'own-draft') return;
    all.add(name);
    const names = byConversation.get(address.conversation) ?? new Map<DocumentName, DraftAddress>();
    byConversation.set(address.conversation, names.set(name, address));
  }

  for (const name of known) add(name);

  return {
    add,
    has: (name) => all.has(name),
    remove: (name) => {
      const address = parseDocumentName(name);
      if (!all.delete(name) || address === null || !('conversation' in address)) return;
      const names = byConversation.get(address.conversation);
      names?.delete(name);
      if (names?.size === 0) byConversation.delete(address.conversation);
    },
    of: (conversation) => [...(byConversation.get(conversation) ?? [])].map(([name, address]) => ({ name, address })),
  };
}

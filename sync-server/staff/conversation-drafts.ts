import type { Entry } from '#schema/conversation/entry.ts';
import { draftDocument, type DocumentAddress, type DocumentName } from '#schema/docs/document-name.ts';
import { isBlank } from '#schema/docs/staff-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { normaliseText } from '#schema/text.ts';
import { eraseText, type Life } from './life.ts';
import type { StaffAddress } from './staff-address.ts';
import type { WrittenNames } from './written-names.ts';

/** What becomes of the drafts of a conversation: what was sent is no draft any more, and a closed conversation has none. */
export interface ConversationDrafts {
  /** An entry is committed. Costs no read when there is no draft. */
  readonly entered: (address: DocumentAddress, entry: Entry) => void;
}

export interface ConversationDraftsDeps {
  readonly written: WrittenNames;
  readonly find: (name: DocumentName, address: StaffAddress, found: (life: Life | 'later') => void) => void;
  readonly isRead: (name: DocumentName) => boolean;
  readonly drop: (name: DocumentName, address: StaffAddress) => void;
  readonly appendOwn: (life: Life, update: Uint8Array) => void;
}

export function createConversationDrafts(deps: ConversationDraftsDeps): ConversationDrafts {
  /**
   * Whoever sent it empties the draft itself, and that reaches us as an update; this is for a device that cannot any more,
   * because its page was closed and the service worker sent the message. Only a draft that says just that is emptied.
   */
  function sent(conversation: ConversationId, text: string): void {
    const name = draftDocument(conversation);
    if (!deps.written.has(name)) return;
    deps.find(name, { kind: 'draft', conversation }, (life) => {
      if (life === 'later' || life.isGone) return;
      const words = life.ahead.getText('reply').toJSON();
      const normal = normaliseText(words);
      if (!normal.ok || normal.value !== text) return;
      const update = eraseText(life, 'reply', words.length);
      if (update !== null) deps.appendOwn(life, update);
    });
  }

  function closed(conversation: ConversationId): void {
    for (const { name, address } of deps.written.of(conversation)) {
      if (address.kind === 'draft') deps.drop(name, address);
      else if (!deps.isRead(name)) {
        // A note that is half written may still be finished; one that never was is nothing.
        deps.find(name, address, (life) => {
          if (life !== 'later' && isBlank(life.committed, life.kind)) deps.drop(name, address);
        });
      }
    }
  }

  return {
    entered: (address, { effect, by }) => {
      if (address.kind !== 'conversation') return;
      if (effect.kind === 'said' && by.kind === 'operator' && effect.file === undefined)
        sent(address.conversation, effect.text);
      else if (effect.kind === 'closed') closed(address.conversation);
    },
  };
}

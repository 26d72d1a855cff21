import type { AnyCommand, Giver } from '#schema/commands/any-command.ts';
import { contactDocument, conversationDocument } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { KeepStore } from './keep-store.ts';

/**
 * Whether a command would make again what is gone for good (KEEP4): it waited in an outbox while its conversation or person was
 * deleted. A person who was erased may come back and is a new one then, so a card may be made again: by what the visitor wrote
 * later than that, or by us once there is a conversation again.
 */
export const createIsGone =
  (store: Pick<KeepStore, 'goneAt' | 'conversationsOf'>) =>
  (actor: Giver, command: AnyCommand): boolean => {
    if (command.type === 'conversation.start')
      return store.goneAt(conversationDocument(command.payload.conversation)) !== null;
    if ('conversation' in command.payload) return false;
    const visitor = command.payload.visitor ?? (actor.id as VisitorId);
    const at = store.goneAt(contactDocument(visitor));
    // Nobody wanted it gone, and nothing that is written for it is refused (KEEP9).
    if (at === null || at === 0) return false;
    return actor.kind === 'visitor' ? command.writtenAt <= at : store.conversationsOf(visitor).length === 0;
  };

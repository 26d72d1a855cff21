import { contactDocument, conversationDocument, deskDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { mustPost, newCommand, newConversationId, newVisitor, type Caller } from './people.ts';
import type { ServerProcess } from './server-process.ts';

/** A visitor with a conversation. */
export interface Scene {
  readonly visitor: Caller;
  readonly conversation: ConversationId;
  readonly document: DocumentName;
  readonly desk: DocumentName;
  readonly contact: DocumentName;
}

/** Starts a conversation with one message; An operator takes it, answers, changes the answer and leaves a note. */
export async function playScene(
  server: Pick<ServerProcess, 'origin'>,
  { text = 'hello', visitor = newVisitor(), operator }: { text?: string; visitor?: Caller; operator?: Caller } = {},
): Promise<Scene> {
  const conversation = newConversationId();
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'shop' }));
  await mustPost(server, visitor, newCommand('message.send', { conversation, text, lastSeen: 0 }));
  if (operator !== undefined) {
    await mustPost(server, operator, newCommand('conversation.take', { conversation }));
    const answer = newCommand('message.send', { conversation, text: 'an answer', lastSeen: 2 });
    await mustPost(server, operator, answer);
    await mustPost(
      server,
      operator,
      newCommand('message.edit', { conversation, message: answer.id, text: 'a better answer' }),
    );
    await mustPost(server, operator, newCommand('note.add', { conversation, text: 'a note' }));
  }
  return {
    visitor,
    conversation,
    document: conversationDocument(conversation),
    desk: deskDocument(conversation),
    contact: contactDocument(visitorIdOf(visitor.token)),
  };
}

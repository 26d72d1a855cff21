import * as Y from 'yjs';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readNotes } from '#schema/docs/desk-document.ts';
import { conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Caller } from '../support/people.ts';
import { readWithStockClient } from '../support/read-server.ts';
import type { ServerProcess } from '../support/server-process.ts';

/** What was in a populated database when it was made, as its people read it. */
export interface Fixture {
  /** How many migrations had run. */
  readonly version: number;
  /** Of the installation. */
  readonly secret: string;
  readonly owner: { readonly email: string; readonly password: string };
  readonly operator: { readonly email: string; readonly password: string };
  readonly conversations: readonly FixtureConversation[];
}

export interface FixtureConversation {
  readonly id: ConversationId;
  readonly visitor: Caller;
  /** As `JSON.stringify` gives it: head, messages, edits in the order of their ids. */
  readonly conversation: string;
  readonly notes: string;
}

/** Every conversation, whole, with the eyes of its visitor, and its desk with the owner's. */
export async function readEverything(
  server: Pick<ServerProcess, 'origin'>,
  {
    owner,
    conversations,
  }: {
    readonly owner: Caller;
    readonly conversations: readonly { readonly id: ConversationId; readonly visitor: Caller }[];
  },
): Promise<readonly FixtureConversation[]> {
  const read: FixtureConversation[] = [];
  for (const { id, visitor } of conversations) {
    const talk = docOf(await readWithStockClient(server, visitor, conversationDocument(id)));
    const live = readConversation(talk);
    if (live === null) throw new Error(`conversation ${id} is empty`);
    const parts = [...(await sealedChapters(server, visitor, id, live.previous?.number ?? 0)), live];
    const messages = parts.flatMap((part) => part.messages);
    const edits = parts.flatMap((part) => [...part.edits]).sort(([one], [other]) => (one < other ? -1 : 1));
    const desk = docOf(await readWithStockClient(server, owner, deskDocument(id)));
    read.push({
      id,
      visitor: { token: visitor.token },
      conversation: JSON.stringify({ head: live.head, messages, edits }),
      notes: JSON.stringify(readNotes(desk)),
    });
  }
  return read;
}

async function sealedChapters(
  { origin }: Pick<ServerProcess, 'origin'>,
  { token }: Caller,
  id: ConversationId,
  count: number,
): Promise<readonly Conversation[]> {
  const chapters: Conversation[] = [];
  for (let number = 1; number <= count; number += 1) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${origin}/api/conversations/${id}/chapters/${number}`, { headers });
    const chapter = readConversation(docOf(new Uint8Array(await answer.arrayBuffer())));
    if (chapter === null) throw new Error(`chapter ${number} of ${id} is empty`);
    chapters.push(chapter);
  }
  return chapters;
}

function docOf(bytes: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  return doc;
}

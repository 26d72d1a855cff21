import { DatabaseFile } from '#sync-server/store/database-file.ts';
import * as Y from 'yjs';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readNotes } from '#schema/docs/desk-document.ts';
import {
  conversationDocument,
  deskDocument,
  parseDocumentName,
  type DocumentName,
} from '#schema/docs/document-name.ts';
import { isStaffKind, prepareRoots, STAFF_KINDS } from '#schema/docs/staff-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Caller } from '../support/people.ts';
import { openLine } from '../support/raw-line.ts';
import { readWithStockClient, stockClient } from '../support/read-server.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

/** What was in a populated database when it was made, as its people read it. */
export interface Fixture {
  /** How many migrations had run. */
  readonly version: number;
  /** Of the installation. */
  readonly secret: string;
  readonly owner: { readonly email: string; readonly password: string };
  readonly operator: { readonly email: string; readonly password: string };
  readonly conversations: readonly FixtureConversation[];
  /** What staff were writing; absent where the version had no such documents. */
  readonly drafts?: readonly FixtureDraft[];
  /** Who was erased, with a word that was said; absent where the version could not. */
  readonly erased?: { readonly visitor: Caller; readonly conversation: ConversationId; readonly word: string };
}

export interface FixtureDraft {
  readonly document: DocumentName;
  readonly by: 'owner' | 'operator';
  /** What stands in it, as JSON, by root. */
  readonly content: string;
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

/** A stock client in a document that staff write; it takes none without its epoch. */
export async function openDraft(
  server: Pick<ServerProcess, 'origin'>,
  who: Caller,
  document: DocumentName,
): Promise<ReturnType<typeof stockClient>> {
  const line = await openLine(server, who);
  const opened = await line.open(document);
  line.end();
  if (opened.t !== 'opened') throw new Error(`${document} was refused with ${opened.code}`);
  const client = stockClient(server, who, document, { epoch: opened.epoch });
  await until(`${document} is there`, () => client.provider.synced);
  return client;
}

/** What stands in a document that staff write, as JSON. */
export async function readDraft(
  server: Pick<ServerProcess, 'origin'>,
  who: Caller,
  document: DocumentName,
): Promise<string> {
  const { doc, destroy } = await openDraft(server, who, document);
  const content = contentOf(document, doc);
  destroy();
  return content;
}

export function contentOf(document: DocumentName, doc: Y.Doc): string {
  const kind = parseDocumentName(document)?.kind;
  if (kind === undefined || !isStaffKind(kind)) throw new Error(`${document} is no draft`);
  prepareRoots(doc, kind);
  return JSON.stringify(Object.keys(STAFF_KINDS[kind]).map((root) => [root, doc.share.get(root)?.toJSON() as unknown]));
}

/** How many rows a table of a database file has that nobody has open. */
export function countRows(path: string, table: string): number {
  const database = new DatabaseFile(path, { readonly: true });
  try {
    return (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { readonly n: number }).n;
  } finally {
    database.close();
  }
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

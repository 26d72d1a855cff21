import * as Y from 'yjs';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readNotes, type Note } from '#schema/docs/desk-document.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { ClientEnvironment } from '../environment.ts';
import { createDatabase } from '../storage/database.ts';
import { cacheOf, DOCUMENTS, type CachedDocument } from './cache.ts';

/** A conversation as this device has kept it. */
export interface CachedConversation {
  readonly id: ConversationId;
  readonly conversation: Conversation;
  readonly notes: readonly Note[];
}

/** Documents that are decoded before the page gets its turn: about ten milliseconds. */
const AT_ONCE = 20;

/** All conversations in this device's cache, for a search without a line. Empty when the cache cannot be read. */
export async function readCachedConversations(
  ports: Pick<ClientEnvironment, 'indexedDB' | 'setTimeout' | 'clearTimeout' | 'now'>,
  namespace: string,
): Promise<readonly CachedConversation[]> {
  const database = createDatabase(ports, cacheOf(namespace));
  const read = await database.run('readonly', 'relaxed', (transaction) => {
    const rows = transaction.objectStore(DOCUMENTS).getAll() as IDBRequest<
      (CachedDocument & { readonly name: string })[]
    >;
    return () => rows.result;
  });
  database.close();
  const conversations = new Map<ConversationId, Conversation>();
  const notes = new Map<ConversationId, readonly Note[]>();
  let decoded = 0;
  for (const { name, bytes } of read.ok ? read.value : []) {
    const address = parseDocumentName(name);
    if (address?.kind !== 'conversation' && address?.kind !== 'desk') continue;
    decoded += 1;
    if (decoded % AT_ONCE === 0) await new Promise<void>((resolve) => ports.setTimeout(resolve, 0));
    const doc = docOf(bytes);
    if (doc === null) continue;
    if (address.kind === 'desk') notes.set(address.conversation, readNotes(doc));
    else {
      const conversation = readConversation(doc);
      if (conversation !== null) conversations.set(address.conversation, conversation);
    }
  }
  return [...conversations].map(([id, conversation]) => ({ id, conversation, notes: notes.get(id) ?? [] }));
}

/** Null for damaged bytes: the server has the document. */
function docOf(bytes: Uint8Array): Y.Doc | null {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, bytes);
    return doc;
  } catch {
    return null;
  }
}

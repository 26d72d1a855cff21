import * as Y from 'yjs';
import type { ContactCard } from '#schema/conversation/contact-card.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { joinChapters } from '#schema/conversation/join-chapters.ts';
import { epochFamily } from '#schema/docs/chapter-epoch.ts';
import { readCard } from '#schema/docs/contact-document.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readNotes, type Note } from '#schema/docs/desk-document.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { ClientEnvironment } from '../environment.ts';
import { chapterIn } from '../chapters/chapters.ts';
import { createDatabase, type Database } from '../storage/database.ts';
import { cacheOf, CHAPTERS, DOCUMENTS, type CachedChapter, type CachedDocument } from './cache.ts';

/** A conversation as this device has kept it. */
export interface CachedConversation {
  readonly id: ConversationId;
  readonly conversation: Conversation;
  readonly notes: readonly Note[];
  /** Of its visitor; null: it is not on this device. */
  readonly card: ContactCard | null;
}

const NO_CHAPTERS: ReadonlyMap<number, CachedChapter> = new Map();
/** Documents that are decoded before the page gets its turn: about ten milliseconds. */
const AT_ONCE = 20;

/**
 * All conversations in this device's cache with the earlier chapters that it has, for a search without a line. Empty when the cache
 * cannot be read.
 */
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
  const conversations = new Map<ConversationId, Conversation>();
  const notes = new Map<ConversationId, readonly Note[]>();
  const cards = new Map<VisitorId, ContactCard>();
  let decoded = 0;
  const takeTurns = async (): Promise<void> => {
    decoded += 1;
    if (decoded % AT_ONCE === 0) await new Promise<void>((resolve) => ports.setTimeout(resolve, 0));
  };
  for (const { name, epoch, bytes } of read.ok ? read.value : []) {
    const address = parseDocumentName(name);
    if (address?.kind !== 'conversation' && address?.kind !== 'desk' && address?.kind !== 'contact') continue;
    await takeTurns();
    const doc = docOf(bytes);
    if (doc === null) continue;
    if (address.kind === 'contact') cards.set(address.visitor, readCard(doc));
    else if (address.kind === 'desk') notes.set(address.conversation, readNotes(doc));
    else {
      const live = readConversation(doc);
      if (live === null) continue;
      const kept = live.previous === undefined ? NO_CHAPTERS : await chaptersOf(database, name, epochFamily(epoch));
      conversations.set(address.conversation, await joined(live, kept, takeTurns));
    }
  }
  database.close();
  return [...conversations].map(([id, conversation]) => {
    const card = cards.get(conversation.head.visitor) ?? null;
    return { id, conversation, notes: notes.get(id) ?? [], card };
  });
}

/** The chapters of a conversation that are kept, of this life of its document, by their number. */
async function chaptersOf(
  database: Database,
  name: string,
  family: string,
): Promise<ReadonlyMap<number, CachedChapter>> {
  const read = await database.run('readonly', 'relaxed', (transaction) => {
    const rows = transaction.objectStore(CHAPTERS).index('name').getAll(name) as IDBRequest<CachedChapter[]>;
    return () => rows.result;
  });
  const ours = read.ok ? read.value.filter((row) => row.family === family) : [];
  return new Map(ours.map((row) => [row.number, row]));
}

/** As far back as there is no gap, which is also how far it can be shown. */
async function joined(
  live: Conversation,
  kept: ReadonlyMap<number, CachedChapter>,
  takeTurns: () => Promise<void>,
): Promise<Conversation> {
  const earlier: Conversation[] = [];
  for (let end = live.previous; end !== undefined; end = earlier[0]?.previous) {
    const bytes = kept.get(end.number)?.bytes;
    if (bytes === undefined) break;
    await takeTurns();
    const chapter = chapterIn(bytes, end, readConversation);
    if (chapter === null) break;
    earlier.unshift(chapter);
  }
  return joinChapters(live, earlier);
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

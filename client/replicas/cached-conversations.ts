import * as Y from 'yjs';
import type { ContactCard } from '#schema/conversation/contact-card.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { joinChapters, type Talk } from '#schema/conversation/join-chapters.ts';
import { epochFamily } from '#schema/docs/chapter-epoch.ts';
import { readCard } from '#schema/docs/contact-document.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readNotes, type Note } from '#schema/docs/desk-document.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import { readRoom } from '#schema/docs/room-document.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { RoomId } from '#schema/room/room-id.ts';
import type { RoomTalk } from '#schema/room/room.ts';
import type { ClientEnvironment } from '../environment.ts';
import { chapterIn } from '../chapters/chapters.ts';
import type { ReadTalk } from '../interface.ts';
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

type CachePorts = Pick<ClientEnvironment, 'indexedDB' | 'setTimeout' | 'clearTimeout' | 'now'>;

const NO_CHAPTERS: ReadonlyMap<number, CachedChapter> = new Map();
/** Documents that are decoded before the page gets its turn: about ten milliseconds. */
const AT_ONCE = 20;

/**
 * All conversations in this device's cache with the earlier chapters that it has, for a search without a line. Empty when the cache
 * cannot be read.
 */
export async function readCachedConversations(
  ports: CachePorts,
  namespace: string,
): Promise<readonly CachedConversation[]> {
  const conversations = new Map<ConversationId, Conversation>();
  const notes = new Map<ConversationId, readonly Note[]>();
  const cards = new Map<VisitorId, ContactCard>();
  await readCache(ports, namespace, /^con(versation|tact)\//, async ({ name, doc, whole }) => {
    const address = parseDocumentName(name);
    if (address?.kind === 'contact') cards.set(address.visitor, readCard(doc));
    if (address?.kind === 'desk') notes.set(address.conversation, readNotes(doc));
    if (address?.kind !== 'conversation') return;
    const conversation = await whole(readConversation);
    if (conversation !== null) conversations.set(address.conversation, conversation);
  });
  return [...conversations].map(([id, conversation]) => {
    const card = cards.get(conversation.head.visitor) ?? null;
    return { id, conversation, notes: notes.get(id) ?? [], card };
  });
}

/** The same of rooms of colleagues. Which of them its person is still in, their list says. */
export async function readCachedRooms(ports: CachePorts, namespace: string): Promise<ReadonlyMap<RoomId, RoomTalk>> {
  const rooms = new Map<RoomId, RoomTalk>();
  await readCache(ports, namespace, /^room\//, async ({ name, whole }) => {
    const address = parseDocumentName(name);
    const room = address?.kind === 'room' ? await whole(readRoom) : null;
    if (address?.kind === 'room' && room !== null) rooms.set(address.conversation, room);
  });
  return rooms;
}

interface Kept {
  readonly name: string;
  readonly doc: Y.Doc;
  /** With the earlier chapters that are kept too; null while it is empty. */
  readonly whole: <Some extends Talk>(read: ReadTalk<Some>) => Promise<Some | null>;
}

/** Goes through the documents of these names; those whose bytes are damaged the server has. */
async function readCache(
  ports: CachePorts,
  namespace: string,
  names: RegExp,
  take: (kept: Kept) => Promise<void>,
): Promise<void> {
  const database = createDatabase(ports, cacheOf(namespace));
  const read = await database.run('readonly', 'relaxed', (transaction) => {
    const rows = transaction.objectStore(DOCUMENTS).getAll() as IDBRequest<
      (CachedDocument & { readonly name: string })[]
    >;
    return () => rows.result;
  });
  let decoded = 0;
  const takeTurns = async (): Promise<void> => {
    decoded += 1;
    if (decoded % AT_ONCE === 0) await new Promise<void>((resolve) => ports.setTimeout(resolve, 0));
  };
  for (const { name, epoch, bytes } of read.ok ? read.value : []) {
    if (!names.test(name)) continue;
    await takeTurns();
    const doc = docOf(bytes);
    if (doc === null) continue;
    await take({
      name,
      doc,
      whole: async (readTalk) => {
        const live = readTalk(doc);
        if (live === null) return null;
        const kept = live.previous === undefined ? NO_CHAPTERS : await chaptersOf(database, name, epochFamily(epoch));
        return joined(live, kept, readTalk, takeTurns);
      },
    });
  }
  database.close();
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
async function joined<Some extends Talk>(
  live: Some,
  kept: ReadonlyMap<number, CachedChapter>,
  read: ReadTalk<Some>,
  takeTurns: () => Promise<void>,
): Promise<Some> {
  const earlier: Some[] = [];
  for (let end = live.previous; end !== undefined; end = earlier[0]?.previous) {
    const bytes = kept.get(end.number)?.bytes;
    if (bytes === undefined) break;
    await takeTurns();
    const chapter = chapterIn(bytes, end, read);
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

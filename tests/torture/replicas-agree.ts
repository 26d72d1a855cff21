import * as Y from 'yjs';
import { joinChapters } from '#schema/conversation/join-chapters.ts';
import { conversationAfter, type Conversation } from '#schema/conversation/conversation.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { conversationDocument, INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox } from '#schema/docs/inbox-document.ts';
import { stateFromBytes } from '#schema/docs/server-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { CHAPTER_BYTES, CHAPTER_MESSAGES } from '#schema/limits.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../support/people.ts';
import { isSame, readBytes, readWithStockClient, type StoredEntry } from '../support/read-server.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import type { Person } from './person.ts';

/** A conversation's document from the server, as a whole. */
export type DocumentBytes = ReadonlyMap<ConversationId, Uint8Array>;

export async function readDocuments(
  server: ServerProcess,
  reader: Caller,
  conversations: Iterable<ConversationId>,
  faults: string[],
): Promise<DocumentBytes> {
  const documents = new Map<ConversationId, Uint8Array>();
  for (const id of conversations) {
    const read = (): Promise<Uint8Array> => readBytes(server, reader, conversationDocument(id));
    // Its chapter was sealed while it was asked for: whoever is sent away so opens the next one, as every client does.
    const whole = read().catch((error: unknown) => {
      if (!String(error).includes(`${CLOSE_CODES.staleEpoch.code}`)) throw error;
      return read();
    });
    await whole.then(
      (bytes) => documents.set(id, bytes),
      (error: unknown) => faults.push(`the conversation ${id} cannot be read: ${String(error)}`),
    );
  }
  return documents;
}

/** As the server itself looks at it (DOC7). */
export function isFullChapter(bytes: Uint8Array): boolean {
  const { list, structs } = stateFromBytes(bytes);
  return (list?.length ?? 0) >= CHAPTER_MESSAGES || structs.length >= CHAPTER_BYTES;
}

/** All replicas together have this long to get the last of it, ms: a client may wait up to 30 s before it tries again (SESS2). */
const AGREE_WITHIN = 60_000;

/** What differs between the server's documents, the entries on its disk, a stock client's copy and every open replica. */
export async function compareReplicas(
  server: ServerProcess,
  reader: Caller,
  people: readonly Person[],
  documents: DocumentBytes,
  entries: readonly StoredEntry[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  const deadline = performance.now() + AGREE_WITHIN;
  for (const [id, bytes] of documents) {
    const name = conversationDocument(id);
    const told = await readWhole(server, reader, id, conversationIn(bytes)).catch((error: unknown) => {
      faults.push(`${name}: ${String(error)}`);
      return null;
    });
    const meant = entries
      .filter((entry) => entry.document === name)
      .reduce<Conversation | null>(
        (before, { row: _row, document: _document, ...entry }) => conversationAfter(before, entry),
        null,
      );
    if (!isDeepStrictEqual(told, meant)) faults.push(`${name}: the document is not what its entries say`);
    if (!isSame(await readWithStockClient(server, reader, name), bytes))
      faults.push(`${name}: a stock client has other bytes`);
    for (const person of people) {
      if (!person.watches.has(id)) continue;
      const replica = (): Y.Doc => docOf(person, name);
      const agrees = (): boolean => isSame(Y.encodeStateAsUpdate(replica()), bytes);
      await until(`${person.ledger.name} has all of ${name}`, agrees, deadline - performance.now()).catch(() =>
        faults.push(
          `${person.ledger.name}: its replica of ${name} is another document: ${difference(replica(), bytes)}`,
        ),
      );
      if (replica().store.pendingStructs !== null || replica().store.pendingDs !== null)
        faults.push(`${person.ledger.name}: its replica of ${name} waits for something`);
    }
  }
  return faults;
}

/** The inbox lives for one life of the server; only its content can be compared. */
export async function compareInboxes(people: readonly Person[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const [first] = people;
  if (first === undefined) return faults;
  for (const person of people) {
    await until(`${person.ledger.name} has the inbox`, () =>
      isDeepStrictEqual(readInbox(docOf(person, INBOX_DOCUMENT)), readInbox(docOf(first, INBOX_DOCUMENT))),
    ).catch(() => faults.push(`${person.ledger.name} has another inbox`));
  }
  return faults;
}

function docOf(person: Person, name: Parameters<HoldsReplicas['open']>[0]): Y.Doc {
  const { replicas } = person.tab().client;
  const { doc } = replicas.open(name);
  replicas.release(name);
  return doc;
}
type HoldsReplicas = ReturnType<Person['tab']>['client']['replicas'];

/** The live chapter behind all that were sealed before it. */
async function readWhole(
  { origin }: ServerProcess,
  { token }: Caller,
  id: ConversationId,
  live: Conversation | null,
): Promise<Conversation | null> {
  if (live === null) return null;
  const earlier: Conversation[] = [];
  for (let number = 1; number <= (live.previous?.number ?? 0); number += 1) {
    const answer = await fetch(`${origin}/api/conversations/${id}/chapters/${number}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const chapter = answer.ok ? conversationIn(new Uint8Array(await answer.arrayBuffer())) : null;
    if (chapter === null) throw new Error(`its chapter ${number} cannot be read (${answer.status})`);
    earlier.push(chapter);
  }
  return joinChapters(live, earlier);
}

function conversationIn(bytes: Uint8Array): Conversation | null {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  return readConversation(doc);
}

function difference(replica: Y.Doc, bytes: Uint8Array): string {
  const own = Y.encodeStateAsUpdate(replica);
  const here = readConversation(replica)?.messages.length ?? 0;
  const there = conversationIn(bytes)?.messages.length ?? 0;
  return `${own.length} bytes and ${here} lines against ${bytes.length} and ${there}`;
}

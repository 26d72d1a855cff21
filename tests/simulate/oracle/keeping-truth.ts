import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '#schema/conversation/entry.ts';
import {
  contactDocument,
  conversationDocument,
  deskDocument,
  parseDocumentName,
  type DocumentName,
} from '#schema/docs/document-name.ts';
import { uuidToBytes, type ConversationId, type VisitorId } from '#schema/ids.ts';
import type { KeepOrder } from '#sync-server/commit/keep-orders.ts';
import type { Erasure } from '#sync-server/keep/erasure.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import { createEntryStore } from '#sync-server/store/entry-store.ts';
import type { CursorTruth } from './cursor-truth.ts';
import type { ModelDocument } from './document.ts';
import type { Judge } from './judge.ts';
import type { Truth } from './truth.ts';

/** What years make of documents: packed ones say what they said, and those that are gone are gone. */
export interface KeepingTruth {
  /** The order is on this disk. */
  readonly kept: (order: KeepOrder, disk: Database) => void;
  /** It stands in the ledger: from now on the person may be gone, and after the next start must be. */
  readonly noted: (erasure: Erasure) => void;
  /** Its line was taken back: it will never be carried out (KEEP8). */
  readonly struck: (erasure: Erasure) => void;
  /** A process that starts has carried out what the ledger tells. */
  readonly started: (disk: Database) => void;
  /** What may be gone after a crash, because it was in hand, leaves the truth before the rest is looked at. */
  readonly recovered: (disk: Database, isRestored: boolean) => void;
  readonly copy: () => KeepingCopy;
  readonly goBack: (copy: KeepingCopy) => void;
  readonly isGone: (conversation: string) => boolean;
  /** Also before a backup was put back that knew nothing of it. */
  readonly wasGone: (conversation: string) => boolean;
  /** Words of people who were erased, that nobody else has said. */
  readonly forgottenWords: () => ReadonlySet<string>;
  readonly counts: () => { readonly packed: number; readonly deleted: number; readonly erased: number };
}

interface KeepingCopy {
  readonly gone: ReadonlySet<string>;
  readonly carriedOut: ReadonlySet<string>;
}

/** Rows of a document by its key, in whatever table. */
const TABLES = ['entries', 'packs', 'snapshots', 'chapters'] as const;
/** As actors write (actors/cast.ts): who, and a number that is drawn once. */
const WORDS = /~ +(\S+ \d{6,9}) /g;

export function createKeepingTruth(judge: Judge, truth: Truth, cursors: CursorTruth): KeepingTruth {
  const { documents } = truth;
  const gone = new Set<string>();
  const everGone = new Set<string>();
  /** In the ledger, by visitor and time. */
  const erasures = new Map<string, Erasure>();
  const carriedOut = new Set<string>();
  const forgotten = new Set<string>();
  let packed = 0;
  let deleted = 0;

  /** As it was said: nothing that is packed reads otherwise (KEEP3). */
  function checkSame(disk: Database, document: ModelDocument): void {
    const store = createEntryStore(disk);
    const kept = store.entriesAfter(document.key, 0);
    judge.check(
      isDeepStrictEqual(kept, document.entries),
      'KEEP3',
      () => `${document.name} reads otherwise: ${kept.length} entries of ${document.entries.length}`,
    );
  }

  function checkPacked(conversations: readonly ConversationId[], disk: Database): void {
    const rows = disk.prepare<{ n: number }>('SELECT count(*) AS n FROM packs WHERE document = ?');
    for (const id of conversations)
      for (const name of [conversationDocument(id), deskDocument(id)]) {
        const document = documents.get(name);
        if (document === undefined) continue;
        checkSame(disk, document);
        packed += rows.one(document.key)?.n ?? 0;
      }
  }

  const closedAt = (document: ModelDocument): number | null => {
    const end =
      document.head?.state === 'closed'
        ? document.entries.findLast(({ effect }) => effect.kind === 'closed')
        : undefined;
    return end?.at ?? null;
  };

  const conversationsOf = (visitor: string): readonly ModelDocument[] =>
    [...documents.values()].filter(
      ({ name, head }) => parseDocumentName(name)?.kind === 'conversation' && head?.visitor === visitor,
    );

  /** Nothing of it is on the disk but that its commands were accepted. */
  function remove(name: DocumentName, disk: Database, isErased: boolean): void {
    const document = documents.get(name);
    if (document === undefined) return;
    judge.check(
      disk.prepare('SELECT 1 FROM documents WHERE key = ?').one(document.key) === null,
      'KEEP4',
      () => `${name} should be gone, and is there`,
    );
    for (const table of TABLES)
      judge.check(
        disk.prepare(`SELECT 1 FROM ${table} WHERE document = ?`).one(document.key) === null,
        'KEEP4',
        () => `${name} is gone, and ${table} has rows of it`,
      );
    const decision = disk.prepare('SELECT 1 FROM decisions WHERE command = ?');
    for (const { id } of document.entries)
      judge.check(decision.one(uuidToBytes(id)) !== null, 'CMD1', () => `${id} of ${name} is forgotten as a command`);
    if (isErased) for (const words of document.entries.flatMap(wordsOf)) forgotten.add(words);
    truth.remove(name);
    const address = parseDocumentName(name);
    if (address?.kind !== 'conversation') return;
    gone.add(address.conversation);
    everGone.add(address.conversation);
    cursors.forget(address.conversation);
  }

  function removeConversation(id: ConversationId, disk: Database, isErased: boolean): void {
    remove(deskDocument(id), disk, isErased);
    remove(conversationDocument(id), disk, isErased);
  }

  const keyOf = ({ visitor, at }: Erasure): string => `${visitor} ${at}`;

  const isThere = ({ key }: ModelDocument, disk: Database): boolean =>
    disk.prepare('SELECT 1 FROM documents WHERE key = ?').one(key) !== null;

  /** A card, or a conversation with its notes, that was written to after the erasure. */
  function isWrittenAfter({ at, row }: Erasure, name: string, disk: Database): boolean {
    const address = parseDocumentName(name);
    const also = address?.kind === 'conversation' ? [deskDocument(address.conversation)] : [];
    const those = [name, ...also].flatMap((one) => documents.get(one) ?? []);
    const later = those.flatMap(({ entries }) => entries).filter((entry) => entry.at > at);
    if (later.some(({ id }) => (truth.byCommand.get(id)?.row ?? 0) > row)) return true;
    // Later by a clock that was wrong, or on a copy that counts its rows otherwise: only of packed ones the time alone counts.
    return later.length > 0 && those.some((document) => document.name === name && isThere(document, disk));
  }

  /** `sparesLater`: what was written to after it stays. */
  function carryOut(erasure: Erasure, disk: Database, sparesLater: boolean): void {
    const { visitor, documents: names } = erasure;
    carriedOut.add(keyOf(erasure));
    const isSpared = (name: string): boolean => sparesLater && isWrittenAfter(erasure, name, disk);
    const ids = new Set([...names, ...begunBefore(erasure, disk)]);
    for (const name of ids) {
      const address = parseDocumentName(name);
      if (address?.kind === 'conversation' && !isSpared(name)) removeConversation(address.conversation, disk, true);
    }
    const card = contactDocument(visitor);
    if (!isSpared(card)) remove(card, disk, true);
  }

  /** By both; begun later by a clock that was wrong, it may have been on the lists already, and then it goes too. */
  const begunBefore = ({ visitor, at, row }: Erasure, disk: Database): readonly string[] =>
    conversationsOf(visitor)
      .filter((document) => {
        const [first] = document.entries;
        if (first === undefined || first.at > at) return false;
        return (truth.byCommand.get(first.id)?.row ?? 0) <= row || !isThere(document, disk);
      })
      .map(({ name }) => name);

  function checkDeleted(
    { conversations, visitors, closedBefore, at }: Extract<KeepOrder, { kind: 'delete' }>,
    disk: Database,
  ): void {
    for (const id of conversations) {
      const document = documents.get(conversationDocument(id));
      if (document === undefined || isThere(document, disk)) continue;
      const end = closedAt(document);
      judge.check(
        end !== null && end <= closedBefore,
        'KEEP4',
        () =>
          `${document.name} is deleted, and was ${end === null ? 'open' : `closed at ${end}, after ${closedBefore}`}`,
      );
      removeConversation(id, disk, false);
      deleted += 1;
    }
    for (const visitor of visitors) {
      if (at === 0) checkOwnWords(visitor, disk);
      removeCard(visitor, disk);
    }
  }

  /** Of a card that was let go with no conversation, nothing goes that anybody else has written. */
  function checkOwnWords(visitor: VisitorId, disk: Database): void {
    const card = documents.get(contactDocument(visitor));
    if (card === undefined || isThere(card, disk)) return;
    judge.check(
      card.entries.every(({ by }) => by.kind === 'visitor'),
      'KEEP9',
      () => `the card of ${visitor} is deleted, on which somebody else has written`,
    );
  }

  function removeCard(visitor: VisitorId, disk: Database): void {
    const card = documents.get(contactDocument(visitor));
    if (card === undefined || isThere(card, disk)) return;
    judge.check(
      conversationsOf(visitor).length === 0,
      'KEEP4',
      () => `the card of ${visitor} is deleted, who still has a conversation`,
    );
    remove(contactDocument(visitor), disk, false);
  }

  return {
    kept: (order, disk) => {
      if (order.kind === 'pack') checkPacked(order.conversations, disk);
      else if (order.kind === 'delete') checkDeleted(order, disk);
      else if (order.kind === 'erase') {
        const isNoted = erasures.has(keyOf(order.erasure));
        judge.check(isNoted, 'KEEP5', () => 'somebody was erased before it stood in the ledger');
        carryOut(order.erasure, disk, order.spares === 'later');
      }
    },
    noted: (erasure) => void erasures.set(keyOf(erasure), erasure),
    struck: (erasure) => void erasures.delete(keyOf(erasure)),
    started: (disk) => {
      for (const [key, erasure] of erasures) if (!carriedOut.has(key)) carryOut(erasure, disk, true);
    },
    recovered: (disk, isRestored) => {
      const done = disk.prepare('SELECT 1 FROM erasures WHERE visitor = ? AND at = ?');
      for (const [key, erasure] of erasures)
        if (!carriedOut.has(key) && done.one(erasure.visitor, erasure.at) !== null) carryOut(erasure, disk, isRestored);
      for (const document of [...documents.values()]) {
        if (isThere(document, disk)) continue;
        const address = parseDocumentName(document.name);
        if (address?.kind === 'conversation' && closedAt(document) !== null) {
          removeConversation(address.conversation, disk, false);
          deleted += 1;
        }
      }
      for (const { name } of [...documents.values()]) {
        const address = parseDocumentName(name);
        if (address?.kind === 'contact') removeCard(address.visitor, disk);
      }
      for (const document of documents.values()) if (isPacked(document, disk)) checkSame(disk, document);
    },
    copy: () => ({ gone: new Set(gone), carriedOut: new Set(carriedOut) }),
    goBack: (copy) => {
      gone.clear();
      carriedOut.clear();
      for (const id of copy.gone) gone.add(id);
      for (const key of copy.carriedOut) carriedOut.add(key);
    },
    isGone: (conversation) => gone.has(conversation),
    wasGone: (conversation) => everGone.has(conversation),
    forgottenWords: () => {
      // Somebody else may have said them again.
      const said = new Set([...documents.values()].flatMap(({ entries }) => entries.flatMap(wordsOf)));
      return new Set([...forgotten].filter((words) => !said.has(words)));
    },
    counts: () => ({ packed, deleted, erased: carriedOut.size }),
  };
}

const isPacked = ({ key }: ModelDocument, disk: Database): boolean =>
  disk.prepare('SELECT 1 FROM packs WHERE document = ? LIMIT 1').one(key) !== null;

const wordsOf = ({ effect }: Entry): readonly string[] =>
  [...JSON.stringify(effect).matchAll(WORDS)].map(([, words = '']) => words);

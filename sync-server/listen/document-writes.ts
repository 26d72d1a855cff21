import { CLOSE_CODES, type CloseReason } from '#schema/wire/close-codes.ts';
import type { Actor } from '#schema/words.ts';
import { isWritten, type ReadableDocument, type Reader, type WrittenDocument } from '../publish/reader.ts';

/**
 * Yjs writes that come over one socket. Those into documents that staff write go to the document; all others are dropped and
 * counted, and a client that repeats them is closed (DOC6). A document whose update was refused is closed for this client with
 * a code that makes it begin anew, because what stands behind a refused update would wait for it for ever.
 */
export interface DocumentWrites {
  /** To be called when a document is open: the client is asked for what it has and we have not. */
  readonly opened: (document: ReadableDocument) => void;
  readonly closed: (document: ReadableDocument) => void;
  /** An update, or an answer to our question. */
  readonly take: (document: ReadableDocument, update: Uint8Array, isEmpty: boolean) => void;
}

export interface DocumentWritesDeps {
  readonly actor: Actor;
  readonly reader: Reader;
  readonly now: () => number;
  readonly ask: (document: WrittenDocument, vector: Uint8Array) => void;
  readonly saved: (document: WrittenDocument, writes: number) => void;
  readonly close: (reason: CloseReason) => void;
  readonly countDroppedWrite: () => void;
}

/** Ignored or refused writes after which a socket is closed (DOC6). */
const MOST_REFUSED = 5;
/** Updates at once, and each second: a fast typist in several documents is far below it. */
const BURST = 200;
const PER_SECOND = 50;

export function createDocumentWrites(deps: DocumentWritesDeps): DocumentWrites {
  const { actor, reader } = deps;
  /** Writes since each document was opened on this socket. */
  const counts = new Map<ReadableDocument, { writes: number }>();
  let refused = 0;
  let left = BURST;
  let countedAt = deps.now();

  function maySpeak(): boolean {
    const now = deps.now();
    left = Math.min(BURST, left + ((now - countedAt) / 1000) * PER_SECOND);
    countedAt = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  }

  function refuse(then: () => void): void {
    refused += 1;
    if (refused >= MOST_REFUSED) deps.close('writesRefused');
    else then();
  }

  function dropped(): void {
    deps.countDroppedWrite();
    refuse(() => undefined);
  }

  return {
    opened: (document) => {
      if (!isWritten(document)) return;
      counts.set(document, { writes: 0 });
      if (document.mayWrite(actor)) deps.ask(document, document.vector());
    },
    closed: (document) => void counts.delete(document),
    take: (document, update, isEmpty) => {
      const count = counts.get(document);
      if (count === undefined || !isWritten(document)) return isEmpty ? undefined : dropped();
      if (!maySpeak()) return deps.close('overloaded');
      count.writes += 1;
      const { writes } = count;
      document.write(reader, actor, update, (outcome) => {
        // It was closed on this socket meanwhile, and may have been opened again.
        if (counts.get(document) !== count) return;
        if (outcome === 'saved') deps.saved(document, writes);
        else if (outcome === 'later') reader.closeDocument(document.name, CLOSE_CODES.overloaded.code);
        else if (outcome === 'forbidden') return isEmpty ? undefined : dropped();
        else refuse(() => reader.closeDocument(document.name, CLOSE_CODES.updateRefused.code));
      });
    },
  };
}

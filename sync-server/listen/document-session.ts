import { chapterOfEpoch } from '#schema/docs/chapter-epoch.ts';
import { clockIn } from '#schema/docs/server-document.ts';
import type { Actor } from '#schema/words.ts';
import type { Reading } from '../admit/reading.ts';
import { CLOSE_CODES, type CloseReason } from '#schema/wire/close-codes.ts';
import type { Clock } from '../ports.ts';
import { isWritten, type ReadableDocument, type Reader } from '../publish/reader.ts';
import { syncAnswer, syncFrame } from '../publish/websocket-frame.ts';
import { createDocumentWrites } from './document-writes.ts';
import type { Line } from './line.ts';
import { readSyncMessage } from './sync-message.ts';
import { diffOrNull } from './sync-session.ts';

/** One document on one socket, as a stock y-websocket client speaks it. */
export interface DocumentSession {
  readonly actor: Actor;
  readonly line: Line;
  readonly receive: (data: Buffer, isBinary: boolean) => void;
  readonly catchUp: () => void;
  readonly end: () => void;
}

export interface DocumentSessionDeps {
  readonly reading: Reading;
  readonly countDroppedWrite: () => void;
  readonly clock: Clock;
}

export interface DocumentRequest {
  readonly name: string;
  /** The epoch of the client's replica, if it said one. */
  readonly epoch: string | null;
  readonly frameBytes: number;
}

/** Messages a client may send before its document is open. */
const MOST_EARLY = 16;

export function createDocumentSession(
  actor: Actor,
  line: Line,
  request: DocumentRequest,
  deps: DocumentSessionDeps,
): DocumentSession {
  let document: ReadableDocument | null = null;
  let early: Buffer[] = [];
  let ended = false;

  const reader: Reader = {
    shape: 'bare',
    actor,
    push: line.push,
    pushEphemeral: () => true,
    closeDocument: (_name, code) => line.close(reasonOf(code)),
    missedCursors: () => undefined,
  };

  const writes = createDocumentWrites({
    actor,
    reader,
    now: deps.clock.now,
    ask: (_document, vector) => line.push(syncFrame(null, 0, vector)),
    // A stock client knows no such frame.
    saved: () => undefined,
    close: line.close,
    countDroppedWrite: deps.countDroppedWrite,
  });

  deps.reading.open(actor, request.name, (opened) => {
    if (typeof opened === 'number') return line.close(reasonOf(opened));
    if (ended) return deps.reading.release(opened);
    // A replica of a document that is made anew at each start would be merged with another document's history, and one of a
    // document that takes what the replica has would bring that history along.
    const needsEpoch = request.name === 'inbox/all' || request.name === 'team' || isWritten(opened);
    if (request.epoch === null ? needsEpoch : request.epoch !== opened.epoch) {
      deps.reading.release(opened);
      return line.close('staleEpoch');
    }
    document = opened;
    opened.readers.add(reader);
    writes.opened(opened);
    for (const data of early) receive(data, true);
    early = [];
  });

  function receive(data: Buffer, isBinary: boolean): void {
    if (data.length > request.frameBytes) return line.close('frameTooLarge');
    if (document === null) {
      if (early.push(data) > MOST_EARLY) line.close('badFrame');
      return;
    }
    const message = isBinary ? readSyncMessage(data) : null;
    if (message === null) return line.close('badFrame');
    if (message.kind === 'ask') {
      const { vector } = message;
      // Whoever does not tell its epoch may hold an earlier chapter, and would take this one for more of it (DOC4).
      const isLater = request.epoch === null && chapterOfEpoch(document.epoch) > 1;
      if (isLater && clockIn(vector) > 0) return line.close('staleEpoch');
      line.answer(0, () => {
        if (document?.isBehind?.(vector) === true) {
          line.close('staleEpoch');
          return null;
        }
        const answer = document === null ? null : diffOrNull(document, vector);
        if (answer === null) line.close('badFrame');
        return answer === null ? null : syncAnswer(null, answer);
      });
    } else if (message.kind === 'write') writes.take(document, message.update, message.isEmpty);
  }

  return {
    actor,
    line,
    receive,
    catchUp: () => undefined,
    end: () => {
      ended = true;
      if (document === null) return;
      document.readers.delete(reader);
      deps.reading.release(document);
    },
  };
}

function reasonOf(code: number): CloseReason {
  const names = Object.keys(CLOSE_CODES) as CloseReason[];
  return names.find((name) => CLOSE_CODES[name].code === code) ?? 'overloaded';
}

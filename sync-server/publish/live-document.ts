import * as Y from 'yjs';
import type { DocumentName } from '#schema/docs/document-name.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { publishUpdate, type ReadableDocument } from './reader.ts';

/** What a live document is filled with: its Yjs document, which only `schema/docs` knows how to write. */
export type LiveContent = Y.Doc;

/**
 * A document that is built from rows at the start and lives in memory only: the inbox, the team. Each life has its own epoch
 * and client id, so that no replica mixes two of them (DOC4).
 */
export interface LiveDocument {
  readonly current: () => ReadableDocument;
  /** Writes in one transaction; readers get it as one update. */
  readonly write: (work: (content: LiveContent) => void) => void;
  /**
   * Starts a new life with this content when what was overwritten weighs too much; tells readers to open it again. `fill` writes so
   * many lines, and is called only when by their number it may be so.
   */
  readonly renewIfHeavy: (lines: number, fill: (content: LiveContent) => void) => void;
}

export interface LiveDocumentDeps {
  readonly nextChannel: () => number;
  readonly newEpoch: () => string;
  readonly newClientId: () => number;
}

/** Channels, keys, epochs and client ids that no other document of this process has, nor any life of the data before. */
export function createLives(
  randomBytes: (length: number) => Uint8Array,
  newestKey: number,
): LiveDocumentDeps & { readonly nextKey: () => number } {
  let channel = 0;
  let key = newestKey;
  return {
    nextKey: () => ++key,
    nextChannel: () => ++channel,
    newEpoch: () => Buffer.from(randomBytes(12)).toString('base64url'),
    // 1 is the client that writes documents of entries.
    newClientId: () => 2 + (Buffer.from(randomBytes(4)).readUInt32LE() >>> 1),
  };
}

/** A life ends when it weighs this many times what it would weigh anew, and this many bytes more. */
const HEAVY_FACTOR = 4;
const HEAVY_BYTES = 256 * 1024;

interface Life extends ReadableDocument {
  readonly doc: Y.Doc;
}

const weightOf = ({ doc }: Life): number => Y.encodeStateAsUpdate(doc).length;

export function createLiveDocument(name: DocumentName, deps: LiveDocumentDeps): LiveDocument {
  let weighedAt = HEAVY_BYTES;
  let written = 0;
  /** Bytes of a line in a life that has just begun, as far as that is known. */
  let lineWeight = 0;
  let life = begin(() => undefined);

  function begin(fill: (content: LiveContent) => void): Life {
    const doc = new Y.Doc();
    doc.clientID = deps.newClientId();
    doc.transact(() => fill(doc));
    const started: Life = {
      name,
      doc,
      epoch: deps.newEpoch(),
      channel: deps.nextChannel(),
      readers: new Set(),
      conversation: null,
      diffSince: (vector) => Y.encodeStateAsUpdate(doc, vector),
    };
    doc.on('update', (update: Uint8Array) => {
      written += update.length;
      publishUpdate(started, update);
    });
    return started;
  }

  return {
    current: () => life,
    write: (work) => life.doc.transact(() => work(life.doc)),
    renewIfHeavy: (lines, fill) => {
      // Weighing costs as much as a whole answer to a reader; so it is done only after as many bytes were written.
      if (written < weighedAt) return;
      written = 0;
      const weight = weightOf(life);
      const wait = (lightest: number): void => {
        weighedAt = Math.max(HEAVY_BYTES, HEAVY_FACTOR * lightest + HEAVY_BYTES - weight);
      };
      const expected = lineWeight * lines;
      if (weight <= HEAVY_FACTOR * expected + HEAVY_BYTES) return wait(expected);
      const next = begin(fill);
      const lightest = weightOf(next);
      lineWeight = lightest / Math.max(1, lines);
      if (weight <= HEAVY_FACTOR * lightest + HEAVY_BYTES) {
        next.doc.destroy();
        return wait(lightest);
      }
      weighedAt = HEAVY_BYTES;
      const ended = life;
      life = next;
      for (const reader of [...ended.readers]) reader.closeDocument(name, CLOSE_CODES.staleEpoch.code);
      ended.doc.destroy();
    },
  };
}

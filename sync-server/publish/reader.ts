import type { DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { syncFrame } from './websocket-frame.ts';

/** A socket that reads a document. */
export interface Reader {
  /** `channel`: many documents on one socket, each frame with its channel. `bare`: one document a socket (stock clients). */
  readonly shape: 'channel' | 'bare';
  /** Who reads, as it came in. */
  readonly actor: Actor;
  /** Queues a whole WebSocket frame. What is queued in one turn of the event loop leaves in one write. */
  readonly push: (frame: Buffer) => void;
  /** Something that may be lost, dropped when this reader is slow. False: it was dropped. Stock readers get none. */
  readonly pushEphemeral: (frame: Buffer) => boolean;
  /** The document is no longer to be had under this epoch. */
  readonly closeDocument: (name: DocumentName, code: number) => void;
  /** It was too slow for a frame of cursors; it is told the newest ones when it has caught up. */
  readonly missedCursors: (conversation: ConversationId) => void;
}

/** A document as its readers see it: committed bytes only. */
export interface ReadableDocument {
  readonly name: DocumentName;
  readonly epoch: string;
  /** Never used for another document or epoch of this process. */
  readonly channel: number;
  readonly readers: Set<Reader>;
  /** Whose cursors and typing go to its readers; null for documents that are no conversations. */
  readonly conversation: ConversationId | null;
  /** What a replica with this state vector lacks. Throws when the vector is not one. */
  readonly diffSince: (vector: Uint8Array) => Uint8Array;
  /**
   * Whether a replica with this state vector has what the document has not: it was set back, and the replica is to be discarded.
   * Absent where replicas may write.
   */
  readonly isBehind?: (vector: Uint8Array) => boolean;
}

/** A document that its readers may write, those of them whom the policy allows (sync-server/staff). */
export interface WrittenDocument extends ReadableDocument {
  readonly mayWrite: (actor: Actor) => boolean;
  /** The committed state, to ask a reader for what we lack. */
  readonly vector: () => Uint8Array;
  /** Takes a reader's update; calls back in the order of the updates, after the fsync or the refusal. */
  readonly write: (from: Reader, by: Actor, update: Uint8Array, told: (outcome: WriteOutcome) => void) => void;
}

/** `refused`: the update itself is at fault, and its author must begin anew · `later`: not its fault. */
export type WriteOutcome = 'saved' | 'refused' | 'forbidden' | 'later';

export const isWritten = (document: ReadableDocument): document is WrittenDocument => 'write' in document;

/** Sends an update to every reader but the one who wrote it; each shape of frame is built at most once (PUB2). */
export function publishUpdate(document: ReadableDocument, update: Uint8Array, from: Reader | null = null): void {
  let multiplexed: Buffer | null = null;
  let bare: Buffer | null = null;
  for (const reader of document.readers) {
    if (reader === from) continue;
    if (reader.shape === 'channel') reader.push((multiplexed ??= syncFrame(document.channel, 2, update)));
    else reader.push((bare ??= syncFrame(null, 2, update)));
  }
}

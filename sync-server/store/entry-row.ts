import type { Effect, Entry } from '#schema/conversation/entry.ts';
import { bytesToUuid, type CommandId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import { bytesChecksum, DamagedRowError, entryChecksum } from './checksum.ts';

/** The columns of truth, as they are read. */
export interface EntryRow {
  readonly document: number;
  readonly seq: number;
  readonly at: number;
  readonly command: Uint8Array;
  readonly fingerprint: number;
  readonly author: string;
  readonly effect: string;
  readonly target: Uint8Array | null;
  readonly checksum: number | null;
}

export const ENTRY_COLUMNS = 'document, seq, at, command, fingerprint, author, effect, target, checksum';

/** Whether a row is what was written; one without a checksum is believed. */
export const isSound = (row: EntryRow): boolean =>
  row.checksum === null ||
  row.checksum ===
    entryChecksum(row.document, row.seq, row.at, row.command, row.fingerprint, row.author, row.effect, row.target);

/** Throws a `DamagedRowError`. */
export function entryOf(row: EntryRow): Entry {
  if (!isSound(row)) throw new DamagedRowError(`entry ${row.seq} of document ${row.document} is damaged`);
  return {
    seq: row.seq,
    at: row.at,
    id: bytesToUuid(row.command) as CommandId,
    by: JSON.parse(row.author) as Author,
    effect: JSON.parse(row.effect) as Effect,
  };
}

export interface SnapshotRead {
  readonly document: number;
  readonly seq: number;
  readonly head: string | null;
  readonly bytes: Uint8Array;
  readonly checksum: number | null;
}

export const isSoundSnapshot = ({ checksum, bytes, document, seq, head }: SnapshotRead): boolean =>
  checksum === null || checksum === bytesChecksum(bytes, document, seq, head);

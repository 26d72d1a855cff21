import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { AnyHead } from '#schema/room/room.ts';
import type { ChapterEnd } from '#schema/docs/chapter.ts';
import type { ChapterRow } from '../commit/writer.ts';
import { bytesChecksum, DamagedRowError } from './checksum.ts';
import type { Connection } from './database.ts';

/** A sealed chapter as its row tells it. */
export interface StoredChapter {
  readonly end: ChapterEnd;
  readonly firstSeq: number;
  /** The update that makes its document; null when the row's bytes are not what was written. */
  readonly bytes: Uint8Array | null;
  /** The same in the form of zlib, as the row has them. */
  readonly deflated: Uint8Array;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly digest: string;
}

/**
 * Reads of the table `chapters`, from committed rows. Both throw when the disk fails, and a `DamagedRowError` when a row does not
 * tell truly where its chapter ends.
 */
export interface ChapterStore {
  /** How the newest sealed chapter of a document ended; null while it has only one. */
  readonly newest: (document: number) => ChapterEnd | null;
  readonly find: (document: number, number: number) => StoredChapter | null;
}

interface EndRow {
  readonly document: number;
  readonly number: number;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly head: string;
  readonly clock: number;
  readonly digest: Uint8Array;
  readonly checksum: number;
}

const END = 'document, number, first_seq, last_seq, head, clock, digest, checksum';

const checksumOf = ({ document, number, first_seq, last_seq, head, clock, digest }: Omit<EndRow, 'checksum'>): number =>
  bytesChecksum(digest, document, number, first_seq, last_seq, head, clock);

const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

function endOf(row: EndRow): ChapterEnd {
  if (checksumOf(row) !== row.checksum)
    throw new DamagedRowError(`chapter ${row.number} of document ${row.document} is damaged`);
  return { number: row.number, lastSeq: row.last_seq, clock: row.clock, head: JSON.parse(row.head) as AnyHead };
}

function whole(deflated: Uint8Array, digest: Uint8Array): Uint8Array | null {
  try {
    const bytes = inflateSync(deflated);
    return digestOf(bytes).equals(digest) ? bytes : null;
  } catch {
    return null; // not even deflated bytes
  }
}

export type ChapterRead = EndRow & { readonly bytes: Uint8Array };
export const CHAPTER_COLUMNS = `${END}, bytes`;

/** For those who look at every row on purpose. */
export const isSoundChapter = (row: ChapterRead): boolean =>
  checksumOf(row) === row.checksum && whole(row.bytes, row.digest) !== null;

export function createChapterStore(connection: Connection): ChapterStore {
  const newest = connection.prepare<EndRow>(
    `SELECT ${END} FROM chapters WHERE document = ? ORDER BY number DESC LIMIT 1`,
  );
  const one = connection.prepare<ChapterRead>(
    `SELECT ${CHAPTER_COLUMNS} FROM chapters WHERE document = ? AND number = ?`,
  );
  return {
    newest: (document) => {
      const row = newest.one(document);
      return row === null ? null : endOf(row);
    },
    find: (document, number) => {
      const row = one.one(document, number);
      if (row === null) return null;
      const digest = Buffer.from(row.digest);
      return {
        deflated: row.bytes,
        end: endOf(row),
        firstSeq: row.first_seq,
        bytes: whole(row.bytes, digest),
        digest: digest.toString('hex'),
      };
    },
  };
}

/** Writes a sealed chapter; throws when there is one with its number. Its snapshots are needed no more: the row has the bytes. */
export function prepareChapterWrites(connection: Connection): (row: ChapterRow) => void {
  const insert = connection.prepare(`INSERT INTO chapters (${END}, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const deleteSnapshots = connection.prepare('DELETE FROM snapshots WHERE document = ?');
  return ({ document, number, firstSeq, lastSeq, head, clock, bytes }) => {
    const digest = digestOf(bytes);
    const checksum = checksumOf({ document, number, first_seq: firstSeq, last_seq: lastSeq, head, clock, digest });
    insert.run(document, number, firstSeq, lastSeq, head, clock, digest, checksum, deflateSync(bytes));
    deleteSnapshots.run(document);
  };
}

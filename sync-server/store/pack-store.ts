import { editOf } from '#schema/conversation/conversation.ts';
import type { Effect, Entry } from '#schema/conversation/entry.ts';
import { bytesToUuid, type CommandId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import { bytesChecksum, DamagedRowError } from './checksum.ts';
import type { Connection } from './database.ts';
import { unpackEntries, type PackedEntry } from './pack.ts';

export interface PackRow {
  readonly document: number;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly bytes: Uint8Array;
  readonly checksum: number;
}

export const PACK_COLUMNS = 'document, first_seq, last_seq, bytes, checksum';

export const packChecksum = ({ document, first_seq, last_seq, bytes }: Omit<PackRow, 'checksum'>): number =>
  bytesChecksum(bytes, document, first_seq, last_seq);

/** The entries of a pack as rows had them. Throws a `DamagedRowError`. */
export function readPack(row: PackRow): readonly PackedEntry[] {
  const { document, first_seq: first, last_seq: last, checksum } = row;
  if (checksum !== packChecksum(row)) throw new DamagedRowError(`pack ${first} of document ${document} is damaged`);
  const entries = unpackEntries(row.bytes);
  if (entries[0]?.seq !== first || entries.at(-1)?.seq !== last)
    throw new DamagedRowError(`pack ${first} of document ${document} holds other entries`);
  return entries;
}

const entryOf = ({ seq, at, command, author, effect }: PackedEntry): Entry => ({
  seq,
  at,
  id: bytesToUuid(command) as CommandId,
  by: JSON.parse(author) as Author,
  effect: JSON.parse(effect) as Effect,
});

/** Reads of packs, each at once and whole; throw a `DamagedRowError` when one is not what was written. */
export interface PackStore {
  readonly lastSeq: (document: number) => number;
  readonly entriesAfter: (document: number, seq: number) => readonly Entry[];
  readonly entryAt: (document: number, seq: number) => Entry | null;
  readonly newestEdit: (document: number, message: CommandId) => Entry | null;
}

export function createPackStore(connection: Connection): PackStore {
  const last = connection.prepare<{ last: number | null }>(
    'SELECT max(last_seq) AS last FROM packs WHERE document = ?',
  );
  const after = connection.prepare<PackRow>(
    `SELECT ${PACK_COLUMNS} FROM packs WHERE document = ? AND last_seq > ? ORDER BY first_seq`,
  );
  const holding = connection.prepare<PackRow>(
    `SELECT ${PACK_COLUMNS} FROM packs WHERE document = ? AND first_seq <= ? ORDER BY first_seq DESC LIMIT 1`,
  );
  return {
    lastSeq: (document) => last.one(document)?.last ?? 0,
    entriesAfter: (document, seq) =>
      after.all(document, seq).flatMap((row) =>
        readPack(row)
          .filter((entry) => entry.seq > seq)
          .map(entryOf),
      ),
    entryAt: (document, seq) => {
      const row = holding.one(document, seq);
      const found = row === null ? undefined : readPack(row).find((entry) => entry.seq === seq);
      return found === undefined ? null : entryOf(found);
    },
    newestEdit: (document, message) =>
      after
        .all(document, 0)
        .flatMap((row) =>
          readPack(row)
            .filter(({ effect }) => effect.includes(message))
            .map(entryOf),
        )
        .findLast((entry) => editOf(entry)?.message === message) ?? null,
  };
}

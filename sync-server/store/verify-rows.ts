import { CHAPTER_COLUMNS, isSoundChapter, type ChapterRead } from './chapter-store.ts';
import { DamagedRowError } from './checksum.ts';
import type { Connection } from './database.ts';
import { ENTRY_COLUMNS, isSound, isSoundSnapshot, type EntryRow, type SnapshotRead } from './entry-row.ts';
import { PACK_COLUMNS, readPack, type PackRow } from './pack-store.ts';

/** A row that is not what was written, or that is missing. */
export interface Finding {
  /** The document's name; its number where there is no such document. */
  readonly document: string;
  readonly part: 'entries' | 'snapshot' | 'chapter';
  /** Which row and what is wrong with it; never a word of its content. */
  readonly detail: string;
}

export interface Verification {
  /** Rows looked at so far. */
  readonly rows: number;
  /** Of those, how many have no checksum, because they are older than checksums. */
  readonly unknown: number;
  readonly findings: readonly Finding[];
}

const ROWS_AT_ONCE = 1_000;
const DOCUMENTS_AT_ONCE = 500;
const PACKS_AT_ONCE = 50;

/**
 * Walks all rows of truth in small steps and looks at each (KEEP1): checksums of entries, packs, chapters and snapshots, and that no document lacks an
 * entry. Gives what it knows after each step, so that whoever asks can rest in between; the last one is the whole. Damaged
 * snapshots cost nothing (KEEP2); a document with damaged or missing entries is refused, and so is a damaged chapter. Throws when the disk fails.
 */
export function* verifyRows(connection: Connection): Generator<Verification, Verification> {
  const findings: Finding[] = [];
  let rows = 0;
  let unknown = 0;
  const nameOf = connection.prepare<{ name: string }>('SELECT name FROM documents WHERE key = ?');
  const found = (document: number, part: Finding['part'], detail: string): void => {
    findings.push({ document: nameOf.one(document)?.name ?? `number ${document}`, part, detail });
  };
  const known = (): Verification => ({ rows, unknown, findings: [...findings] });

  const entries = connection.prepare<EntryRow & { readonly id: number }>(
    `SELECT id, ${ENTRY_COLUMNS} FROM entries WHERE id > ? ORDER BY id LIMIT ?`,
  );
  for (let after = 0; ;) {
    const step = entries.all(after, ROWS_AT_ONCE);
    for (const row of step) {
      if (row.checksum === null) unknown += 1;
      if (!isSound(row)) found(row.document, 'entries', `entry ${row.seq} is damaged`);
    }
    rows += step.length;
    after = step.at(-1)?.id ?? after;
    yield known();
    if (step.length < ROWS_AT_ONCE) break;
  }

  const snapshots = connection.prepare<SnapshotRead>(
    `SELECT document, seq, head, bytes, checksum FROM snapshots WHERE (document, seq) > (?, ?) ORDER BY document, seq LIMIT ?`,
  );
  for (let last = { document: -1, seq: -1 }; ;) {
    const step = snapshots.all(last.document, last.seq, DOCUMENTS_AT_ONCE);
    for (const row of step) {
      if (row.checksum === null) unknown += 1;
      if (!isSoundSnapshot(row)) found(row.document, 'snapshot', `snapshot ${row.seq} is damaged`);
    }
    rows += step.length;
    last = step.at(-1) ?? last;
    yield known();
    if (step.length < DOCUMENTS_AT_ONCE) break;
  }

  const chapters = connection.prepare<ChapterRead>(
    `SELECT ${CHAPTER_COLUMNS} FROM chapters WHERE (document, number) > (?, ?) ORDER BY document, number LIMIT ?`,
  );
  for (let last = { document: -1, number: -1 }; ;) {
    const step = chapters.all(last.document, last.number, PACKS_AT_ONCE);
    for (const row of step) {
      if (!isSoundChapter(row)) found(row.document, 'chapter', `chapter ${row.number} is damaged`);
    }
    rows += step.length;
    last = step.at(-1) ?? last;
    yield known();
    if (step.length < PACKS_AT_ONCE) break;
  }

  const packs = connection.prepare<PackRow>(
    `SELECT ${PACK_COLUMNS} FROM packs WHERE (document, first_seq) > (?, ?) ORDER BY document, first_seq LIMIT ?`,
  );
  const decided = connection.prepare<{ seq: number }>('SELECT seq FROM decisions WHERE command = ?');
  for (let last = { document: -1, first_seq: -1 }; ;) {
    const step = packs.all(last.document, last.first_seq, PACKS_AT_ONCE);
    for (const row of step) {
      try {
        const undecided = readPack(row).filter(({ command, seq }) => decided.one(command)?.seq !== seq).length;
        if (undecided > 0) found(row.document, 'entries', `${undecided} answers to packed commands are missing`);
      } catch (error) {
        if (!(error instanceof DamagedRowError)) throw error;
        found(row.document, 'entries', `pack ${row.first_seq} is damaged`);
      }
    }
    rows += step.length;
    last = step.at(-1) ?? last;
    yield known();
    if (step.length < PACKS_AT_ONCE) break;
  }

  const places = connection.prepare<{ document: number; count: number; first: number; last: number }>(
    `SELECT document, sum(count) AS count, min(first) AS first, max(last) AS last FROM (
       SELECT document, count(*) AS count, min(seq) AS first, max(seq) AS last FROM entries
       WHERE document > ?1 AND document <= ?2 GROUP BY document
       UNION ALL SELECT document, last_seq - first_seq + 1, first_seq, last_seq FROM packs
       WHERE document > ?1 AND document <= ?2
     ) GROUP BY document`,
  );
  const newest = connection.prepare<{ key: number | null }>('SELECT max(key) AS key FROM documents').one()?.key ?? 0;
  for (let after = 0; after < newest; after += DOCUMENTS_AT_ONCE) {
    for (const { document, count, first, last } of places.all(after, after + DOCUMENTS_AT_ONCE)) {
      if (first !== 1 || count !== last) found(document, 'entries', `${last - count} of ${last} entries are missing`);
    }
    yield known();
  }
  return known();
}

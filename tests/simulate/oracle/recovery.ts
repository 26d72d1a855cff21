import { isDeepStrictEqual } from 'node:util';
import type { CommandId } from '#schema/ids.ts';
import type { CursorRow } from '#sync-server/commit/writer.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import { createEntryStore } from '#sync-server/store/entry-store.ts';
import type { CursorTruth } from './cursor-truth.ts';
import type { GrowingDocument } from './document.ts';
import type { Judge } from './judge.ts';
import type { Truth } from './truth.ts';

interface StoredChapter {
  readonly document: number;
  readonly number: number;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly head: string;
  readonly clock: number;
}

/** What a new process finds on the disk: all that was there, and at most what was in hand when the one before ended. */
export function checkRecovered(judge: Judge, truth: Truth, cursors: CursorTruth, disk: Database): void {
  const { documents, byKey, byCommand, unchanged, addDocument, addEntry, addChapter } = truth;
  const store = createEntryStore(disk);
  const rows = store.logAfter(0, 1_000_000);
  const names = disk.prepare<{ key: number; name: string; epoch: string }>('SELECT key, name, epoch FROM documents');
  for (const { key, name, epoch } of names.all()) {
    const known = documents.get(name);
    if (known === undefined) addDocument(key, name, epoch);
    else
      judge.check(
        known.key === key && known.epoch === epoch,
        'COMMIT4',
        () => `${name} has another key or epoch after a crash`,
      );
  }
  const inRows = new Map<string, number>();
  for (const { row, document, entry } of rows) {
    inRows.set(document, (inRows.get(document) ?? 0) + 1);
    const before = entry === null ? undefined : byCommand.get(entry.id);
    if (entry === null) {
      judge.fail('KEEP1', `row ${row} of ${document} is damaged after a crash`);
      continue;
    }
    if (before === undefined) {
      // It was in hand: on the disk, though nobody had heard of it.
      addEntry(documents.get(document) as GrowingDocument, row, entry);
      continue;
    }
    judge.check(
      before.row === row && before.document === document && isDeepStrictEqual(before.entry, entry),
      'COMMIT4',
      () => `after a crash row ${row} is ${entry.id}, and was ${before.entry.id} in row ${before.row}`,
    );
  }
  for (const { name, key, entries } of documents.values()) {
    const count = inRows.get(name) ?? 0;
    // What is packed is looked at elsewhere (keeping-truth.ts); here, that nothing is missing.
    const kept = count === entries.length ? count : store.entriesAfter(key, 0).length;
    judge.check(
      kept === entries.length,
      'COMMIT4',
      () => `${entries.length - kept} entries of ${name} are gone after a crash`,
    );
  }
  const chapters = disk
    .prepare<StoredChapter>(
      'SELECT document, number, first_seq, last_seq, head, clock FROM chapters ORDER BY document, number',
    )
    .all();
  for (const { first_seq: firstSeq, last_seq: lastSeq, ...row } of chapters) {
    const known = byKey.get(row.document)?.ends[row.number - 1];
    if (known === undefined) addChapter({ ...row, firstSeq, lastSeq, bytes: null });
    else judge.check(known.lastSeq === lastSeq, 'DOC7', () => `a chapter has another end after a crash`);
  }
  judge.check(
    chapters.length >= [...documents.values()].reduce((sum, { ends }) => sum + ends.length, 0),
    'DOC7',
    () => 'a sealed chapter is gone after a crash',
  );
  const decision = disk.prepare<{ seq: number }>('SELECT seq FROM unchanged WHERE command = ?');
  for (const id of unchanged.keys())
    judge.check(
      decision.one(Buffer.from(id.replaceAll('-', ''), 'hex')) !== null,
      'COMMIT4',
      () => `${id}, which changed nothing, is forgotten after a crash`,
    );
  const rowsOfUnchanged = disk.prepare<{ command: Uint8Array; seq: number; at: number }>(
    'SELECT command, seq, at FROM unchanged',
  );
  for (const { command, seq, at } of rowsOfUnchanged.all()) unchanged.set(uuidOf(command), { seq, at });
  const kept = disk.prepare<CursorRow>('SELECT conversation, participant, kind, delivered, seen FROM cursors').all();
  cursors.recovered(kept);
  const sound = disk.prepare<{ quick_check: string }>('PRAGMA quick_check').one()?.quick_check;
  judge.check(sound === 'ok', 'COMMIT4', () => `the file is damaged after a crash: ${sound}`);
}

const uuidOf = (bytes: Uint8Array): CommandId =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as CommandId;

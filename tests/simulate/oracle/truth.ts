import { isDeepStrictEqual } from 'node:util';
import type { Effect, Entry } from '#schema/conversation/entry.ts';
import type { CommandId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import { ENTRY_WIDTH, UNCHANGED_WIDTH, type ChapterRow, type EntryBatch } from '#sync-server/commit/writer.ts';
import { createDocument, type ChapterEnd, type GrowingDocument, type ModelDocument } from './document.ts';
import type { Judge } from './judge.ts';

export interface ModelEntry {
  readonly row: number;
  readonly document: string;
  readonly entry: Entry;
}

/** What the server's disk has taken with fsync. */
export interface Truth {
  readonly documents: ReadonlyMap<string, GrowingDocument>;
  readonly byKey: ReadonlyMap<number, GrowingDocument>;
  readonly byCommand: ReadonlyMap<CommandId, ModelEntry>;
  /** Commands that were accepted and changed nothing. */
  readonly unchanged: Map<CommandId, { readonly seq: number; readonly at: number }>;
  readonly addDocument: (key: number, name: string, epoch: string) => void;
  readonly addEntry: (document: GrowingDocument, row: number, entry: Entry) => void;
  /** It is gone for good; that its commands were accepted stays. */
  readonly remove: (name: string) => void;
  /** The moment as it is, to come back to. */
  readonly copy: () => TruthCopy;
  /** The disk is another one: what came after the copy is not there. Answers the commands and documents that are lost. */
  readonly goBack: (copy: TruthCopy) => {
    readonly commands: readonly CommandId[];
    readonly documents: readonly string[];
  };
  readonly addBatch: (batch: EntryBatch) => void;
  readonly addChapter: (row: SealedChapter) => void;
}

export interface TruthCopy {
  readonly documents: readonly {
    readonly name: string;
    readonly key: number;
    readonly epoch: string;
    readonly entries: readonly Entry[];
    readonly ends: readonly ChapterEnd[];
  }[];
  readonly commands: ReadonlyMap<CommandId, ModelEntry>;
  readonly unchanged: ReadonlyMap<CommandId, { readonly seq: number; readonly at: number }>;
  readonly lastRow: number;
}

/** `bytes`: null when only the row's other columns are known. */
export type SealedChapter = Omit<ChapterRow, 'bytes'> & { readonly bytes: Uint8Array | null };

export interface TruthEvents {
  readonly checkDecision: (document: ModelDocument, entry: Entry) => void;
  readonly entry: (made: ModelEntry) => void;
  /** A document is made. */
  readonly checkNew: (name: string) => void;
}

export function createTruth(judge: Judge, events: TruthEvents): Truth {
  const documents = new Map<string, GrowingDocument>();
  const byKey = new Map<number, GrowingDocument>();
  const byCommand = new Map<CommandId, ModelEntry>();
  const unchanged: Truth['unchanged'] = new Map();
  let lastRow = 0;

  function addDocument(key: number, name: string, epoch: string): void {
    judge.check(!documents.has(name), 'COMMIT2', () => `the document ${name} was made twice`);
    events.checkNew(name);
    const kept = createDocument(key, name, epoch);
    documents.set(name, kept);
    byKey.set(key, kept);
  }

  function remove(name: string): void {
    const document = documents.get(name);
    if (document === undefined) return;
    documents.delete(name);
    byKey.delete(document.key);
  }

  function addEntry(document: GrowingDocument, row: number, entry: Entry): void {
    const { id, seq } = entry;
    judge.check(row > lastRow, 'COMMIT2', () => `row ${row} follows row ${lastRow}`);
    lastRow = row;
    judge.check(!byCommand.has(id), 'CMD1', () => `${id} stands twice on the disk`);
    judge.check(!unchanged.has(id), 'CMD1', () => `${id} changed nothing, and stands on the disk`);
    judge.check(
      seq === document.entries.length + 1,
      'COMMIT2',
      () => `${document.name}: ${seq} follows ${document.entries.length}`,
    );
    events.checkDecision(document, entry);
    document.add(entry);
    const made = { row, document: document.name, entry };
    byCommand.set(id, made);
    events.entry(made);
  }

  function addBatch({ documents: made, entries, unchanged: same, firstRow }: EntryBatch): void {
    for (let at = 0; at < made.length; at += 3)
      addDocument(made[at] as number, made[at + 1] as string, made[at + 2] as string);
    for (let at = 0, row = firstRow; at < entries.length; at += ENTRY_WIDTH, row += 1) {
      const document = byKey.get(entries[at] as number);
      if (document === undefined) judge.fail('COMMIT2', `row ${row} is of a document that is not there`);
      else
        addEntry(document, row, {
          seq: entries[at + 1] as number,
          at: entries[at + 2] as number,
          id: entries[at + 3] as CommandId,
          by: JSON.parse(entries[at + 5] as string) as Author,
          effect: JSON.parse(entries[at + 6] as string) as Effect,
        });
    }
    for (let at = 0; at < same.length; at += UNCHANGED_WIDTH) {
      const id = same[at] as CommandId;
      judge.check(!byCommand.has(id), 'CMD1', () => `${id} stands on the disk, and changed nothing`);
      unchanged.set(id, { seq: same[at + 1] as number, at: same[at + 2] as number });
    }
  }

  /** What is sealed is the present chapter as it stands on the disk, whole (DOC7). */
  function addChapter(row: SealedChapter): void {
    const document = byKey.get(row.document);
    if (document === undefined) return judge.fail('DOC7', `a chapter of a document that is not there: ${row.document}`);
    const { name, ends, entries } = document;
    const before = ends.at(-1) ?? { number: 0, lastSeq: 0 };
    judge.check(
      row.number === before.number + 1 && row.firstSeq === before.lastSeq + 1 && row.lastSeq <= entries.length,
      'DOC7',
      () => `${name}: chapter ${row.number} is sealed from ${row.firstSeq} to ${row.lastSeq} behind ${before.lastSeq}`,
    );
    const meant = document.bytesAfter(row.lastSeq, row.number);
    judge.check(
      meant !== null && (row.bytes === null || Buffer.compare(meant, row.bytes) === 0),
      'DOC7',
      () => `${name}: chapter ${row.number} has other bytes than its entries`,
    );
    judge.check(
      isDeepStrictEqual(JSON.parse(row.head), document.headAt(row.lastSeq)),
      'DOC7',
      () => `${name}: chapter ${row.number} ends with another head`,
    );
    document.seal(row);
  }

  function goBack(copy: TruthCopy): ReturnType<Truth['goBack']> {
    const names = new Set(copy.documents.map(({ name }) => name));
    const lost = {
      commands: [...byCommand.keys(), ...unchanged.keys()].filter(
        (id) => !copy.commands.has(id) && !copy.unchanged.has(id),
      ),
      documents: [...documents.keys()].filter((name) => !names.has(name)),
    };
    for (const map of [documents, byKey, byCommand, unchanged]) map.clear();
    for (const { name, key, epoch, entries, ends } of copy.documents) {
      const document = createDocument(key, name, epoch);
      for (const entry of entries) document.add(entry);
      for (const end of ends) document.seal(end);
      documents.set(name, document);
      byKey.set(key, document);
    }
    for (const [id, made] of copy.commands) byCommand.set(id, made);
    for (const [id, place] of copy.unchanged) unchanged.set(id, place);
    lastRow = copy.lastRow;
    return lost;
  }

  const copy = (): TruthCopy => ({
    documents: [...documents.values()].map(({ name, key, epoch, entries, ends }) => ({
      ...{ name, key, epoch },
      entries: [...entries],
      ends: [...ends],
    })),
    commands: new Map(byCommand),
    unchanged: new Map(unchanged),
    lastRow,
  });

  return { documents, byKey, copy, goBack, byCommand, unchanged, addDocument, addEntry, remove, addBatch, addChapter };
}

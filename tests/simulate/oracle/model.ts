import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { commandSchema, decide, documentOf, isEntryCommand, ownerOf, type Command } from '#schema/commands/command.ts';
import { conversationAfter, type Conversation } from '#schema/conversation/conversation.ts';
import type { Effect, Entry } from '#schema/conversation/entry.ts';
import { factsOf } from '#schema/conversation/facts.ts';
import { conversationDocument, parseDocumentName } from '#schema/docs/document-name.ts';
import type { CommandId } from '#schema/ids.ts';
import type { mayCommand } from '#schema/policy/policy.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Actor, Author } from '#schema/words.ts';
import type { WriterOrder } from '#sync-server/commit/orders.ts';
import {
  ENTRY_WIDTH,
  UNCHANGED_WIDTH,
  type ChapterRow,
  type CursorRow,
  type EntryBatch,
} from '#sync-server/commit/writer.ts';
import { createEntryStore } from '#sync-server/store/entry-store.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import type { People } from '#sync-server/ports.ts';
import type { Judge } from './judge.ts';
import { createDocument, type GrowingDocument, type ModelDocument } from './document.ts';

/**
 * What must be so, kept apart from the server: everything that its disk has taken with fsync, what each command was answered,
 * and which bytes each document has after each of its entries. It learns from the disk and from what passes on the wire, and
 * from nothing that the server believes.
 */
export interface Model {
  /** An order is on the disk. */
  readonly durable: (order: WriterOrder) => void;
  /** A new process has opened what a crash left. */
  readonly recovered: (disk: Database) => void;
  /** A command has reached the server in the name of this actor. */
  readonly sent: (actor: Actor, command: unknown) => void;
  readonly answered: (actor: Actor, id: CommandId, result: CommandResult) => void;
  readonly published: (document: string, update: Uint8Array) => void;
  readonly toldCursor: (conversation: string, participant: string, delivered: number, seen: number) => void;
  /** Accepted: on the disk as an entry, or as a command that changed nothing. */
  readonly isDecided: (id: CommandId) => boolean;
  /** Its author has once been told that it is refused or held. */
  readonly wasRefused: (id: CommandId) => boolean;
  /** Whether what stood before this row leaves the command no other answer than a refusal, or to be held. */
  readonly isRefusedBefore: (id: CommandId, row: number) => boolean;
  readonly find: (document: string) => ModelDocument | null;
  readonly documents: () => Iterable<ModelDocument>;
  readonly entryOf: (id: CommandId) => ModelEntry | null;
  readonly counts: () => { readonly entries: number; readonly acknowledged: number; readonly repeated: number };
  readonly cursorOf: (
    conversation: string,
    participant: string,
  ) => { readonly delivered: number; readonly seen: number };
}

export interface ModelEntry {
  readonly row: number;
  readonly document: string;
  readonly entry: Entry;
}

export interface ModelEvents {
  readonly entry: (made: ModelEntry) => void;
}

interface StoredChapter {
  readonly document: number;
  readonly number: number;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly head: string;
  readonly clock: number;
}

interface Cursor {
  delivered: number;
  seen: number;
}

export function createModel(judge: Judge, people: People, events: ModelEvents): Model {
  const documents = new Map<string, GrowingDocument>();
  const byKey = new Map<number, GrowingDocument>();
  const byCommand = new Map<CommandId, ModelEntry>();
  const unchanged = new Map<CommandId, { readonly seq: number; readonly at: number }>();
  const sent = new Map<CommandId, { readonly actor: Actor; readonly command: Command }[]>();
  /** By command and whom it was told. */
  const acknowledged = new Set<string>();
  /** Sent with this id by this actor in a shape that nobody takes. */
  const garbled = new Set<string>();
  const refused = new Set<CommandId>();
  const cursors = new Map<string, Cursor>();
  const told = new Map<string, Cursor>();
  let lastRow = 0;
  let repeated = 0;

  const person = (id: string): Author | null => {
    const found = people.find(id);
    return found === null || found.role === 'observer' ? null : { kind: 'operator', id: found.id, name: found.name };
  };

  function addDocument(key: number, name: string, epoch: string): void {
    judge.check(!documents.has(name), 'COMMIT2', () => `the document ${name} was made twice`);
    const kept = createDocument(key, name, epoch);
    documents.set(name, kept);
    byKey.set(key, kept);
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
    checkDecision(document, entry);
    document.add(entry);
    const made = { row, document: document.name, entry };
    byCommand.set(id, made);
    events.entry(made);
  }

  /** Somebody who may has sent it, and what it did is what it does to the entries before it. */
  function checkDecision(document: GrowingDocument, entry: Entry): void {
    const { id, by, at, effect } = entry;
    if (by.kind === 'system') {
      const { assignee, state } = document.head ?? { assignee: null, state: 'closed' };
      const mayBe = effect.kind === 'offered-on' && state === 'active' && assignee?.id === effect.from.id;
      return judge.check(mayBe, 'CMD3', () => `the server itself did ${JSON.stringify(effect)} in ${document.name}`);
    }
    const candidates = (sent.get(id) ?? []).filter(({ actor }) => actor.id === by.id && actor.kind === by.kind);
    judge.check(candidates.length > 0, 'CMD3', () => `${id} stands as written by ${by.id}, who has not sent it`);
    const isRight = candidates.some(({ actor, command }) => {
      if (!isEntryCommand(command) || documentOf(command, actor) !== document.name) return false;
      const { payload } = command;
      const conversation =
        'conversation' in payload
          ? (documents.get(conversationDocument(payload.conversation))?.conversation ?? null)
          : null;
      if (!mayCommandAsMeant(actor, command.type, ownerOf(command, conversation?.head ?? null, actor))) return false;
      const decision = decide(factsOf(conversation, person), command, { actor, now: at });
      return decision.kind === 'accept' && isDeepStrictEqual(decision.effect, effect);
    });
    judge.check(isRight, 'CMD11', () => `${id} in ${document.name} did ${JSON.stringify(effect)}, which it must not`);
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
  function addChapter(row: Omit<ChapterRow, 'bytes'> & { readonly bytes: Uint8Array | null }): void {
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

  function addCursors(rows: readonly CursorRow[]): void {
    for (const { conversation, participant, delivered, seen } of rows) {
      const key = `${conversation} ${participant}`;
      const before = cursors.get(key) ?? { delivered: 0, seen: 0 };
      cursors.set(key, {
        delivered: Math.max(before.delivered, delivered),
        seen: Math.max(before.seen, seen),
      });
    }
  }

  return {
    durable: (order) => {
      if (order.kind === 'commit') addBatch(order.batch);
      else if (order.kind === 'cursors') addCursors(order.rows);
      else if (order.kind === 'chapter') addChapter(order.row);
    },
    recovered: (disk) => {
      const store = createEntryStore(disk);
      const rows = store.logAfter(0, 1_000_000);
      const names = disk.prepare<{ key: number; name: string; epoch: string }>(
        'SELECT key, name, epoch FROM documents',
      );
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
      const known = [...byCommand.values()].sort((a, b) => a.row - b.row);
      for (const [index, { row, document, entry }] of rows.entries()) {
        const before = known[index];
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
      judge.check(
        rows.length >= known.length,
        'COMMIT4',
        () => `${known.length - rows.length} rows are gone after a crash, the first is ${known[rows.length]?.entry.id}`,
      );
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
      const kept = disk
        .prepare<CursorRow>('SELECT conversation, participant, kind, delivered, seen FROM cursors')
        .all();
      const keptBy = new Map(kept.map((row) => [`${row.conversation} ${row.participant}`, row]));
      for (const [key, before] of cursors) {
        const now = keptBy.get(key);
        judge.check(
          now !== undefined && now.delivered >= before.delivered && now.seen >= before.seen,
          'PUB4',
          () => `the cursor ${key} went back in a crash`,
        );
      }
      addCursors(kept);
      const sound = disk.prepare<{ quick_check: string }>('PRAGMA quick_check').one()?.quick_check;
      judge.check(sound === 'ok', 'COMMIT4', () => `the file is damaged after a crash: ${sound}`);
    },
    sent: (actor, given) => {
      const parsed = v.safeParse(commandSchema, given);
      if (!parsed.success) {
        const { id } = (given ?? {}) as { readonly id?: unknown };
        garbled.add(`${String(id)} ${actor.id}`);
        return;
      }
      const known = sent.get(parsed.output.id) ?? [];
      if (known.some((other) => other.actor.id === actor.id && isDeepStrictEqual(other.command, parsed.output))) return;
      known.push({ actor, command: parsed.output });
      sent.set(parsed.output.id, known);
    },
    answered: (actor, id, result) => {
      const versions = (sent.get(id) ?? []).filter((version) => version.actor.id === actor.id);
      // Cursors have no place; and of an id given to both sorts, nobody can say which one is answered.
      if (versions.some(({ command }) => !isEntryCommand(command))) return;
      if (result.status === 'accepted') {
        const made = byCommand.get(id);
        const place = made?.entry ?? unchanged.get(id);
        judge.check(place !== undefined, 'COMMIT1', () => `${id} was acknowledged, and is not on the disk`);
        judge.check(
          place === undefined || (place.seq === result.seq && place.at === result.at),
          'CMD1',
          () => `${id} was acknowledged as ${result.seq}, and stands as ${place?.seq}`,
        );
        judge.check(
          made === undefined || made.entry.by.id === actor.id,
          'CMD3',
          () => `${id} of ${made?.entry.by.id} was acknowledged to ${actor.id}`,
        );
        if (acknowledged.has(`${id} ${actor.id}`)) repeated += 1;
        acknowledged.add(`${id} ${actor.id}`);
      } else if (result.status !== 'retry') {
        refused.add(id);
        judge.check(
          versions.length !== 1 || garbled.has(`${id} ${actor.id}`) || !acknowledged.has(`${id} ${actor.id}`),
          'CMD1',
          () => `${id} was accepted once, and is now ${JSON.stringify(result)}`,
        );
        const reason = result.status === 'held' ? 'held' : result.rejection.reason;
        judge.check(reason.length > 0, 'CMD12', () => `${id} was refused without a reason`);
      }
    },
    published: (name, update) => {
      const document = documents.get(name);
      if (document === undefined) {
        const kind = parseDocumentName(name)?.kind;
        if (kind !== 'inbox' && kind !== 'team') judge.fail('PUB1', `${name} was published before it was on the disk`);
        return;
      }
      judge.check(
        document.hasUpdate(update),
        'PUB1',
        () => `${name}: ${update.length} bytes were published that are the update of no entry on the disk`,
      );
    },
    toldCursor: (conversation, participant, delivered, seen) => {
      const key = `${conversation} ${participant}`;
      const kept = cursors.get(key) ?? { delivered: 0, seen: 0 };
      const before = told.get(key) ?? { delivered: 0, seen: 0 };
      judge.check(
        delivered >= before.delivered && seen >= before.seen,
        'PUB4',
        () => `the cursor ${key} went back from ${before.delivered}/${before.seen} to ${delivered}/${seen}`,
      );
      judge.check(
        delivered <= kept.delivered && seen <= kept.seen,
        'PUB4',
        () => `the cursor ${key} was told as ${delivered}/${seen} before it was kept`,
      );
      told.set(key, { delivered, seen });
    },
    wasRefused: (id) => refused.has(id),
    isRefusedBefore: (id, row) =>
      (sent.get(id) ?? []).every(({ actor, command }) => {
        if (!isEntryCommand(command) || !('conversation' in command.payload)) return false;
        const name = conversationDocument(command.payload.conversation);
        const before = (documents.get(name)?.entries ?? []).filter((entry) => (byCommand.get(entry.id)?.row ?? 0) < row);
        const conversation = before.reduce(conversationAfter, null as Conversation | null);
        return decide(factsOf(conversation, person), command, { actor, now: 0 }).kind !== 'accept';
      }),
    isDecided: (id) => byCommand.has(id) || unchanged.has(id),
    find: (name) => documents.get(name) ?? null,
    documents: () => documents.values(),
    entryOf: (id) => byCommand.get(id) ?? null,
    counts: () => ({ entries: byCommand.size, acknowledged: acknowledged.size, repeated }),
    cursorOf: (conversation, participant) => cursors.get(`${conversation} ${participant}`) ?? { delivered: 0, seen: 0 },
  };
}

/** Who may do what, said once more by hand: a hole in the policy table must not be one in the judge. */
function mayCommandAsMeant(actor: Actor, verb: Parameters<typeof mayCommand>[1], owner: string | null): boolean {
  if (actor.kind === 'visitor') {
    const isVisitors = /^(conversation\.start|message\.(send|edit|unsend)|contact\.update)$/.test(verb);
    return isVisitors && owner === actor.id;
  }
  if (actor.role === 'observer') return verb === 'conversation.hand-over';
  return verb !== 'conversation.start';
}

const uuidOf = (bytes: Uint8Array): CommandId =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as CommandId;

import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '#schema/conversation/entry.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { OperatorId } from '#schema/ids.ts';
import { isRoomId, type RoomId } from '#schema/room/room-id.ts';
import type { RoomSummary } from '#schema/room/room-line.ts';
import type { Actor } from '#schema/words.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import type { ModelDocument } from './document.ts';
import type { Judge } from './judge.ts';
import type { ModelEntry, Truth } from './truth.ts';

/** Stands in every text and name of a room: whose it is, and a number of its own. */
export const roomMark = (room: RoomId, number: number): string => `~room:${room}#${number}~`;
const ANY_MARK = /~room:[rd]_[0-9a-f_-]+#\d+~/g;

/**
 * Who may have which words of colleagues, kept by hand (ROOM2): whoever was in the room when they were said, or came in later. It only
 * grows, so that what was on its way when somebody was taken out is no fault, and a backup that is put back makes none.
 */
export interface RoomTruth {
  readonly entry: (made: ModelEntry) => void;
  /** These bytes are told to this actor. */
  readonly told: (actor: Actor, bytes: Buffer) => void;
  /** It is given a document to read. */
  readonly opened: (actor: Actor, name: string) => void;
  /** It is told how far others have got there. */
  readonly cursors: (actor: Actor, conversation: string) => void;
}

export function createRoomTruth(judge: Judge, documents: Truth['documents']): RoomTruth {
  const readers = new Map<string, Set<string>>();
  const everIn = new Map<string, Set<string>>();

  const readersOf = (mark: string): Set<string> => {
    const known = readers.get(mark) ?? new Set<string>();
    readers.set(mark, known);
    return known;
  };
  const wasIn = (actor: Actor, room: string): boolean =>
    actor.kind === 'operator' && everIn.get(room)?.has(actor.id) === true;

  return {
    entry: ({ document: name, entry }) => {
      const address = parseDocumentName(name);
      const document = documents.get(name);
      if (address?.kind !== 'room' || document === undefined) return;
      const people = membersAfter(document.entries).map(({ id }) => id);
      const known = everIn.get(address.conversation) ?? new Set<string>();
      everIn.set(address.conversation, known);
      for (const id of people) known.add(id);
      // Who comes in reads all that was said before.
      const read = entry.effect.kind === 'room-joined' ? document.entries : [entry];
      for (const mark of read.flatMap(marksIn)) for (const id of people) readersOf(mark).add(id);
    },
    told: (actor, bytes) => {
      if (!bytes.includes('~room:')) return;
      for (const [mark] of bytes.toString('latin1').matchAll(ANY_MARK)) {
        const may = readers.get(mark);
        // Words that never stood in the room are no secret of it: an attacker says abroad what a stranger wanted to say there.
        if (may === undefined) continue;
        judge.check(
          actor.kind === 'operator' && may.has(actor.id),
          'ROOM2',
          () => `${actor.kind} ${actor.id} gets a byte of ${mark}, which is not for them`,
        );
      }
    },
    opened: (actor, name) => {
      const address = parseDocumentName(name);
      if (address?.kind === 'rooms')
        judge.check(address.operator === actor.id, 'ROOM3', () => `${actor.id} may read ${name}`);
      if (address?.kind === 'room')
        judge.check(wasIn(actor, address.conversation), 'ROOM2', () => `${actor.id} may read ${name}`);
    },
    cursors: (actor, conversation) => {
      if (isRoomId(conversation))
        judge.check(wasIn(actor, conversation), 'ROOM2', () => `${actor.id} is told who has read ${conversation}`);
    },
  };
}

const marksIn = ({ effect }: Entry): readonly string[] =>
  [...JSON.stringify(effect).matchAll(ANY_MARK)].map(([mark]) => mark);

type Member = { readonly kind: string; readonly id: string; readonly name: string };

/** Who is in a room, said once more by hand. */
export function membersAfter(entries: readonly Entry[]): readonly Member[] {
  let members: readonly Member[] = [];
  for (const { effect } of entries) {
    if (effect.kind === 'room-opened') members = effect.members;
    else if (effect.kind === 'room-joined') members = [...members, ...effect.who];
    else if (effect.kind === 'room-left') members = members.filter(({ id }) => id !== effect.who.id);
  }
  return members;
}

export const isIn = ({ entries }: ModelDocument, person: string): boolean =>
  membersAfter(entries).some(({ id }) => id === person);

/** What a list says of a room: its name, its last words, and the words of others that stand there unread; once more by hand. */
function roomAsMeant(entries: readonly Entry[]) {
  let name = '';
  let words: { by: Member; text: string; id: string; at: number } | null = null;
  let at = entries[0]?.at ?? 0;
  let said: readonly { readonly seq: number; readonly id: string; readonly by: string }[] = [];
  for (const { seq, id, by, effect, ...entry } of entries) {
    if (effect.kind === 'room-opened' || effect.kind === 'room-renamed') name = effect.name;
    else if (effect.kind === 'said') {
      words = { by, text: effect.text, id, at: entry.at };
      at = entry.at;
      said = [...said, { seq, id, by: by.id }].slice(-100);
    } else if (effect.kind === 'edited' && words?.id === effect.message) words.text = effect.text;
    else if (effect.kind === 'unsent') {
      said = said.filter((one) => one.id !== effect.message);
      if (words?.id === effect.message) words.text = '';
    }
  }
  return { name, words, at, said };
}

/** Of a list: what is compared. The words cut as a preview is, by the first of them. */
const START = 90;
const startOf = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, START).trimEnd();

/** What one person's list must say (ROOM3, ROOM4); null when it does. */
export function listDifference(
  person: OperatorId,
  list: ReadonlyMap<RoomId, RoomSummary>,
  { documents, seenBy }: { readonly documents: Iterable<ModelDocument>; readonly seenBy: (room: RoomId) => number },
): string | null {
  const rest = new Map<string, RoomSummary>(list);
  for (const document of documents) {
    const address = parseDocumentName(document.name);
    if (address?.kind !== 'room' || !isIn(document, person)) continue;
    const { conversation: id } = address;
    const { name, words, said } = roomAsMeant(document.entries);
    const seen = seenBy(id);
    const listed = rest.get(id);
    rest.delete(id);
    if (listed === undefined) return `the list of ${person} lacks ${id}`;
    const unread = said.flatMap(({ seq, by }) => (by !== person && seq > seen ? [seq] : []));
    const other = membersAfter(document.entries).find((member) => member.id !== person)?.name ?? '';
    const meant = [id.startsWith('d_') ? other : name, words?.by.id ?? null, startOf(words?.text ?? ''), unread];
    const found = [listed.name, listed.lastBy?.id ?? null, startOf(listed.lastText), listed.unread];
    if (!isDeepStrictEqual(found, meant))
      return `the list of ${person} says ${JSON.stringify(found)} of ${id}, and it is ${JSON.stringify(meant)}`;
  }
  const [left] = rest.keys();
  return left === undefined ? null : `the list of ${person} has ${left}, which they are not in`;
}

/** The rows that lists are made of (DER2). */
export function checkRoomRows(judge: Judge, { documents }: Pick<Truth, 'documents'>, disk: Database): void {
  const rows = disk.prepare<{ id: RoomId; line: string }>('SELECT id, line FROM rooms').all();
  const known = new Map(rows.map(({ id, line }) => [id, JSON.parse(line) as Record<string, unknown>]));
  for (const { name: document, entries } of documents.values()) {
    const address = parseDocumentName(document);
    if (address?.kind !== 'room' || entries.length === 0) continue;
    const { name, words, at, said } = roomAsMeant(entries);
    const row = known.get(address.conversation);
    const meant = [entries.length, name, membersAfter(entries), words?.id ?? null, at, said.map(({ seq }) => seq)];
    const found = row && [
      ...[row['lastSeq'], row['name'], row['members'], row['lastMessage'], row['lastAt']],
      (row['said'] as readonly (readonly [number])[]).map(([seq]) => seq),
    ];
    judge.check(
      isDeepStrictEqual(found, meant),
      'DER2',
      () => `the row of ${document} says ${JSON.stringify(found)}, and its entries make ${JSON.stringify(meant)}`,
    );
  }
}

/** Rooms of which a device has kept something, though its person is in them no more (KEEP6). */
export function roomsLeftOn(
  rows: Iterable<{ readonly database: string; readonly value: unknown }>,
  person: string,
  find: (name: string) => ModelDocument | null,
): readonly string[] {
  const found: string[] = [];
  for (const { database, value } of rows) {
    const { name } = value as { readonly name?: unknown };
    if (typeof name !== 'string' || parseDocumentName(name)?.kind !== 'room') continue;
    const document = find(name);
    if (document === null || !isIn(document, person)) found.push(`${database} still has ${name}`);
  }
  return found;
}

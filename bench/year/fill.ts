/**
 * Fills a file as a year of a busy company would have left it: through the server's own migrations and writes, so that no
 * change of the tables passes it by. Only the fsyncs are left out.
 */
import { createHash } from 'node:crypto';
import { previewOf, rowAfter, type ConversationRow } from '#sync-server/derive/conversation-row.ts';
import { prepareWrites, type WriteStatements } from '#sync-server/commit/write-statements.ts';
import { ENTRY_WIDTH, type ChapterRow, type CursorRow, type SnapshotRow } from '#sync-server/commit/writer.ts';
import { createKeepStore, type KeepStore } from '#sync-server/keep/keep-store.ts';
import { QUIET_SLICE } from '#sync-server/search/indexer.ts';
import { openDatabase } from '#sync-server/store/database.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import type { ContactFields, Entry } from '#schema/conversation/entry.ts';
import { beginningOf, writeEntries, type ChapterEnd } from '#schema/docs/chapter.ts';
import { contactDocument, conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import { stateClock, stateToBytes } from '#schema/docs/server-document.ts';
import { createIdFactory, type CommandId, type ConversationId, type VisitorId } from '#schema/ids.ts';
import { CHAPTER_BYTES, CHAPTER_MESSAGES } from '#schema/limits.ts';
import type { Author } from '#schema/words.ts';
import { DEFAULT_WORKSPACE_SETTINGS } from '#schema/workspace-settings.ts';
import { createRandom, type Random } from '../../tests/support/random.ts';
import { lengthsOf, talk, type Happening } from './talk.ts';

export interface YearOptions {
  readonly conversations: number;
  readonly messages: number;
  readonly seed: number;
  /** When the year ends, ms since 1970. */
  readonly until: number;
  readonly days: number;
}

/** Conversations that go on at the same moment; so many of the last ones are never closed. */
const AT_ONCE = 300;
const OPERATORS = 40;
const BATCH = 4_096;
/** As the server leaves one when it unloads a conversation. */
const WORTH_A_SNAPSHOT = 32;
const PACKED_AT_ONCE = 64;
const DAY = 86_400_000;

/** A document beside a conversation. */
interface Beside {
  readonly key: number;
  seq: number;
}

interface UnderWay {
  readonly id: ConversationId;
  readonly visitor: VisitorId;
  readonly document: number;
  readonly happenings: Generator<Happening, void>;
  readonly entries: Entry[];
  desk: Beside | null;
  newest: CommandId;
}

/** Writes it into a file that is not there yet. Tells how far it is now and then. */
export function fillYear(file: string, options: YearOptions, say: (line: string) => void = () => undefined): void {
  const connection = openDatabase(file);
  migrate(connection);
  connection.exec('PRAGMA synchronous = OFF');
  connection.exec('PRAGMA cache_size = -500000');
  const year = createYear(prepareWrites(connection), createKeepStore(connection), options);
  let shown = 0;
  for (let written = year.step(); written > 0; written = year.step()) {
    if (written - shown < 500_000) continue;
    shown = written;
    say(`${written.toLocaleString('en')} entries …`);
  }
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
}

function createYear(
  writes: WriteStatements,
  store: KeepStore,
  { conversations, messages, seed, until, days }: YearOptions,
) {
  const random = createRandom(seed);
  const lengths = lengthsOf(random, conversations, messages);
  const began = until - days * DAY;
  let now = began;
  // Beside the messages a conversation has its start, its taking and its end, and some have more.
  const pace = (days * DAY) / (messages * 1.04 + conversations * 3.3);
  /** When the n-th conversation begins; what is said before it is earlier. */
  const startOf = (n: number): number => began + (days * DAY * n) / conversations;
  const source = { now: () => Math.floor(now), randomBytes: (length: number) => bytesOf(random, length) };
  const newCommandId = createIdFactory<CommandId>(source);
  const newConversationId = createIdFactory<ConversationId>(source);
  const operators = Array.from({ length: OPERATORS }, (_, n): Author => ({
    kind: 'operator',
    id: createIdFactory<string>(source)(),
    name: `Operator ${n + 1}`,
  }));
  const cards = new Map<VisitorId, Beside>();
  const known: VisitorId[] = [];
  const underWay: UnderWay[] = [];
  let begun = 0;
  let nextDocument = 1;
  let nextRow = 1;

  let documents: (string | number)[] = [];
  let entries: (string | number | null)[] = [];
  let chapters: ChapterRow[] = [];
  let snapshots: SnapshotRow[] = [];
  let cursors: CursorRow[] = [];
  let rows: ConversationRow[] = [];
  const contacts = new Map<VisitorId, ContactFields>();

  function newDocument(name: string): number {
    const key = nextDocument++;
    documents.push(key, name, Buffer.from(bytesOf(random, 12)).toString('base64url'));
    return key;
  }

  function begin(): void {
    const length = lengths[begun];
    if (length === undefined) return;
    now = Math.max(now, startOf(begun));
    begun += 1;
    const visitor = known.length > 0 && random.chance(0.3) ? random.pick(known) : newVisitor(random);
    if (known.length < 100_000) known.push(visitor);
    const id = newConversationId();
    const site = random.pick(['shop', 'outlet', 'help']);
    const staysOpen = begun > conversations - AT_ONCE;
    const talking: UnderWay = {
      id,
      visitor,
      document: newDocument(conversationDocument(id)),
      entries: [],
      desk: null,
      newest: '' as CommandId,
      happenings: talk(random, { visitor, operators, messages: length, site, staysOpen }, () => talking.newest),
    };
    underWay.push(talking);
  }

  function append(document: number, { by, effect }: Happening, seq: number): Entry {
    const entry: Entry = { seq, at: Math.floor(now), id: newCommandId(), by, effect };
    const target = effect.kind === 'edited' || effect.kind === 'unsent' ? effect.message : null;
    const fingerprint = random.between(0, 2 ** 32) * 2 ** 20;
    entries.push(document, seq, entry.at, entry.id, fingerprint, JSON.stringify(by), JSON.stringify(effect), target);
    nextRow += 1;
    return entry;
  }

  function goOn(talking: UnderWay): boolean {
    const { value: happening } = talking.happenings.next();
    if (happening === undefined) return false;
    if (happening.where === 'conversation') {
      const entry = append(talking.document, happening, talking.entries.length + 1);
      if (happening.effect.kind === 'said') talking.newest = entry.id;
      talking.entries.push(entry);
    } else if (happening.where === 'desk') {
      talking.desk ??= { key: newDocument(deskDocument(talking.id)), seq: 0 };
      append(talking.desk.key, happening, ++talking.desk.seq);
    } else if (happening.effect.kind === 'contact-updated') {
      const card = cards.get(talking.visitor) ?? { key: newDocument(contactDocument(talking.visitor)), seq: 0 };
      cards.set(talking.visitor, card);
      append(card.key, happening, ++card.seq);
      contacts.set(talking.visitor, { ...contacts.get(talking.visitor), ...happening.effect.fields });
    }
    return true;
  }

  /** What the server would have derived and kept beside the entries. */
  function settle({ id, document, entries: all, visitor }: UnderWay): void {
    let row: ConversationRow | null = null;
    for (const entry of all) row = rowAfter(id, row, entry);
    if (row !== null) rows.push({ ...row, lastText: previewOf(row.lastText) });
    const seen = { conversation: id, delivered: all.length, seen: all.length };
    cursors.push({ ...seen, participant: visitor, kind: 'visitor' });
    if (row?.assignee) cursors.push({ ...seen, participant: row.assignee.id, kind: 'operator' });
    if (all.length > WORTH_A_SNAPSHOT) keep(document, all);
  }

  /** Its sealed chapters, and a snapshot of the live one. */
  function keep(document: number, all: readonly Entry[]): void {
    let end: ChapterEnd | null = null;
    let built = beginningOf(null);
    for (const entry of all) {
      built = writeEntries(built, [entry]);
      const { state, seq, head } = built;
      if (head === null || !((state.list?.length ?? 0) >= CHAPTER_MESSAGES || state.structs.length >= CHAPTER_BYTES))
        continue;
      const number: number = (end?.number ?? 0) + 1;
      const clock = stateClock(state);
      const firstSeq: number = (end?.lastSeq ?? 0) + 1;
      const bytes = stateToBytes(state);
      chapters.push({ document, number, firstSeq, lastSeq: seq, head: JSON.stringify(head), clock, bytes });
      end = { number, lastSeq: seq, clock, head };
      built = beginningOf(end);
    }
    const { state, seq, head } = built;
    if (seq - (end?.lastSeq ?? 0) <= WORTH_A_SNAPSHOT) return;
    const chapter = (end?.number ?? 0) + 1;
    const at = Math.floor(now);
    snapshots.push({ document, chapter, seq, at, head: JSON.stringify(head), bytes: stateToBytes(state) });
  }

  /** As it goes on, so that the space is used again as it would have been. */
  function pack(): void {
    const at = Math.floor(now);
    const closedBefore = at - (DEFAULT_WORKSPACE_SETTINGS.packAfterDays ?? Infinity) * DAY;
    for (;;) {
      const due = store.toPack(closedBefore, { closedAt: -1, id: '' }, PACKED_AT_ONCE);
      if (due.length === 0) return;
      writes.keep({ kind: 'pack', conversations: due.map(({ id }) => id), closedBefore, at });
    }
  }

  function flush(): void {
    const firstRow = nextRow - entries.length / ENTRY_WIDTH;
    writes.commit({ generation: 0, firstRow, documents, entries, unchanged: [] });
    for (const chapter of chapters) writes.saveChapter(chapter);
    writes.saveSnapshots(snapshots);
    writes.saveCursors(cursors);
    const cardRows = [...contacts].map(([visitor, { name = '', email = '', phone = '' }]) => ({
      visitor,
      name,
      email,
      phone,
    }));
    writes.saveDerived({ conversations: rows, contacts: cardRows, watermark: nextRow - 1 });
    // In slices like a server's, or the index would be in more pieces than any server leaves it in.
    while (writes.index(QUIET_SLICE) === QUIET_SLICE);
    pack();
    [documents, entries, chapters, snapshots, cursors, rows] = [[], [], [], [], [], []];
    contacts.clear();
  }

  return {
    /** Writes one more batch; gives the entries written so far, or 0 when all is done. */
    step: (): number => {
      if (begun >= conversations && underWay.length === 0) return 0;
      for (let n = 0; n < BATCH; n += 1) {
        while (underWay.length < AT_ONCE && begun < conversations) begin();
        if (begun >= conversations) break;
        const index = random.between(0, underWay.length - 1);
        const talking = underWay[index];
        if (talking === undefined) break;
        now = Math.min(startOf(begun), now + pace * 2 * random.fraction());
        if (goOn(talking)) continue;
        settle(talking);
        underWay[index] = underWay.at(-1) ?? talking;
        underWay.pop();
      }
      if (begun >= conversations) {
        for (const talking of underWay.splice(0)) {
          while (goOn(talking)) now = Math.min(until, now + pace);
          settle(talking);
        }
      }
      flush();
      return nextRow - 1;
    },
  };
}

function bytesOf({ fraction }: Random, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 4) {
    const word = Math.floor(fraction() * 2 ** 32);
    for (let part = 0; part < 4 && at + part < length; part += 1) bytes[at + part] = (word >>> (part * 8)) & 255;
  }
  return bytes;
}

const newVisitor = (random: Random): VisitorId => {
  const digest = createHash('sha256').update(bytesOf(random, 32)).digest();
  return `v${digest.subarray(0, 16).toString('base64url')}` as VisitorId;
};

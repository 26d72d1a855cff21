import { afterEach, beforeEach, expect, test } from 'vitest';
import { conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import { stateToBytes } from '#schema/docs/server-document.ts';
import type { CommandId } from '#schema/ids.ts';
import { loadDocument } from '../publish/load-document.ts';
import { createEntryStore } from '../store/entry-store.ts';
import { verifyRows } from '../store/verify-rows.ts';
import {
  conversationOf,
  openTemporaryRows,
  someConversation,
  someVisitor,
  talk,
  type TemporaryRows,
} from '../testing/temporary-rows.ts';

let rows: TemporaryRows;
beforeEach(() => {
  rows = openTemporaryRows();
});
afterEach(() => rows.close());

/** Later than a day after the ids that the tests make. */
const LATER = Date.now() + 10 * 86_400_000;
const CLOSED_AT = LATER - 5;

/** As the deriver would leave it: all taken in, the conversation closed. */
function derive(key: number, closedAt: number | null = CLOSED_AT): void {
  const { row } = rows.connection.prepare<{ row: number }>('SELECT max(id) AS row FROM entries').one() ?? { row: 0 };
  const conversation = {
    id: someConversation(key),
    visitor: someVisitor,
    site: 'shop',
    state: closedAt === null ? ('active' as const) : ('closed' as const),
    assignee: null,
    startedAt: 1,
    lastSeq: 1,
    lastAt: 1,
    lastText: '',
    lastBy: null,
    lastMessage: null,
    waitingSince: null,
    lastVisitorSeq: 1,
    answerSeq: 0,
    lostTo: null,
    closedAt,
  };
  rows.order({ kind: 'derived', rows: { conversations: [conversation], contacts: [], watermark: row } });
}

const pack = (...keys: readonly number[]) =>
  rows.order({
    kind: 'keep',
    order: { kind: 'pack', conversations: keys.map(someConversation), closedBefore: LATER, at: LATER },
  });

const count = (table: string): number =>
  rows.connection.prepare<{ count: number }>(`SELECT count(*) AS count FROM ${table}`).one()?.count ?? 0;

const everything = (key: number) => {
  const store = createEntryStore(rows.connection);
  const { state, position } = loadDocument(store, key, null);
  return { bytes: Buffer.from(stateToBytes(state)).toString('hex'), position, entries: store.entriesAfter(key, 0) };
};

const findings = () => [...verifyRows(rows.connection)].at(-1)?.findings;

test('KEEP3 CMD1 a packed conversation and its desk read the same, by entry, by command and as a document, and every id is still answered', () => {
  const ids = rows.write(conversationOf(1, talk(30)));
  const [, said = ''] = ids;
  const [edit = ''] = rows.write({
    ...conversationOf(1, [{ kind: 'edited', message: said as CommandId, text: 'b', rev: 1 }]),
    behind: 31,
  });
  const [note = ''] = rows.write({
    key: 2,
    name: deskDocument(someConversation(1)),
    effects: [{ kind: 'noted', text: 'n' }],
  });
  rows.write(conversationOf(3, talk(3)));
  const read = () => {
    const store = createEntryStore(rows.connection);
    return {
      documents: [1, 2, 3].map(everything),
      part: store.entriesAfter(1, 17),
      decisions: [...ids, edit, note].map((id) => ({ ...store.findDecision(id as CommandId), _metadata: null })),
      entry: store.findEntry(1, said as CommandId),
      elsewhere: store.findEntry(3, said as CommandId),
      newestEdit: store.findNewestEdit(1, said as CommandId),
      newestRow: store.newestRow(),
      newestCommand: store.newestCommand('ffffffff-ffff-7fff-bfff-ffffffffffff'),
    };
  };
  derive(1);
  const before = read();
  expect(pack(1)).toEqual({ kind: 'committed', rows: 1 });
  expect(count('entries')).toBe(4);
  expect(count('packs')).toBe(2);
  expect(count('decisions')).toBe(33);
  expect(read()).toEqual(before);
  expect(findings()).toEqual([]);
  expect(pack(1)).toEqual({ kind: 'committed', rows: 0 });
});

test('KEEP3 nothing is packed that is open, was closed too lately, or that something derived has not taken in', () => {
  for (const key of [1, 2, 3]) rows.write(conversationOf(key, talk(3)));
  derive(1, null);
  derive(2, LATER + 1);
  derive(3);
  rows.connection.exec("INSERT INTO watermarks (name, entry) VALUES ('search', 11)");
  expect(pack(1, 2, 3)).toEqual({ kind: 'committed', rows: 0 });
  rows.connection.exec("UPDATE watermarks SET entry = 12 WHERE name = 'search'");
  expect(pack(1, 2, 3)).toEqual({ kind: 'committed', rows: 1 });
  expect(count('entries')).toBe(8);
});

test('KEEP3 a command from a device whose clock is ahead is packed only once it is from the past', () => {
  rows.write(conversationOf(1, talk(3)));
  derive(1);
  const order = { kind: 'pack', conversations: [someConversation(1)], closedBefore: LATER } as const;
  expect(rows.order({ kind: 'keep', order: { ...order, at: Date.now() } })).toEqual({ kind: 'committed', rows: 0 });
});

test('KEEP3 opened again, a conversation goes on in rows behind its packs, and is packed again', () => {
  rows.write(conversationOf(1, talk(5)));
  derive(1);
  pack(1);
  rows.write({ ...conversationOf(1, talk(4, 'again').slice(1)), behind: 6 });
  const before = everything(1);
  expect(before.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  derive(1);
  expect(pack(1)).toEqual({ kind: 'committed', rows: 1 });
  expect(everything(1)).toEqual(before);
  expect(rows.connection.prepare('SELECT first_seq, last_seq FROM packs').all()).toEqual([
    { first_seq: 1, last_seq: 10 },
  ]);
  rows.write({ ...conversationOf(1, talk(2_500).slice(1)), behind: 10 });
  derive(1);
  pack(1);
  expect(rows.connection.prepare('SELECT first_seq, last_seq FROM packs').all()).toEqual([
    { first_seq: 1, last_seq: 1_000 },
    { first_seq: 1_001, last_seq: 2_000 },
    { first_seq: 2_001, last_seq: 2_510 },
  ]);
  expect(everything(1).entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 2_510 }, (_, index) => index + 1));
  expect(findings()).toEqual([]);
});

test('KEEP1 KEEP3 a damaged entry is not packed and keeps no other from it; a damaged pack refuses its document and is found', () => {
  for (const key of [1, 2]) {
    rows.write(conversationOf(key, talk(3)));
    derive(key);
  }
  rows.connection.exec(
    "UPDATE entries SET effect = replace(effect, 'message', 'massage') WHERE document = 1 AND seq = 3",
  );
  expect(pack(1, 2)).toEqual({ kind: 'committed', rows: 1 });
  expect(count('entries')).toBe(4);
  const { bytes } = rows.connection.prepare<{ bytes: Uint8Array }>('SELECT bytes FROM packs').one() ?? {
    bytes: Buffer.of(),
  };
  for (let at = 0; at < bytes.length; at += 7) {
    const flipped = Uint8Array.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 16;
    rows.connection.prepare('UPDATE packs SET bytes = ?').run(flipped);
    expect(() => everything(2)).toThrow(/pack 1 of document 2 is damaged/);
  }
  expect(findings()).toContainEqual({
    document: conversationDocument(someConversation(2)),
    part: 'entries',
    detail: 'pack 1 is damaged',
  });
});

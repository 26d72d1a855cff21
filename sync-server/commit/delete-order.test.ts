import { afterEach, beforeEach, expect, test } from 'vitest';
import { conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
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

const ERASED_AT = 1_700_000_000_000;
const BEFORE = ERASED_AT - 1_000_000;
/** Later than a day after the ids that the tests make. */
const LATER = Date.now() + 10 * 86_400_000;

/** A closed conversation with a desk; some of both may have been written after the erasure. */
function write(n: number, said: number, noted: number): void {
  rows.write({ ...conversationOf(n, talk(said)), at: said > 1 ? ERASED_AT - 1_500 : BEFORE });
  const notes = Array.from({ length: noted }, (_, index) => ({ kind: 'noted', text: `note ${index}` }) as const);
  const desk = { key: 100 + n, name: deskDocument(someConversation(n)), effects: notes };
  rows.write({ ...desk, at: noted > 1 ? ERASED_AT - 500 : BEFORE });
}

function derive(ids: readonly number[]): void {
  const { row } = rows.connection.prepare<{ row: number }>('SELECT max(id) AS row FROM entries').one() ?? { row: 0 };
  const closed = ids.map((n) => ({
    id: someConversation(n),
    visitor: someVisitor,
    site: 'shop',
    state: 'closed' as const,
    assignee: null,
    startedAt: BEFORE,
    lastSeq: 1,
    lastAt: BEFORE,
    lastText: '',
    lastBy: null,
    lastMessage: null,
    waitingSince: null,
    lastVisitorSeq: 1,
    answerSeq: 0,
    lostTo: null,
    closedAt: LATER - 5,
  }));
  rows.order({ kind: 'derived', rows: { conversations: closed, contacts: [], watermark: row } });
}

test('KEEP8 an erasure that is carried out late spares what was said or noted after it, packed since or not', () => {
  const [SILENT, SAID, NOTED] = [0, 1, 2];
  const [LYING, PACKED, DAMAGED] = [10, 20, 30];
  const all = [LYING, PACKED, DAMAGED].flatMap((where) => [SILENT, SAID, NOTED].map((what) => where + what));
  for (const n of all) write(n, n % 10 === SAID ? 3 : 1, n % 10 === NOTED ? 3 : 1);
  derive(all);
  const due = all.filter((n) => n >= PACKED).map(someConversation);
  const packing = { kind: 'pack', conversations: due, closedBefore: LATER, at: LATER } as const;
  expect(rows.order({ kind: 'keep', order: packing })).toEqual({ kind: 'committed', rows: 6 });
  rows.connection.exec('UPDATE packs SET checksum = checksum + 1 WHERE document % 100 >= 30');

  const documents = all.map((n) => conversationDocument(someConversation(n)));
  const erasure = { visitor: someVisitor, at: ERASED_AT, by: 'the owner', documents, row: 0 };
  const order = { kind: 'erase', erasure, spares: 'later' } as const;
  expect(rows.order({ kind: 'keep', order })).toMatchObject({ kind: 'committed' });
  const left = rows.connection.prepare<{ key: number }>('SELECT key FROM documents ORDER BY key').all();
  const stays = [LYING + SAID, LYING + NOTED, PACKED + SAID, PACKED + NOTED];
  expect(left.map(({ key }) => key)).toEqual([...stays, ...stays.map((n) => 100 + n)]);

  rows.order({ kind: 'keep', order: { ...order, spares: 'nothing' } });
  expect(rows.connection.prepare('SELECT key FROM documents').all()).toEqual([]);
});

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { assemble, emptyDocument } from './assemble.ts';
import { prepareStaffChanges, type StaffChange } from './staff-changes.ts';
import { createStaffStore, type StaffStore } from './staff-store.ts';

let folder: string;
let connection: Connection;
let carryOut: (changes: readonly StaffChange[]) => void;
let store: StaffStore;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdline-staff-'));
  connection = openDatabase(join(folder, 'holdline.db'));
  migrate(connection);
  carryOut = prepareStaffChanges(connection);
  store = createStaffStore(connection);
});
afterAll(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

const DAY = 86_400_000;
let documents = 0;

/** Writes like the server: the rows on the disk, and beside them a document that was never unloaded. */
function writer() {
  documents += 1;
  const document = documents;
  const live = emptyDocument('draft');
  let n = 0;
  let at = 1_000_000;
  const append = (update: Uint8Array): void => {
    n += 1;
    at += 1_000;
    const created = n === 1 ? { name: `draft/${document}`, epoch: 'e' } : null;
    carryOut([{ kind: 'append', document, created, n, at, bytes: update, claimed: [live.clientID], person: 'ann' }]);
  };
  live.on('update', append);
  return {
    document,
    live,
    text: live.getText('reply'),
    n: () => n,
    compact: (upTo = n): void => carryOut([{ kind: 'compact', document, of: 'draft', upTo, at }]),
    pass: (ms: number): void => {
      at += ms;
      carryOut([{ kind: 'sweep', before: at - DAY }]);
    },
    load: () => assemble(store.rowsOf(document), 'draft'),
    rows: () => store.rowsOf(document),
    damage: (sql: string): void => connection.exec(sql.replaceAll(':document', String(document))),
  };
}

const wholeText = (assembled: ReturnType<typeof assemble>): string => {
  if (assembled.kind === 'damaged') throw new Error(assembled.reason);
  return assembled.doc.getText('reply').toJSON();
};

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('insert' as const), at: fc.nat(500), text: fc.string() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('delete' as const), at: fc.nat(500) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('compact' as const), behind: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('pass' as const), ms: fc.constantFrom(1_000, DAY, 2 * DAY) }) },
);

test('STAFF5 whatever is written, compacted and forgotten in between, what is loaded is what was written (I10)', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const one = writer();
      for (const given of steps) {
        if (given.what === 'insert') one.text.insert(given.at % (one.text.length + 1), given.text.toWellFormed());
        else if (given.what === 'delete')
          one.text.delete(
            given.at % (one.text.length + 1),
            Math.min(4, one.text.length - (given.at % (one.text.length + 1))),
          );
        else if (given.what === 'pass') one.pass(given.ms);
        // Updates arrive while the snapshot of older ones is made.
        else if (one.n() > given.behind && given.behind >= 0)
          one.compact(Math.max(newestSnapshot(one), one.n() - given.behind));
        const loaded = one.n() === 0 ? null : one.load();
        if (loaded === null) continue;
        expect(wholeText(loaded)).toBe(one.text.toJSON());
        expect(loaded).toMatchObject({ kind: 'whole', n: one.n(), isHealed: false });
        expect(Y.encodeStateVector((loaded as { doc: Y.Doc }).doc)).toEqual(Y.encodeStateVector(one.live));
      }
    }),
    { numRuns: 60 },
  );
});

const newestSnapshot = (one: ReturnType<typeof writer>): number => one.rows().snapshots[0]?.n ?? 0;

test('STAFF5 the newest two snapshots stay; after a day only the newest, and the log behind it', () => {
  const one = writer();
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 10; n += 1) one.text.insert(0, 'x');
    one.compact();
  }
  one.text.insert(0, 'y');
  const kept = () => ({
    snapshots: one.rows().snapshots.map(({ n }) => n),
    updates: one.rows().updates.map(({ n }) => n),
  });
  expect(kept()).toEqual({ snapshots: [30, 20], updates: [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31] });
  one.pass(DAY - 10_000);
  expect(kept().snapshots).toEqual([30, 20]);
  one.pass(20_000);
  expect(kept()).toEqual({ snapshots: [30], updates: [31] });
  expect(wholeText(one.load())).toBe(`y${'x'.repeat(30)}`);
});

test('STAFF7 every single row that is damaged is found; what can be told without it heals, and else a beginning is salvaged', () => {
  const one = writer();
  const text = 'abcdefghijklmnopqrstuvwxyz';
  for (const [at, letter] of [...text].entries()) {
    one.text.insert(at, letter);
    if (at === 9 || at === 19) one.compact();
  }
  const healthy = one.rows();
  expect(healthy.snapshots.map(({ n }) => n)).toEqual([20, 10]);
  const flipped = (bytes: Uint8Array): Uint8Array =>
    bytes.map((byte, at) => (at === bytes.length - 2 ? byte ^ 1 : byte));
  const without = (part: 'snapshots' | 'updates', n: number) =>
    assemble(
      { ...healthy, [part]: healthy[part].map((row) => (row.n === n ? { ...row, bytes: flipped(row.bytes) } : row)) },
      'draft',
    );
  expect(without('snapshots', 20)).toMatchObject({ kind: 'whole', isHealed: true, snapshotN: 10, n: 26 });
  expect(wholeText(without('snapshots', 20))).toBe(text);
  expect(without('snapshots', 10)).toMatchObject({ kind: 'whole', isHealed: false });
  for (let n = 11; n <= 20; n += 1) expect(without('updates', n)).toMatchObject({ kind: 'whole', isHealed: false });
  for (let n = 21; n <= 26; n += 1) {
    const damaged = without('updates', n);
    expect(damaged).toMatchObject({ kind: 'damaged', reason: `row ${n} is damaged` });
    if (damaged.kind === 'damaged') expect(damaged.salvaged.getText('reply').toJSON()).toBe(text.slice(0, n - 1));
  }
  const gone = assemble({ ...healthy, updates: healthy.updates.filter(({ n }) => n !== 23) }, 'draft');
  expect(gone).toMatchObject({ kind: 'damaged', reason: 'update 24 follows 22' });
});

test('STAFF5 a snapshot is not made of damaged rows: nothing changes, and the whole log stays', () => {
  const one = writer();
  for (let n = 0; n < 5; n += 1) one.text.insert(0, 'x');
  one.damage('UPDATE staff_updates SET bytes = zeroblob(4) WHERE document = :document AND n = 3');
  const before = one.rows();
  expect(() => one.compact()).toThrow('row 3 is damaged');
  expect(one.rows()).toEqual(before);
});

test('STAFF5 a row with a sound checksum whose content waits for something is not believed either', () => {
  const one = writer();
  one.text.insert(0, 'first');
  const lost = new Y.Doc();
  lost.getText('reply').insert(0, 'lost');
  const update = new Promise<Uint8Array>((resolve) => lost.once('update', resolve));
  lost.getText('reply').insert(4, ' behind');
  return update.then((bytes) => {
    const n = one.n() + 1;
    carryOut([{ kind: 'append', document: one.document, created: null, n, at: 5, bytes, claimed: [], person: 'ann' }]);
    expect(one.load()).toMatchObject({ kind: 'damaged', reason: 'row 2 lacks others' });
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { stateToBytes } from '#schema/docs/server-document.ts';
import { createEntryStore } from '../store/entry-store.ts';
import { verifyRows } from '../store/verify-rows.ts';
import { conversationOf, openTemporaryRows, talk, type TemporaryRows } from '../testing/temporary-rows.ts';
import { loadDocument } from './load-document.ts';

let rows: TemporaryRows;
beforeEach(() => {
  rows = openTemporaryRows();
});
afterEach(() => rows.close());

const bytesOf = (key: number) => {
  const { state, ...loaded } = loadDocument(createEntryStore(rows.connection), key, null);
  return { bytes: Buffer.from(stateToBytes(state)).toString('hex'), ...loaded };
};

function snapshot(key: number, at = 1): void {
  const { state, position } = loadDocument(createEntryStore(rows.connection), key, null);
  const head = JSON.stringify(position.head);
  rows.order({
    kind: 'snapshots',
    rows: [{ document: key, chapter: 1, seq: position.seq, at, head, bytes: stateToBytes(state) }],
  });
}

const verify = () => {
  const steps = [...verifyRows(rows.connection)];
  return steps.at(-1);
};

test('KEEP2 whichever byte of a snapshot is flipped, the document has the same bytes and the same head', () => {
  rows.write(conversationOf(1, talk(20)));
  snapshot(1);
  const before = bytesOf(1);
  expect(before).toMatchObject({ snapshotSeq: 21, damaged: [] });
  const read = rows.connection.prepare<{ bytes: Uint8Array; head: string }>('SELECT bytes, head FROM snapshots');
  const put = rows.connection.prepare('UPDATE snapshots SET bytes = ?, head = ?');
  const { bytes, head } = read.one() ?? { bytes: new Uint8Array(), head: '' };
  const whole = Uint8Array.from(bytes);
  // Each flip by itself would be written with fsync, hundreds of them.
  rows.connection.exec('BEGIN');
  for (let at = 0; at < whole.length; at += 3) {
    const flipped = Uint8Array.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    put.run(flipped, head);
    expect(bytesOf(1)).toEqual({ ...before, snapshotSeq: 0, damaged: [21] });
  }
  for (let at = 0; at < head.length; at += 3) {
    put.run(whole, `${head.slice(0, at)}~${head.slice(at + 1)}`);
    expect(bytesOf(1)).toEqual({ ...before, snapshotSeq: 0, damaged: [21] });
  }
  put.run(whole, head);
  expect(bytesOf(1)).toEqual(before);
  rows.connection.exec('COMMIT');
});

test('KEEP2 the previous snapshot is tried before the entries, and a third one is not kept', () => {
  rows.write(conversationOf(1, talk(10)));
  snapshot(1);
  for (const behind of [11, 16]) {
    rows.write({ ...conversationOf(1, talk(5).slice(1)), behind });
    snapshot(1);
  }
  const places = () => rows.connection.prepare('SELECT seq, replaced_at FROM snapshots ORDER BY seq').all();
  expect(places()).toEqual([
    { seq: 16, replaced_at: 1 },
    { seq: 21, replaced_at: null },
  ]);
  const before = bytesOf(1);
  rows.connection.prepare('UPDATE snapshots SET bytes = zeroblob(40) WHERE seq = 21').run();
  expect(bytesOf(1)).toEqual({ ...before, snapshotSeq: 16, damaged: [21] });
  expect(verify()?.findings).toMatchObject([{ part: 'snapshot', detail: 'snapshot 21 is damaged' }]);
});

test('KEEP2 what a snapshot replaced goes after its day, and the newest stays however old it is', () => {
  for (const key of [1, 2]) {
    rows.write(conversationOf(key, talk(5)));
    snapshot(key);
  }
  rows.write({ ...conversationOf(1, talk(2).slice(1)), behind: 6 });
  snapshot(1, 5_000);
  const dropBefore = (before: number) => rows.order({ kind: 'keep', order: { kind: 'drop-snapshots', before } });
  expect(dropBefore(5_000)).toEqual({ kind: 'committed', rows: 0 });
  expect(dropBefore(5_001)).toEqual({ kind: 'committed', rows: 1 });
  expect(rows.connection.prepare('SELECT document, seq FROM snapshots ORDER BY document').all()).toEqual([
    { document: 1, seq: 8 },
    { document: 2, seq: 6 },
  ]);
});

test('KEEP1 whatever column of an entry is changed, the document is refused, and the check finds that row alone', () => {
  rows.write(conversationOf(1, talk(4)));
  const [, said = ''] = rows.write(conversationOf(2, talk(4)));
  rows.write({ ...conversationOf(2, [{ kind: 'edited', message: said as never, text: 'b', rev: 1 }]), behind: 5 });
  const sound = bytesOf(2);
  const changes = [
    'at = at + 1',
    "author = replace(author, 'Ann', 'Bob')",
    "effect = replace(effect, 'b', 'c')",
    'fingerprint = fingerprint + 1',
    'target = zeroblob(16)',
    'command = zeroblob(16)',
    'checksum = checksum + 1',
  ];
  for (const change of changes) {
    rows.connection.exec('SAVEPOINT change');
    rows.connection.exec(`UPDATE entries SET ${change} WHERE document = 2 AND seq = 6`);
    expect(() => bytesOf(2)).toThrow(/entry 6 of document 2 is damaged/);
    expect(verify()).toMatchObject({
      rows: 11,
      unknown: 0,
      findings: [{ document: conversationOf(2, []).name, part: 'entries', detail: 'entry 6 is damaged' }],
    });
    expect(bytesOf(1)).toMatchObject({ damaged: [] });
    rows.connection.exec('ROLLBACK TO change');
    rows.connection.exec('RELEASE change');
  }
  expect(bytesOf(2)).toEqual(sound);
});

test('KEEP1 the check finds an entry that is missing; a row that is older than checksums is believed and counted', () => {
  rows.write(conversationOf(1, talk(4)));
  rows.write(conversationOf(2, talk(4)));
  rows.connection.exec('UPDATE entries SET checksum = NULL WHERE document = 1');
  rows.connection.exec('DELETE FROM entries WHERE document = 2 AND seq = 3');
  expect(bytesOf(1).position.seq).toBe(5);
  expect(verify()).toMatchObject({
    unknown: 5,
    findings: [{ document: conversationOf(2, []).name, part: 'entries', detail: '1 of 5 entries are missing' }],
  });
});

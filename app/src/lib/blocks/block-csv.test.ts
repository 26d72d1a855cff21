import { expect, test } from 'vitest';
import { blocksCsv, csvCell, type CsvBlock } from './block-csv.ts';

const HEAD = ['Who', 'Address', 'Reason', 'By', 'Since', 'Until', 'Stopped'];
const by = { kind: 'operator', id: 'o', name: 'Ola' } as const;
const block: CsvBlock['block'] = { id: 'hand:1', scope: 'address', until: null, by, at: Date.UTC(2026, 10, 26) };

test.each([
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  [' =1+1', `"' =1+1"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['a,b', '"a,b"'],
  ['a;b', '"a;b"'],
  ['said "no"', '"said ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['plain = text', 'plain = text'],
])('BLOCK11 no cell of the file is a formula: %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test('BLOCK11 the file has a line for each block, and a block for ever has no end', () => {
  const until = Date.UTC(2026, 11, 1);
  const stopped = ['v1', 'v2'] as never;
  const csv = blocksCsv(HEAD, [
    { who: 'Range of addresses', address: '203.0.113.0/24', block: { ...block, stopped } },
    { who: 'Мария', address: null, block: { ...block, reason: 'Спам, "пилюли"', until } },
  ]);
  expect(csv.split('\r\n')).toEqual([
    `\uFEFF${HEAD.join(',')}`,
    'Range of addresses,203.0.113.0/24,,Ola,2026-11-26T00:00:00.000Z,,2',
    'Мария,,"Спам, ""пилюли""",Ola,2026-11-26T00:00:00.000Z,2026-12-01T00:00:00.000Z,0',
    '',
  ]);
});

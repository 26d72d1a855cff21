import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DICTIONARY_1, packEntries, unpackEntries, type PackedEntry } from './pack.ts';

const entry = fc.record({
  passed: fc.integer({ min: -5_000, max: 1e9 }),
  command: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  author: fc
    .constantFrom('Ann', 'Zoë "the" \\ one', '中文\u2028')
    .map((name) => JSON.stringify({ kind: 'visitor', name })),
  effect: fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify({ kind: 'said', text: text.toWellFormed() })),
});

test('KEEP3 what is unpacked is what was packed, to the byte', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.array(entry, { minLength: 1, maxLength: 40 }), (first, made) => {
      let at = 1_700_000_000_000;
      const entries = made.map(({ passed, ...rest }, index): PackedEntry => ({
        ...rest,
        seq: first + index,
        at: (at += passed),
      }));
      const unpacked = unpackEntries(packEntries(entries));
      expect(unpacked.map((one) => ({ ...one, command: Uint8Array.from(one.command) }))).toEqual(entries);
    }),
    { numRuns: 200 },
  );
});

test('KEEP3 a pack of format 1 made today can be read for ever: its dictionary and these bytes never change', () => {
  expect(createHash('sha256').update(DICTIONARY_1).digest('hex')).toBe(
    '1fa03f33fd02b7b8ba3cc92f9698ea89fca47e79fcff963ecf9b044f0a5fe08c',
  );
  const bytes = Buffer.from(
    '01dbc7c0c000f7b439564f1b1a1818c462f7786c2d1751dee0c21926f90865fe39e989c84a511d9a919a93938f2c0d8b5b0634c08f0600',
    'hex',
  );
  expect(
    unpackEntries(bytes).map(({ command, ...rest }) => ({ ...rest, command: Buffer.from(command).toString('hex') })),
  ).toEqual([
    {
      seq: 7,
      at: 1_700_000_000_000,
      author: '{"kind":"visitor","id":"v","name":""}',
      effect: '{"kind":"said","text":"hello"}',
      command: '00'.repeat(16),
    },
    {
      seq: 8,
      at: 1_700_000_001_000,
      author: '{"kind":"operator","id":"o","name":"Olga"}',
      effect: '{"kind":"closed"}',
      command: '0f'.repeat(16),
    },
  ]);
});

test('KEEP1 bytes that are no pack are said to be damaged', () => {
  expect(() => unpackEntries(Uint8Array.of(9, 1, 2))).toThrow(/format 9/);
  expect(() => unpackEntries(Uint8Array.of(1, 255, 255))).toThrow(/cannot be inflated/);
});

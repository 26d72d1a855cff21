import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TEXT_BYTES } from './limits.ts';
import { normaliseText, utf8Length } from './text.ts';

describe('text', () => {
  test.each([
    ['plain words', 'Dzień dobry', 'Dzień dobry'],
    ['blanks at the end', 'Hello \n\t ', 'Hello'],
    ['blanks at the start', '  indented', '  indented'],
    ['a letter and its accent', 'e\u0301', '\u00e9'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['an emoji of several', '👩‍👩‍👧', '👩‍👩‍👧'],
  ])('CMD8 %s is stored as it should', (_name, text, stored) => {
    expect(normaliseText(text)).toEqual({ ok: true, value: stored });
  });

  test.each(['', ' ', '\n\t', '\u00a0\u2003'])('CMD8 an empty text is refused: %j', (text) => {
    expect(normaliseText(text)).toEqual({ ok: false, failure: 'empty' });
  });

  test('CMD8 8 KB in UTF-8 is the limit, after normalising', () => {
    expect(normaliseText('x'.repeat(TEXT_BYTES)).ok).toBe(true);
    expect(normaliseText('x'.repeat(TEXT_BYTES + 1))).toEqual({ ok: false, failure: 'too-long' });
    expect(normaliseText(`${'x'.repeat(TEXT_BYTES)}   `).ok).toBe(true);
    expect(normaliseText('ż'.repeat(TEXT_BYTES / 2)).ok).toBe(true);
    expect(normaliseText('z\u0307'.repeat(TEXT_BYTES / 2)).ok).toBe(true);
    expect(normaliseText('👋'.repeat(TEXT_BYTES / 4 + 1))).toEqual({ ok: false, failure: 'too-long' });
  });

  test('CMD8 what is stored stays as it is when it is stored again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseText(text);
        if (once.ok) expect(normaliseText(once.value)).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });

  test('CMD8 the length is that of the encoded text', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          units.map((codes) => String.fromCharCode(...codes)),
        ),
        (text) => {
          expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { textToTokens } from './text-tokens.ts';

const links = (text: string): string[] =>
  textToTokens(text).flatMap((token) => (token.kind === 'link' ? [token.href] : []));

test('the tokens of any text make the text again, and a link leads only to http, https or mailto', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      'https://',
      'http://a.example',
      '(',
      ')',
      '\r\n',
      '\n',
      'javascript:alert(1)',
      'mailto:',
      'a@b.co',
      '.',
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      const tokens = textToTokens(text);
      expect(tokens.map((token) => token.text).join('')).toBe(text);
      for (const token of tokens) {
        expect(token.text).not.toBe('');
        if (token.kind === 'link') expect(token.href).toMatch(/^(https?:\/\/|mailto:)/i);
        if (token.kind !== 'break') expect(token.text).not.toMatch(/[\r\n]/);
      }
    }),
  );
});

test('links end where a reader would end them', () => {
  expect(links('see https://shop.example/cart?id=1&b=2#x.')).toEqual(['https://shop.example/cart?id=1&b=2#x']);
  expect(links('(see https://en.example/wiki/Tea_(drink))')).toEqual(['https://en.example/wiki/Tea_(drink)']);
  expect(links('“https://a.example/ż”')).toEqual(['https://a.example/ż']);
  expect(links('write to anna.k@shop.example, please')).toEqual(['mailto:anna.k@shop.example']);
  expect(links('mailto:anna@shop.example')).toEqual(['mailto:anna@shop.example']);
  expect(links('https:// http://. javascript:alert(1) data:text/html,x ftp://a.example')).toEqual([]);
});

test('a long text without an end is taken apart quickly', () => {
  const started = performance.now();
  textToTokens('a'.repeat(8_000) + '@' + 'b.'.repeat(4_000));
  textToTokens(`https://${')'.repeat(8_000)}`);
  textToTokens('https://a.example/'.repeat(500));
  expect(performance.now() - started).toBeLessThan(1_000);
});

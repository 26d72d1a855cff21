import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textToTokens } from '#client/text-tokens.ts';
import { matchIn } from '#schema/search/match.ts';
import { parseQuery } from '#schema/search/query.ts';
import { markTokens } from './mark-tokens.ts';

const marked = (text: string, query: string) =>
  markTokens(textToTokens(text), matchIn(text, parseQuery(query))?.ranges ?? []);

test('HIST3 words are marked in the text, also within a link, which stays one', () => {
  const tokens = marked('see https://shop.example/teapot\nor the teapot', 'teapot');
  expect(tokens.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['teapot', 'teapot']);
  expect(tokens.find(({ isHit }) => isHit)).toMatchObject({ kind: 'link', href: 'https://shop.example/teapot' });
});

test('HIST3 marking changes no character of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 5 }), (text, query) => {
      expect(
        marked(text, query)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

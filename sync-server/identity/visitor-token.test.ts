import { expect, test } from 'vitest';
import { isVisitorToken, visitorIdOf } from './visitor-token.ts';

const token = `v1_${'A'.repeat(43)}`;

test('ID3 a visitor is the first half of the SHA-256 of its whole token', () => {
  // printf 'v1_AAAA…' | sha256sum
  expect(visitorIdOf(token)).toBe('vWoNCNfkwOUAbZm5j4ANE0w');
  expect(visitorIdOf(token)).toMatch(/^v[A-Za-z0-9_-]{22}$/);
  expect(visitorIdOf(`v1_${'A'.repeat(42)}B`)).not.toBe(visitorIdOf(token));
});

test.each([
  ['a visitor token', token, true],
  ['one without its prefix', 'A'.repeat(43), false],
  ['one that is too short', token.slice(0, -1), false],
  ['one that is too long', `${token}A`, false],
  ['one with a foreign sign', `v1_${'A'.repeat(42)}+`, false],
  ["a person's session token", 'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDEy', false],
])('%s', (_what, text, expected) => {
  expect(isVisitorToken(text)).toBe(expected);
});

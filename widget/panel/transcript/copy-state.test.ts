import { expect, test } from 'vitest';
import { knownAddress } from './copy-state.ts';

test.each([
  ['', 'page@example.com', 'page@example.com'],
  ['{"email":"typed@example.com"}', 'page@example.com', 'typed@example.com'],
  ['{"email":""}', 'page@example.com', 'page@example.com'],
  ['{"email":7}', '', ''],
  ['not json', '', ''],
])('MAIL8 %s with %s: the address that this visitor has given before stands there', (kept, said, known) => {
  expect(knownAddress(kept, said)).toBe(known);
});

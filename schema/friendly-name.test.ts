import { expect, test } from 'vitest';
import { FRIENDLY_ANIMALS, friendlyNameOf } from './friendly-name.ts';
import type { VisitorId } from './ids.ts';

const visitor = (n: number): VisitorId => `v${String(n).padStart(22, 'A')}` as VisitorId;

test('APP6 an unknown visitor has the same name wherever it is shown', () => {
  expect(friendlyNameOf(visitor(1))).toEqual(friendlyNameOf(visitor(1)));
  expect(friendlyNameOf('vAAAAAAAAAAAAAAAAAAAAAA' as VisitorId)).toEqual({ animal: 47, number: 7 });
});

test('APP6 names are spread over all animals and numbers', () => {
  const names = Array.from({ length: 5_000 }, (_, n) => friendlyNameOf(visitor(n)));
  expect(new Set(names.map(({ animal }) => animal)).size).toBe(FRIENDLY_ANIMALS);
  expect(Math.min(...names.map(({ number }) => number))).toBe(1);
  expect(Math.max(...names.map(({ number }) => number))).toBe(99);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOrderKey, orderBetween } from './order-key.ts';

/** A list of keys, into which every step puts one more somewhere. */
function grow(places: readonly number[], random: () => number): readonly string[] {
  const keys: string[] = [];
  for (const place of places) {
    const at = place % (keys.length + 1);
    keys.splice(at, 0, orderBetween(keys[at - 1] ?? null, keys[at] ?? null, random));
  }
  return keys;
}

/** As good as chance, and the same each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('TPL2 between any two places there is another, wherever things were put before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 120 }), fc.nat(), (places, seed) => {
      const keys = grow(places, dice(seed));
      expect(keys.every(isOrderKey)).toBe(true);
      expect(keys).toEqual(keys.toSorted());
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test.each([
  ['no chance at all', () => 0],
  ['always the most', () => 1 - 2 ** -32],
])('TPL2 into the same gap again and again, at either end and in between (%s)', (_, random) => {
  for (const place of [() => 0, (count: number) => count, (count: number) => count >> 1, () => 1]) {
    const keys = grow(
      Array.from({ length: 100 }, (__, count) => place(count)),
      random,
    );
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(keys.every(isOrderKey)).toBe(true);
  }
});

test('TPL2 two thousand things added at the end have short keys, and two people seldom make the same one', () => {
  const end = grow(
    Array.from({ length: 2000 }, (_, count) => count),
    dice(1),
  );
  expect(Math.max(...end.map(({ length }) => length))).toBeLessThan(8);
  const [mine, theirs] = [dice(2), dice(3)].map((random) => orderBetween('i0000a', 'i0009z', random));
  expect(mine).not.toBe(theirs);
});

import { expect, test } from 'vitest';
import { fits } from './blocks-room.svelte.ts';
import { spanOf, USUAL_SPANS } from './span.ts';

test('BLOCK1 a span is a whole number of minutes, hours or days, and never nothing', () => {
  expect(USUAL_SPANS.map(({ amount, unit }) => spanOf(amount, unit))).toEqual(
    [15, 60, 240, 1_440, 10_080, 43_200].map((minutes) => minutes * 60_000),
  );
  for (const amount of [0, -1, 1.5, NaN, 3_651]) expect(spanOf(amount, 'days')).toBeNull();
});

test('BLOCK8 the list is searched by every word, in any case, in name, address, reason and who did it', () => {
  const said = ['Address of Maria', '203.0.113.7', 'Спам с утра', 'Bob'];
  for (const typed of ['maria', '113.7', 'СПАМ bob', ' утра  mar ']) expect(fits(typed.trim(), said)).toBe(true);
  expect(fits('maria ann', said)).toBe(false);
});

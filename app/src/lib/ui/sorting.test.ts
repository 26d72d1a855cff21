import { expect, test } from 'vitest';
import { asideOf, moved, placeOf, type Row } from './sorting.ts';

/** Of 40, 100 and 40 px. */
const ROWS: readonly Row[] = [
  { top: 0, height: 40 },
  { top: 40, height: 100 },
  { top: 140, height: 40 },
];

test.each([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 1, 'abc'],
  [0, 1, 'bac'],
])('LIST6 a row that goes from %i to %i', (from, to, expected) => {
  expect(moved([...'abc'], from, to).join('')).toBe(expected);
});

test('LIST6 a dragged row changes places when its middle passes the middle of another, whatever their heights', () => {
  expect([0, 69, 71, 139, 141, 900].map((dragged) => placeOf(ROWS, 0, dragged))).toEqual([0, 0, 1, 1, 2, 2]);
  expect([0, -69, -71, -139, -141].map((dragged) => placeOf(ROWS, 2, dragged))).toEqual([2, 2, 1, 1, 0]);
});

test('LIST6 those between make room by the height of the dragged one, and no others', () => {
  expect([0, 1, 2].map((index) => asideOf(ROWS, index, 0, 2))).toEqual([0, -40, -40]);
  expect([0, 1, 2].map((index) => asideOf(ROWS, index, 1, 0))).toEqual([100, 0, 0]);
  expect([0, 1, 2].map((index) => asideOf(ROWS, index, 1, 1))).toEqual([0, 0, 0]);
});

import { expect, test } from 'vitest';
import { anchorOf, heldOrder, layOut, placedRows, placeNear, revealed, rowAt, windowOf } from './virtual-rows.ts';

const TALL = 84;
const SHORT = 62;

test('ROW1 of thousands of rows only what can be seen is drawn, whatever their heights', () => {
  const heights = Array.from({ length: 5_000 }, (_, index) => (index % 3 === 0 ? TALL : SHORT));
  const layout = layOut(heights);
  expect(layout.total).toBe(heights.reduce((sum, height) => sum + height, 0));
  for (const top of [0, 1_000, 77_777, layout.total - 800]) {
    const [from, to] = windowOf(layout, top, 800, 200);
    expect(to - from).toBeLessThan(25);
    expect(layout.tops[from]).toBeLessThanOrEqual(Math.max(0, top - 200));
    expect(layout.tops[to + 1]).toBeGreaterThanOrEqual(Math.min(layout.total, top + 800 + 200));
  }
  expect(rowAt(layOut([]), 10)).toBe(-1);
  expect(windowOf(layOut([]), 0, 800, 200)).toEqual([-1, -1]);
});

test('ROW1 a row that is walked to is brought into sight by the shortest way', () => {
  const layout = layOut([SHORT, TALL, SHORT, SHORT]);
  expect(revealed(layout, 0, 100, 124)).toBe(0);
  expect(revealed(layout, 3, 0, 124)).toBe(SHORT + TALL + SHORT + SHORT - 124);
  expect(revealed(layout, 1, 62, 124)).toBe(62);
});

test('ROW1 what the keyboard is at is drawn wherever it stands, once and in its place', () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'];
  const drawn = (window: readonly [number, number], ...besides: number[]): string =>
    placedRows(rows, window, besides)
      .map(({ row, index }) => `${index}${row}`)
      .join(' ');
  expect(drawn([2, 3])).toBe('2c 3d');
  expect(drawn([2, 3], 5, 0)).toBe('0a 2c 3d 5f');
  expect(drawn([2, 3], 3, 3)).toBe('2c 3d');
  expect(drawn([2, 3], 5, 5)).toBe('2c 3d 5f');
  expect(drawn([4, 9], -1, 1)).toBe('1b 4e 5f');
  expect(placedRows([], [-1, -1], [-1])).toEqual([]);
});

test('ROW2 the row that has the focus or is pointed at stays where it is; else the first one in sight', () => {
  const before = { ids: ['a', 'b', 'c', 'd'], layout: layOut([SHORT, SHORT, TALL, SHORT]) };
  const all = (): boolean => true;
  expect(anchorOf(before, 10, ['c', 'a'], all)).toEqual({ id: 'c', below: 114 });
  expect(anchorOf(before, 10, [null, 'gone', 'a'], (id) => id !== 'gone')).toEqual({ id: 'a', below: -10 });
  expect(anchorOf(before, 70, [], (id) => id !== 'b')).toEqual({ id: 'c', below: 54 });
  // At the top, and with nothing in hand, who comes first is seen.
  expect(anchorOf(before, 0, [null], all)).toBeNull();
});

test('ROW2 while somebody points at the list nobody changes places, who leaves stays, and who is new is seen', () => {
  const alive = (id: string): boolean => id !== 'erased';
  expect(heldOrder(['a', 'b', 'c'], ['c', 'b', 'a'], alive)).toEqual(['a', 'b', 'c']);
  expect(heldOrder(['a', 'erased', 'b', 'c'], ['c', 'a'], alive)).toEqual(['a', 'b', 'c']);
  expect(heldOrder(['a', 'b'], ['new', 'b', 'newer', 'a'], alive)).toEqual(['new', 'a', 'b', 'newer']);
  expect(heldOrder([], ['a', 'b'], alive)).toEqual(['a', 'b']);
});

test('ROW1 a row is found where it stood, beside it, and wherever it went', () => {
  const rows = [...'abcdefg'];
  const place = (row: string, near: number) => placeNear(rows, (other) => other === row, near);
  for (const near of [-3, 0, 3, 6, 99])
    expect([...'abcdefg'].map((row) => place(row, near))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(place('x', 2)).toBe(-1);
  expect(placeNear([], () => true, 0)).toBe(-1);
  let looked = 0;
  placeNear(rows, (other) => (looked += 1) > 0 && other === 'e', 3);
  expect(looked).toBeLessThanOrEqual(3);
});

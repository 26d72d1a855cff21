import { expect, test } from 'vitest';
import { findEmoji, placeAfter, readEmoji, toned, withUsed } from './emoji.ts';

const LIST = '😀 😢\n👋* ✌️*\n🐻';
const EN =
  'grinning face\tgrinning face happy\ncrying face\tcrying face sad\nwaving hand\twaving hand hello\nvictory hand\tvictory hand\nbear\tbear face';
const RU =
  'улыбка\tулыбка радость\nплачет\tплачет грусть\nмашет рукой\tмашет рукои привет\nпобеда\tпобеда\nмедведь\tмедведь';
const all = readEmoji(LIST, RU, EN);
const found = (typed: string): readonly string[] => findEmoji(all, typed).map(({ base }) => base);

test('EMO1 each has its name, its group and whether its skin can have a tone', () => {
  expect(all.map(({ base, name, group, hasTones }) => [base, name, group, hasTones])).toEqual([
    ['😀', 'улыбка', 0, false],
    ['😢', 'плачет', 0, false],
    ['👋', 'машет рукой', 1, true],
    ['✌️', 'победа', 1, true],
    ['🐻', 'медведь', 2, false],
  ]);
});

test('EMO1 it is found by words of the language of the screen, of English, and on the wrong keyboard', () => {
  expect(found('медв')).toEqual(['🐻']);
  expect(found('привет')).toEqual(['👋']);
  expect(found('hello')).toEqual(['👋']);
  expect(found('ghbdtn')).toEqual(['👋']);
  expect(found('bear face')).toEqual(['🐻']);
  expect(found('???')).toEqual([]);
});

test('EMO2 a tone stands behind the first sign, and only where there can be one', () => {
  const [grin, , wave, victory] = all;
  expect([grin, wave, victory].map((one) => one && toned(one, 5))).toEqual(['😀', '👋🏿', '✌🏿']);
  expect([wave, victory].map((one) => one && toned(one, 0))).toEqual(['👋', '✌️']);
});

test('EMO2 what was used is kept newest first, once each', () => {
  expect(withUsed(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c']);
  expect(
    withUsed(
      Array.from({ length: 40 }, (_, n) => String(n)),
      'x',
    ),
  ).toHaveLength(27);
});

test('EMO3 the arrows walk lines that are not full, and from one section into the next', () => {
  const step = (key: string, at: number): number | null => placeAfter(key, at, [5, 2, 4], 3);
  expect(step('ArrowDown', 2)).toBe(4);
  expect(step('ArrowDown', 4)).toBe(6);
  expect(step('ArrowDown', 6)).toBe(8);
  expect(step('ArrowDown', 10)).toBe(10);
  expect(step('ArrowUp', 5)).toBe(3);
  expect(step('ArrowUp', 0)).toBe(0);
  expect(step('ArrowRight', 4)).toBe(5);
  expect(step('ArrowLeft', 0)).toBe(0);
  expect(step('Home', 1)).toBeNull();
  expect(placeAfter('ArrowDown', 0, [0], 3)).toBeNull();
});

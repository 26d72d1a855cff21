import { expect, test } from 'vitest';
import { placeAfter, readFew, recentWith, shownOf } from './few-emoji.ts';

const LINES = '😀\tширокая улыбка\tрадость grinning face\n👍️\tбольшой палец вверх\tда thumbs up\n🐻\tмедведь\tbear';
const all = readFew(LINES);
const found = (typed: string, recent: readonly string[] = []) => shownOf(all, typed, recent).map(({ sign }) => sign);

test('EMO4 an emoji is found by the beginnings of words of the language and of English, in any order', () => {
  expect(found('улыб')).toEqual(['😀']);
  expect(found('вверх бол')).toEqual(['👍️']);
  expect(found('Bear')).toEqual(['🐻']);
  expect(found('улыб bear')).toEqual([]);
  expect(found('???')).toEqual([]);
});

test('EMO4 what was used lately comes first, newest first and once, and not among what was found', () => {
  const used = recentWith(recentWith(recentWith([], '🐻'), '👍️'), '🐻');
  expect(used).toEqual(['🐻', '👍️']);
  expect(found('', [...used, 'of another version'])).toEqual(['🐻', '👍️', '😀']);
  expect(found('улыб', used)).toEqual(['😀']);
  expect(recentWith([...'abcdefghi'], 'x')).toHaveLength(9);
});

test('EMO4 the arrows walk its lines and stay within', () => {
  const after = (key: string, at: number) => placeAfter(key, at, 10, 4);
  expect([after('ArrowDown', 0), after('ArrowUp', 0), after('ArrowRight', 9), after('ArrowDown', 7)]).toEqual([
    4, 0, 9, 7,
  ]);
  expect(after('Tab', 0)).toBeNull();
  expect(placeAfter('ArrowDown', 0, 0, 4)).toBeNull();
});

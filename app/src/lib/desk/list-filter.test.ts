import { expect, test } from 'vitest';
import type { Summary } from '#schema/docs/inbox-document.ts';
import { EVERYTHING, fold, isHiding, matcherOf, parseFilter, tagsOf, type ListFilter } from './list-filter.ts';
import { summary } from './summary.fixtures.ts';

const row = (changes: Partial<Summary>, words = '') => ({ summary: summary(changes), haystack: fold(words) });
const match = (filter: Partial<ListFilter>) =>
  matcherOf({ ...EVERYTHING, ...filter }, (id) => (id === 'sales' ? ['anna'] : []));

test('ROW5 B24 by site, tag and department: handed to it, or answered by somebody of it', () => {
  const anna = { kind: 'operator', id: 'anna', name: 'Anna' } as const;
  expect(match({ site: 'shop' })(row({ site: 'shop' }))).toBe(true);
  expect(match({ site: 'shop' })(row({ site: 'blog' }))).toBe(false);
  expect(match({ tag: 'vip' })(row({ tags: ['VIP', 'late'] }))).toBe(true);
  expect(match({ tag: 'vip' })(row({}))).toBe(false);
  // Told apart as everywhere else (TEAM6): by more than its letters without marks.
  expect(match({ tag: 'zwrot' })(row({ tags: ['Zwrót'] }))).toBe(false);
  expect(tagsOf(['Zwrot'], [row({ tags: ['zwrot', 'Zwrót'] })])).toEqual(['Zwrot', 'Zwrót']);
  expect(match({ department: 'sales' })(row({ department: 'sales' }))).toBe(true);
  expect(match({ department: 'sales' })(row({ assignee: anna }))).toBe(true);
  expect(match({ department: 'sales' })(row({ assignee: anna, department: 'support' }))).toBe(false);
  expect(match({ department: 'sales' })(row({}))).toBe(false);
});

test('ROW5 free words are found in any order and case, with and without marks, while they are typed', () => {
  const about = row({}, 'Мария Ёлкина где мой заказ? Łódź');
  for (const words of ['елкина', 'ЗАКАЗ мария', 'lodz', ' зак ']) expect(match({ words })(about)).toBe(true);
  expect(match({ words: 'заказ пётр' })(about)).toBe(false);
});

test('ROW6 what is kept of a filter is believed only where it is one, and blanks hide nothing', () => {
  expect(parseFilter(null)).toEqual(EVERYTHING);
  expect(parseFilter('{"site":"shop","sort":"time","words":7}')).toEqual({ ...EVERYTHING, site: 'shop', sort: 'time' });
  expect(parseFilter('{"sort":"upwards"}')).toEqual(EVERYTHING);
  expect(parseFilter('nonsense')).toEqual(EVERYTHING);
  expect(isHiding({ ...EVERYTHING, words: '  ', sort: 'time' })).toBe(false);
  expect(isHiding({ ...EVERYTHING, words: 'a' })).toBe(true);
});

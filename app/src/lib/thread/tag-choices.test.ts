import { expect, test } from 'vitest';
import { tagChoices } from './tag-choices.ts';

const known = ['Refund', 'VIP', 'Preferred', 'Возврат'];
const names = (typed: string, on: readonly string[] = []): readonly string[] =>
  tagChoices(typed, known, on).map(({ tag, isNew }) => (isNew ? `+${tag}` : tag));

test('TEAM6 nothing typed offers the workspace’s tags in its order, without those that are on it', () => {
  expect(names('')).toEqual(known);
  expect(names('', ['vip'])).toEqual(['Refund', 'Preferred', 'Возврат']);
});

test('TEAM6 what begins so comes before what only holds it, whatever the case', () => {
  expect(names('ref')).toEqual(['Refund', 'Preferred', '+ref']);
  expect(names('ВОЗ')).toEqual(['Возврат', '+ВОЗ']);
});

test('TEAM6 a new one is offered as typed, with single blanks, unless it is there or too long', () => {
  expect(names('  late   delivery ')).toEqual(['+late delivery']);
  expect(names('vip')).toEqual(['VIP']);
  expect(names('mine', ['Mine'])).toEqual([]);
  expect(names('x'.repeat(41))).toEqual([]);
});

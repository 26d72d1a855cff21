import { expect, test } from 'vitest';
import { digitsAsked, matchContact, matchNumber } from './contact-match.ts';
import { parseQuery } from './query.ts';

const TEXTS = [
  { field: 'email', text: 'maria.nowak@shop.example' },
  { field: 'phone', text: '+48 600-100-200' },
  { field: 'address', text: 'ul. Długa 7 m. 12, Łódź' },
  { field: 'note', text: 'Prefers calls after four' },
] as const;

test('HIST8 the first text that has all of the words is the hit, with their places', () => {
  const found = (words: string) => {
    const match = matchContact(TEXTS, parseQuery(words));
    return match && [match.field, ...match.ranges.map(({ start, end }) => match.text.slice(start, end))];
  };
  expect(found('nowak shop')).toEqual(['email', 'nowak', 'shop']);
  expect(found('lodz dluga')).toEqual(['address', 'Długa', 'Łódź']);
  expect(found('call')).toEqual(['note', 'calls']);
  expect(found('call dluga')).toBeNull();
});

test('HIST8 a telephone number is found however it is written, by four digits or more, and words are no number', () => {
  expect(['600100', '+48 600', '(600) 100', '1234', '600', 'call 600100', '7 m. 12'].map(digitsAsked)).toEqual([
    '600100',
    '48600',
    '600100',
    '1234',
    '',
    '',
    '',
  ]);
  const numbers = [TEXTS[1]];
  const found = (words: string) => {
    const match = matchNumber(numbers, digitsAsked(words));
    return match && match.ranges.map(({ start, end }) => match.text.slice(start, end));
  };
  expect(['600100', '48600', '0200', '00 100', '9999'].map(found)).toEqual([
    ['600-100'],
    ['48 600'],
    ['0-200'],
    ['00-100'],
    null,
  ]);
});

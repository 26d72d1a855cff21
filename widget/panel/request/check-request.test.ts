import { expect, test } from 'vitest';
import { contactOf, parseReachable, problemOf, reachLine } from './check-request.ts';

const nobody = { name: '', email: '', phone: '' };

test.each([
  [' ', nobody, 'empty'],
  ['Help', { ...nobody, name: 'Ann' }, 'reach'],
  ['Help', { ...nobody, email: ' ', phone: ' ' }, 'reach'],
  ['Help', { ...nobody, email: 'ann@example' }, 'email'],
  ['Help', { ...nobody, email: 'ann@example', phone: '+48 600 100 200' }, 'email'],
  ['Help', { ...nobody, phone: '12-34' }, 'phone'],
  ['Help', { ...nobody, email: 'ann@example.com', phone: 'call me' }, 'phone'],
  ['Help', { ...nobody, email: ' ann@example.com ' }, null],
  ['Help', { ...nobody, phone: '(600) 100-200' }, null],
] as const)('REQ2 an e-mail address or a phone number, and words: %j, %j', (words, reach, problem) => {
  expect(problemOf(words, reach)).toBe(problem);
});

test('REQ2 an empty field forgets nothing that was known before', () => {
  expect(contactOf({ name: ' Ann ', email: '', phone: ' 600 100 200' })).toEqual({ name: 'Ann', phone: '600 100 200' });
});

test('REQ2 what was typed before stands there again, else what the page says; what cannot be read is nothing', () => {
  const known = { name: 'Ann', email: 'ann@example.com' };
  expect(parseReachable('', known)).toEqual({ ...known, phone: '' });
  expect(parseReachable('null', known)).toEqual({ ...known, phone: '' });
  expect(parseReachable('{"name":7}', null)).toEqual(nobody);
  const kept = JSON.stringify({ name: '', email: 'other@example.com', phone: '600 100 200' });
  expect(parseReachable(kept, known)).toEqual({ name: 'Ann', email: 'other@example.com', phone: '600 100 200' });
});

test('REQ2 in place of words stands how to reach them', () => {
  expect(reachLine({ name: 'Ann', email: ' ann@example.com', phone: '600 100 200' })).toBe(
    'ann@example.com · 600 100 200',
  );
});

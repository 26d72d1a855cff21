import { expect, test } from 'vitest';
import { triggerAt } from './trigger.ts';

/** `|` is the caret. */
const asked = (text: string): string | null => {
  const caret = text.indexOf('|');
  return triggerAt(text.replace('|', ''), caret)?.query ?? null;
};

test.each([
  ['/|', ''],
  ['#|', ''],
  ['/дост|', 'дост'],
  ['Hello! /hi|', 'hi'],
  ['Hello!\n#hi|', 'hi'],
  ['/time of del|', 'time of del'],
  ['/dos|tawa', 'dos'],
])('TPL6 %j asks for templates', (text, query) => {
  expect(asked(text)).toBe(query);
});

test.each([
  'https://shop.example/|',
  'https:/|',
  'и/или|',
  '12/05|',
  '/usr/bin|',
  '//|',
  '/usr/|',
  '/ |',
  '/ hello|',
  '/hello|'.replace('/', ' 1/'),
  '/first line\nsecond|',
  'word|',
  '|/hi',
  '##|',
  `/${'x'.repeat(60)}|`,
  '/done  now|',
])('TPL6 %j is left alone', (text) => {
  expect(asked(text)).toBeNull();
});

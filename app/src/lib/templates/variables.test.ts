import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blanksOf, filled, partsOf, type Values } from './variables.ts';

const MARIA: Values = {
  visitor: 'Maria',
  operator: 'Bob',
  page: 'Teapot',
  address: 'https://shop.test/teapot',
  site: 'demo',
};
const names = (text: string, values: Values = {}): readonly string[] => blanksOf(text, values).map(({ name }) => name);

test.each([
  ['Hello, {visitor}! I am {operator}.', 'Hello, Maria! I am Bob.'],
  ['Здравствуйте, {имя}! Вы на странице «{Страница}».', 'Здравствуйте, Maria! Вы на странице «Teapot».'],
  ['Dzień dobry, {Imię}! {adres}', 'Dzień dobry, Maria! https://shop.test/teapot'],
  ['{{ name }} at {{site}}', 'Maria at demo'],
  ['a {1} { } {} {:-} {color: red;}', 'a {1} { } {} {:-} {color: red;}'],
])('TPL8 %j is filled in', (text, words) => {
  expect(filled(text, MARIA)).toBe(words);
});

test('TPL8 what is not known is asked for, each once, and what nobody knows by its own name', () => {
  expect(
    names('Hello, {имя} {visitor} {name}! Order {order number} of {site}, {Order  number}', { site: 'demo' }),
  ).toEqual(['имя', 'order number']);
  expect(names('Hello, {visitor}!', MARIA)).toEqual([]);
  const [order] = blanksOf('Order {order} left', {});
  expect(order && filled('Order {order} left', {}, new Map([[order, ' 12 ']]))).toBe('Order 12 left');
});

test.each([
  ['Hello, {visitor}!', 'Hello!'],
  ['Hello {visitor}, and welcome', 'Hello, and welcome'],
  ['{имя}, здравствуйте!', 'Здравствуйте!'],
  ['{visitor}', ''],
  ['See {address}', 'See'],
])('TPL8 %j without a value leaves no hole', (text, words) => {
  expect(filled(text, {})).toBe(words);
});

test('TPL8 whatever the template and the values, nothing that is open is left', () => {
  const pieces = fc.array(fc.constantFrom('{visitor}', '{ order }', '{{x}}', '{имя}', 'word', ' ', ', ', '\n'));
  fc.assert(
    fc.property(pieces, (list) => {
      const words = filled(list.join(''), { visitor: 'Maria' });
      expect(partsOf(words).filter(({ kind }) => kind === 'place')).toEqual([]);
    }),
  );
});

test('TPL8 a value that looks like a variable is only words', () => {
  expect(filled('Hello, {visitor}!', { visitor: '{operator}', operator: 'Bob' })).toBe('Hello, {operator}!');
});

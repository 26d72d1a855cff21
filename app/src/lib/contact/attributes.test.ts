import { expect, test } from 'vitest';
import { localeOf } from '../texts/times.ts';
import { attributeInWords, attributesOf } from './attributes.ts';

test('ATTR2 what is signed stands before what the page says, and in its place', () => {
  const verified = { site: 'shop', person: '7', fields: {}, attributes: { plan: 'Pro' }, at: 1 };
  expect(attributesOf({ attributes: { plan: 'Free', seats: 12 }, verified })).toEqual([
    { name: 'plan', value: 'Pro', isVerified: true },
    { name: 'seats', value: 12, isVerified: false },
  ]);
  expect(attributesOf({})).toEqual([]);
});

/** As this machine's own language writes it. */
const DAY = new Intl.DateTimeFormat(localeOf('en'), { dateStyle: 'medium', timeZone: 'UTC' }).format(
  Date.UTC(2026, 0, 31),
);

test.each([
  [true, 'yes'],
  [1_234_567, '1234567'],
  ['2026-01-31', DAY],
  ['2026-01-31T00:00:00.000Z', DAY],
  ['2026-13-45', '2026-13-45'],
  ['31.01.2026', '31.01.2026'],
])('ATTR2 a value in the words of the reader: %j', (value, words) => {
  expect(attributeInWords('en', value, { yes: 'yes', no: 'no' })).toBe(words);
});

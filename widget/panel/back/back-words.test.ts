import { expect, test } from 'vitest';
import { backWords } from './back-words.ts';

const LOCALES = { en: 'en-GB', ru: 'ru', pl: 'pl' } as const;
const at = (text: string): number => Date.parse(text);
const told = (language: keyof typeof LOCALES, back: string | null, now: string, zone = 'Europe/Warsaw') =>
  backWords(language, back === null ? undefined : at(back), at(now), zone, LOCALES[language]);

test('REQ6 today, tomorrow, a day of the week, a date; each as the language says it', () => {
  // A Thursday.
  const now = '2026-11-26T21:00+01:00';
  expect(told('en', '2026-11-26T22:30+01:00', now)).toBe('We are back today at 22:30.');
  expect(told('en', '2026-11-27T09:00+01:00', now)).toBe('We are back tomorrow at 09:00.');
  expect(told('en', '2026-11-30T09:00+01:00', now)).toBe('We are back on Monday at 09:00.');
  expect(told('en', '2026-12-02T09:00+01:00', now)).toBe('We are back on Wednesday at 09:00.');
  expect(told('en', '2026-12-03T09:00+01:00', now)).toBe('We are back on 3 December at 09:00.');
  expect(told('ru', '2026-12-01T09:00+01:00', now)).toBe('Будем на месте во вторник в 09:00.');
  expect(told('ru', '2027-01-07T09:00+01:00', now)).toBe('Будем на месте 7 января в 09:00.');
  expect(told('pl', '2026-12-01T09:00+01:00', now)).toBe('Wracamy we wtorek o 09:00.');
  expect(told('pl', '2027-01-07T09:00+01:00', now)).toBe('Wracamy 7 stycznia o 09:00.');
});

test('REQ6 by the clock of whoever reads it, also where the day is another one there, and over a change of clocks', () => {
  const back = '2026-11-30T09:00+01:00';
  expect(told('en', back, '2026-11-29T22:00Z', 'Europe/Warsaw')).toBe('We are back tomorrow at 09:00.');
  expect(told('en', back, '2026-11-29T22:00Z', 'Asia/Tokyo')).toBe('We are back today at 17:00.');
  expect(told('en', back, '2026-11-29T22:00Z', 'America/Los_Angeles')).toBe('We are back tomorrow at 00:00.');
  expect(told('en', '2026-10-25T09:00+01:00', '2026-10-24T09:00+02:00')).toBe('We are back tomorrow at 09:00.');
});

test('REQ6 nothing is said when nobody knows, and once the time has come', () => {
  expect(told('en', null, '2026-11-26T21:00Z')).toBeNull();
  expect(told('en', '2026-11-26T21:00Z', '2026-11-26T21:00Z')).toBeNull();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperatorId } from '#schema/ids.ts';
import { nextShiftStart } from '#schema/schedule/duty.ts';
import { backWords } from './back-words.ts';

const LOCALES = { en: 'en-GB', ru: 'ru', pl: 'pl' } as const;
const at = (text: string): number => Date.parse(text);
const told = (language: keyof typeof LOCALES, back: string | null, now: string, zone = 'Europe/Warsaw') =>
  backWords(language, back === null ? undefined : at(back), at(now), 'whole', zone, LOCALES[language]);
const briefly = (language: keyof typeof LOCALES, back: string) =>
  backWords(language, at(back), at('2026-11-26T21:00+01:00'), 'short', 'Europe/Warsaw', LOCALES[language]);

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

test('REQ6 in the header it is said briefly', () => {
  expect(briefly('en', '2026-11-26T22:30+01:00')).toBe('Nobody is here · back today 22:30');
  expect(briefly('en', '2026-11-30T09:00+01:00')).toBe('Nobody is here · back Mon 09:00');
  expect(briefly('en', '2026-12-03T09:00+01:00')).toBe('Nobody is here · back 3 Dec 09:00');
  expect(briefly('ru', '2026-11-27T09:00+01:00')).toBe('Никого нет · будем завтра в 09:00');
  expect(briefly('ru', '2026-12-01T09:00+01:00')).toBe('Никого нет · будем во вт в 09:00');
  expect(briefly('pl', '2026-11-30T09:00+01:00')).toBe('Nikogo nie ma · wracamy w pon. o 09:00');
});

const ZONES = [
  'Europe/Warsaw',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Africa/Casablanca',
  'UTC',
];
const HOUR = 3_600_000;
/** What a clock on the wall shows there: `2026-11-30 09:00`. */
const wall = (zone: string, moment: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(moment);
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const days = (from: string, to: string): number =>
  (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / (24 * HOUR);

test('REQ6 in any zone, over any change of clocks, it is the time that the wall there shows then, and its day', () => {
  const moment = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), moment, fc.integer({ min: 1, max: 20 * 24 * 60 }), (zone, now, minutes) => {
      const back = now + minutes * 60_000;
      const [here, there] = [wall(zone, now), wall(zone, back)];
      const away = days(here, there);
      const words = backWords('en', back, now, 'short', zone, 'en-GB') ?? '';
      expect(words.endsWith(` ${there.slice(11)}`), `${words}; ${there}`).toBe(true);
      const day = words.slice('Nobody is here · back '.length, -6);
      const weekday = WEEKDAYS[new Date(`${there.slice(0, 10)}T00:00Z`).getUTCDay()] as string;
      const date = `${Number(there.slice(8, 10))} `;
      if (away > 6) expect(day.startsWith(date), `${words}; ${there}`).toBe(true);
      else expect(day).toBe(['today', 'tomorrow'][away] ?? weekday);
    }),
  );
});

const ANN = 'ann' as OperatorId;

test('REQ6 SCHED3 SCHED9 of a schedule with leave it is told when its next shift begins, by the clock of the shop', () => {
  const week = fc.uniqueArray(fc.record({ day: fc.nat(6), from: fc.integer({ min: 8, max: 40 }) }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ day }) => day,
  });
  const off = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 6 });
  // From before the clocks go forward to after it, and back.
  const begin = fc.constantFrom('2026-03-20', '2026-10-18', '2026-07-01');
  fc.assert(
    fc.property(week, off, begin, fc.integer({ min: 0, max: 14 * 48 }), (shifts, offs, from, halfHours) => {
      const now = Date.parse(from) + halfHours * 1_800_000;
      const dayOf = (n: number): string => new Date(Date.parse(from) + n * 24 * HOUR).toISOString().slice(0, 10);
      const daysOff = [...new Set(offs)].map((n) => ({
        day: dayOf(n),
        name: '',
        ...(n % 2 === 1 && { person: ANN }),
      }));
      const schedule = {
        revision: 1,
        zone: 'Europe/Warsaw',
        weeks: new Map([[ANN, shifts.map(({ day, from: half }) => ({ day, from: half * 30, to: half * 30 + 60 }))]]),
        daysOff,
      };
      const back = nextShiftStart(schedule, now);
      expect(back).not.toBeNull();
      const told = backWords('en', back ?? 0, now, 'short', 'Europe/Warsaw', 'en-GB') ?? '';
      const there = wall('Europe/Warsaw', back ?? 0);
      // No leave, no day off, and a shift begins then.
      expect(daysOff.map(({ day }) => day)).not.toContain(there.slice(0, 10));
      // From Monday, as schedules count.
      const weekday = (new Date(`${there.slice(0, 10)}T00:00Z`).getUTCDay() + 6) % 7;
      const minutes = Number(there.slice(11, 13)) * 60 + Number(there.slice(14));
      expect(
        shifts.some(({ day, from: half }) => day === weekday && half * 30 === minutes),
        told,
      ).toBe(true);
      expect(told.endsWith(there.slice(11))).toBe(true);
    }),
  );
});

test('REQ6 nothing is said when nobody knows, and once the time has come', () => {
  expect(told('en', null, '2026-11-26T21:00Z')).toBeNull();
  expect(told('en', '2026-11-26T21:00Z', '2026-11-26T21:00Z')).toBeNull();
});

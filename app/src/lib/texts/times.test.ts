import { expect, test } from 'vitest';
import { texts } from './en.ts';
import { dayName, dayOf, dayStart, duration, midnightBefore, timeBeside } from './times.ts';

const at = (text: string): number => new Date(text).getTime();

test('a wait reads as a running clock', () => {
  expect([-5, 0, 42_999, 60_000, 3_723_000].map(duration)).toEqual(['0:00', '0:00', '0:42', '1:00', '1:02:03']);
});

test('a day begins at local midnight, also where clocks are put back', () => {
  expect(dayOf(at('2026-10-25T23:59:59')) - dayOf(at('2026-10-25T00:00:00'))).toBe(0);
  expect(dayOf(at('2026-10-26T00:00:00')) - dayOf(at('2026-10-25T23:59:59'))).toBe(1);
});

test('a day is called by its distance, and by its year when that is another one', () => {
  const now = at('2026-03-02T09:00:00');
  expect(dayName(texts, at('2026-03-02T00:01:00'), now)).toBe('Today');
  expect(dayName(texts, at('2026-03-01T23:59:00'), now)).toBe('Yesterday');
  expect(dayName(texts, at('2026-02-27T12:00:00'), now)).toMatch(/Friday.*27.*February|Friday.*February.*27/);
  expect(dayName(texts, at('2025-12-31T12:00:00'), now)).toContain('2025');
});

test('a day that was Today is Yesterday by the first moment of the next one, and the moment stays the same all day', () => {
  const line = at('2026-03-01T23:59:00');
  expect(dayName(texts, line, midnightBefore(at('2026-03-01T23:59:59')))).toBe('Today');
  expect(dayName(texts, line, midnightBefore(at('2026-03-02T00:00:00')))).toBe('Yesterday');
  expect(midnightBefore(at('2026-03-02T23:59:59'))).toBe(midnightBefore(at('2026-03-02T00:00:00')));
});

test('A8 a time beside another one names its day only when it is another day', () => {
  const beside = at('2026-03-02T09:00:00');
  expect(timeBeside(texts, at('2026-03-02T08:30:00'), beside)).toBe('08:30');
  expect(timeBeside(texts, at('2026-03-01T08:30:00'), beside)).toMatch(/1.*08:30/);
});

test('HIST4 a day begins at midnight here, and the day after it also where a clock is changed', () => {
  expect(dayStart('2026-03-29', 0)).toBe(new Date(2026, 2, 29).getTime());
  expect(dayStart('2026-03-29', 1)).toBe(new Date(2026, 2, 30).getTime());
  expect(dayStart('', 0)).toBeNull();
  expect(dayStart('1066-10-14', 0)).toBeNull();
});

import { afterEach, expect, test } from 'vitest';
import { dayNameOf } from './callback/day-name.ts';
import { dayNames } from './dates.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('the day before is yesterday by the calendar, also where it had 23 hours', () => {
  process.env.TZ = 'Europe/Warsaw';
  // On 29 March 2026 the clocks go from 2:00 to 3:00.
  const now = new Date(2026, 2, 30, 0, 30).getTime();
  const name = dayNames('en', { today: 'Today', yesterday: 'Yesterday' }, () => now);
  expect(name(now)).toBe('Today');
  expect(name(new Date(2026, 2, 29, 12).getTime())).toBe('Yesterday');
  expect(name(new Date(2026, 2, 28, 12).getTime())).toContain('28');
});

test('a day that was today is another one once midnight has passed', () => {
  let now = new Date(2026, 5, 10, 23, 59).getTime();
  const said = new Date(2026, 5, 10, 12).getTime();
  const call = new Date(2026, 5, 11, 12).getTime();
  const past = dayNames('en', { today: 'Today', yesterday: 'Yesterday' }, () => now);
  const coming = dayNameOf('en', { today: 'Today', tomorrow: 'Tomorrow' }, () => now);
  expect([past(said), coming(call)]).toEqual(['Today', 'Tomorrow']);
  now += 2 * 60_000;
  expect([past(said), coming(call)]).toEqual(['Yesterday', 'Today']);
});

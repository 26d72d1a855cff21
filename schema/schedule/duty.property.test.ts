import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDutyMemory, dutyAt, type Rules } from './duty.ts';
import { DAY_MINUTES, DAYS, type Week } from './schedule.ts';
import { momentOf, wallOf } from './time-zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = Date.UTC(2026, 0, 1);
const ZONES = ['Europe/Warsaw', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC'];
/** Around which clocks are changed, in Europe, America and on Lord Howe. */
const CHANGES = ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04'].map(Date.parse);

const minute = fc.oneof(fc.nat(DAY_MINUTES - 1), fc.constantFrom(0, 120, 150, 540, 1080, 1439));
const weeks: fc.Arbitrary<Week> = fc.array(fc.record({ day: fc.nat(DAYS - 1), from: minute, to: minute }), {
  maxLength: 8,
});
const moments = fc.oneof(
  fc.nat(365 * DAY_MINUTES).map((minutes) => YEAR + minutes * MINUTE),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -2 * DAY_MINUTES, max: 2 * DAY_MINUTES }))
    .map(([change, minutes]) => change + minutes * MINUTE),
);
const daysNear = fc.array(fc.integer({ min: -12, max: 12 }), { maxLength: 6 });
const rulesAt = (zone: string, at: number, days: readonly number[]): Rules => ({
  zone,
  daysOff: days.map((day) => ({ day: new Date(at + day * DAY).toJSON().slice(0, 10) })),
});

/** By what a clock on the wall shows, and nothing else. */
function isOnByTheWall(week: Week, { zone, daysOff }: Rules, at: number): boolean {
  const wall = wallOf(zone, at);
  const today = Math.floor(wall / DAY) * DAY;
  const now = (wall - today) / MINUTE;
  const begins = (day: number) =>
    daysOff.some((off) => off.day === new Date(day).toJSON().slice(0, 10))
      ? []
      : week.filter((span) => span.day === (new Date(day).getUTCDay() + 6) % DAYS);
  const isLate = ({ from, to }: Week[number]): boolean => to <= from;
  return (
    begins(today).some((span) => span.from <= now && (isLate(span) || now < span.to)) ||
    begins(today - DAY).some((span) => isLate(span) && now < span.to)
  );
}

/** The same is shown twice while a clock is put back: then the first time counts, which the wall cannot tell. */
function isPutBackNear(zone: string, at: number): boolean {
  const offset = (moment: number): number => wallOf(zone, moment) - moment;
  return offset(at - 3 * HOUR) > offset(at + 3 * HOUR);
}

const runs = { numRuns: 600 };

test('SCHED1 SCHED3 somebody works when the clock on the wall says so, over midnight, changes of the clock and days off', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), weeks, moments, daysNear, (zone, week, at, days) => {
      fc.pre(!isPutBackNear(zone, at));
      const rules = rulesAt(zone, at, days);
      expect(dutyAt(week, rules, at).isOn).toBe(isOnByTheWall(week, rules, at));
    }),
    runs,
  );
});

test('SCHED1 SCHED2 it is so from the last border to the next, and otherwise beyond both', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      weeks,
      moments,
      daysNear,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (...given) => {
        const [zone, week, at, days, share] = given;
        const rules = rulesAt(zone, at, days);
        const duty = dutyAt(week, rules, at);
        const { isOn, since, until } = duty;
        expect(since ?? -Infinity).toBeLessThanOrEqual(at);
        expect(until ?? Infinity).toBeGreaterThan(at);
        if (since !== null) expect(dutyAt(week, rules, since - 1).isOn).toBe(!isOn);
        if (until !== null) expect(dutyAt(week, rules, until).isOn).toBe(!isOn);
        if (since === null || until === null) return;
        const between = Math.floor(since + share * (until - 1 - since));
        expect(dutyAt(week, rules, between)).toEqual(duty);
      },
    ),
    runs,
  );
});

test('SCHED1 what is remembered is what would be reckoned', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      weeks,
      moments,
      daysNear,
      fc.array(fc.integer({ min: 0, max: 2 * DAY_MINUTES }), { minLength: 2, maxLength: 12 }),
      (zone, week, at, days, steps) => {
        const rules = rulesAt(zone, at, days);
        const memory = createDutyMemory();
        let now = at;
        for (const step of steps) {
          now += step * MINUTE;
          expect(memory(week, rules, now).isOn).toBe(dutyAt(week, rules, now).isOn);
          expect(memory(week, rules, now)).toBe(memory(week, rules, now));
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('SCHED3 a clock on the wall and the moment at which it shows a time are each other’s reverse', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), moments, (zone, at) => {
      const wall = wallOf(zone, at);
      const moment = momentOf(zone, wall);
      expect(wallOf(zone, moment)).toBe(wall);
      expect(moment).toBeLessThanOrEqual(at);
      if (!isPutBackNear(zone, at)) expect(moment).toBe(at);
    }),
    runs,
  );
});

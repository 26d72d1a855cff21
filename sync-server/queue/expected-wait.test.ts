import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectedWait, LEAST_WAITS, TOLD_MINUTES } from './expected-wait.ts';

const MINUTE = 60_000;
const wait = fc.nat(3 * 60 * MINUTE);

test('QUEUE2 four of five waits were no longer than what is told, rounded up', () => {
  expect(
    expectedWait(
      [1, 2, 3, 4, 60].map((minutes) => minutes * MINUTE - 1),
      [],
    ),
  ).toBe(5);
  expect(expectedWait([20_000, 20_000, 20_000, 20_000, 3_600_000], [])).toBe(1);
  expect(expectedWait([MINUTE, MINUTE, MINUTE, MINUTE + 1, MINUTE + 1], [])).toBe(2);
  expect(expectedWait(new Array<number>(9).fill(61 * MINUTE), [])).toBe(0);
});

test('QUEUE2 of too few waits nothing is said, however many wait', () => {
  expect(expectedWait(new Array<number>(LEAST_WAITS - 1).fill(MINUTE), [1, 2, 3, 4, 5, 6])).toBeUndefined();
});

test('QUEUE2 while nothing moves any more it grows with those who wait', () => {
  const ended = new Array<number>(8).fill(MINUTE);
  expect(expectedWait(ended, [30_000, 30_000])).toBe(1);
  expect(expectedWait(ended, new Array<number>(4).fill(14 * MINUTE))).toBe(15);
});

test('QUEUE2 it is never less than four of five waits that ended, and who has just come makes it no better', () => {
  fc.assert(
    fc.property(
      fc.array(wait, { minLength: LEAST_WAITS, maxLength: 40 }),
      fc.array(wait, { maxLength: 40 }),
      (ended, going) => {
        const told = expectedWait(ended, going);
        const limit = told === 0 ? Infinity : (told ?? 0) * MINUTE;
        const within = ended.filter((each) => each <= limit).length;
        expect(within).toBeGreaterThanOrEqual(Math.ceil(0.8 * ended.length));
        expect([...TOLD_MINUTES, 0]).toContain(told);
        expect(expectedWait(ended, [...going, 0])).toBe(told);
      },
    ),
  );
});

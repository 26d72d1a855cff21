import { expect, test } from 'vitest';
import { manualTime } from './testing/manual-time.ts';
import { shieldedTimers, systemClock } from './timers.ts';

test('DISK4 what throws when its time has come is told, and those after it get theirs', () => {
  const { timers, pass } = manualTime();
  const told: string[] = [];
  const done: string[] = [];
  const log = { error: (fields: object) => void told.push(JSON.stringify(fields)) };
  const shielded = shieldedTimers(timers, log);
  shielded.after(1, () => {
    throw new Error('SQLITE_IOERR');
  });
  shielded.after(2, () => void done.push('second'));
  shielded.after(3, () => void done.push('cancelled'))();
  pass(5);
  expect(told).toEqual([expect.stringContaining('SQLITE_IOERR')]);
  expect(done).toEqual(['second']);
});

test('the clock never goes back, and goes on at half the pace until a clock that was put back has caught up', () => {
  let wall = 1_000_000;
  let steady = 0.25;
  const clock = systemClock(
    () => wall,
    () => steady,
  );
  const pass = (ms: number): void => {
    wall += ms;
    steady += ms;
  };
  expect(clock.now()).toBe(1_000_000);
  pass(500);
  expect(clock.now()).toBe(1_000_500);
  wall -= 3_000;
  expect(clock.now()).toBe(1_000_500);
  pass(1_000);
  expect(clock.now()).toBe(1_001_000);
  pass(4_999.5);
  expect(clock.now()).toBe(1_003_499);
  pass(0.5);
  expect(clock.now()).toBe(1_003_500);
  pass(1_000);
  expect(clock.now()).toBe(1_004_500);
  pass(1_000);
  expect(clock.now()).toBe(1_005_500);
});

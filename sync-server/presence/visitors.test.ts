import { expect, test } from 'vitest';
import { LEFT_AFTER } from '#schema/conversation/missed.ts';
import type { VisitorId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createVisitors } from './visitors.ts';

const ANN = 'vAnn' as VisitorId;
const BEN = 'vBen' as VisitorId;

function open() {
  const time = manualTime();
  const changes: (string | null)[] = [];
  const visitors = createVisitors({ ...time, changed: (visitor) => changes.push(visitor) });
  return { ...time, ...visitors, changes };
}

test('MISS3 after a start nobody has left before they had the time to come back', () => {
  const { arrived, hasLeft, pass, changes } = open();
  arrived(ANN);
  pass(LEFT_AFTER - 1);
  expect([hasLeft(ANN), hasLeft(BEN)]).toEqual([false, false]);
  pass(1);
  expect([hasLeft(ANN), hasLeft(BEN)]).toEqual([false, true]);
  expect(changes).toEqual([null]);
});

test('MISS3 one has left two minutes after the last page was gone, and a page between is as if nothing had been', () => {
  const { arrived, left, hasLeft, pass, changes } = open();
  pass(LEFT_AFTER);
  arrived(ANN);
  arrived(ANN);
  left(ANN);
  pass(LEFT_AFTER);
  expect(hasLeft(ANN)).toBe(false);
  left(ANN);
  pass(LEFT_AFTER - 1);
  arrived(ANN);
  left(ANN);
  pass(LEFT_AFTER - 1);
  expect(hasLeft(ANN)).toBe(false);
  expect(changes).toEqual([null, ANN]);
  pass(1);
  expect(hasLeft(ANN)).toBe(true);
  arrived(ANN);
  expect(hasLeft(ANN)).toBe(false);
  expect(changes).toEqual([null, ANN, ANN, ANN]);
});

test('MISS3 whoever writes by the second door was there, and leaves again', () => {
  const { acted, hasLeft, pass, changes } = open();
  pass(LEFT_AFTER);
  acted(ANN);
  pass(LEFT_AFTER - 1);
  acted(ANN);
  pass(LEFT_AFTER - 1);
  expect(hasLeft(ANN)).toBe(false);
  pass(1);
  expect(hasLeft(ANN)).toBe(true);
  expect(changes).toEqual([null, ANN, ANN]);
});

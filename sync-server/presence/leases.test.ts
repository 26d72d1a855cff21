import { describe, expect, test } from 'vitest';
import type { OperatorId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createLeases, EXPECTED_FOR, SETTLES_AFTER } from './leases.ts';

const ANNA = 'anna' as OperatorId;
const BORIS = 'boris' as OperatorId;

function open() {
  const time = manualTime();
  const changes: (string | null)[] = [];
  const leases = createLeases({ ...time, changed: (person) => changes.push(person) });
  return { ...time, ...leases, changes };
}

describe('a lease', () => {
  test('LEASE3 a page that is reloaded, or a line that is back in time, is seen by nobody', () => {
    const { arrived, left, presenceOf, pass, changes } = open();
    arrived(ANNA);
    for (const how of ['closed', 'closed', 'closed'] as const) {
      left(ANNA, how);
      pass(SETTLES_AFTER - 1);
      expect(presenceOf(ANNA)).toBe('here');
      arrived(ANNA);
    }
    pass(60_000);
    expect(presenceOf(ANNA)).toBe('here');
    expect(changes).toEqual([ANNA, null]);
  });

  test('LEASE3 who closed and does not come back is gone since the moment of closing', () => {
    const { arrived, left, presenceOf, goneSince, pass, clock, changes } = open();
    arrived(ANNA);
    pass(EXPECTED_FOR);
    const closedAt = clock.now();
    left(ANNA, 'closed');
    expect(goneSince(ANNA)).toBeNull();
    pass(SETTLES_AFTER);
    expect([presenceOf(ANNA), goneSince(ANNA)]).toEqual(['gone', closedAt]);
    arrived(ANNA);
    expect([presenceOf(ANNA), goneSince(ANNA)]).toEqual(['here', null]);
    expect(changes).toEqual([ANNA, null, ANNA, ANNA]);
  });

  test('LEASE1 who fell silent is gone at once', () => {
    const { arrived, left, presenceOf } = open();
    arrived(ANNA);
    left(ANNA, 'silent');
    expect(presenceOf(ANNA)).toBe('gone');
  });

  test('LEASE2 it holds while any device is there', () => {
    const { arrived, left, presenceOf, pass, changes } = open();
    arrived(ANNA);
    arrived(ANNA);
    left(ANNA, 'silent');
    expect(presenceOf(ANNA)).toBe('here');
    left(ANNA, 'closed');
    pass(SETTLES_AFTER - 1);
    arrived(ANNA);
    arrived(ANNA);
    left(ANNA, 'closed');
    pass(60_000);
    expect(presenceOf(ANNA)).toBe('here');
    left(ANNA, 'silent');
    expect(presenceOf(ANNA)).toBe('gone');
    expect(changes.filter((person) => person !== null)).toEqual([ANNA, ANNA]);
  });

  test('LEASE4 after a start nobody is gone before they had the time to come back', () => {
    const { arrived, presenceOf, goneSince, pass, clock, changes } = open();
    expect(presenceOf(ANNA)).toBe('expected');
    pass(EXPECTED_FOR - 1);
    arrived(BORIS);
    expect([presenceOf(ANNA), goneSince(ANNA)]).toEqual(['expected', null]);
    pass(1);
    expect([presenceOf(ANNA), goneSince(ANNA)]).toEqual(['gone', clock.now()]);
    expect(presenceOf(BORIS)).toBe('here');
    expect(changes).toEqual([BORIS, null]);
  });

  test('LEASE4 who came back after the start and left again is gone, though others are still expected', () => {
    const { arrived, left, presenceOf, pass } = open();
    arrived(ANNA);
    left(ANNA, 'closed');
    pass(SETTLES_AFTER);
    expect([presenceOf(ANNA), presenceOf(BORIS)]).toEqual(['gone', 'expected']);
  });

  test('LEASE5 a command by the second door says that its author was there at that moment, and no more', () => {
    const { acted, presenceOf, goneSince, pass, clock } = open();
    pass(EXPECTED_FOR + 100_000);
    acted(ANNA);
    expect([presenceOf(ANNA), goneSince(ANNA)]).toEqual(['gone', clock.now()]);
  });
});

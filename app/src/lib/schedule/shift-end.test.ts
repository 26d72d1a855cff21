import { expect, test } from 'vitest';
import { endingShift, ENDS_SOON } from './shift-end.ts';

const END = Date.parse('2026-11-26T17:00+01:00');
const duty = { isOn: true, since: END - 8 * 3_600_000, until: END };
const told = { status: 'online', dismissed: null } as const;

test('SCHED8 the end of a shift is told in its last quarter of an hour, to whoever works until then', () => {
  const at = (before: number): number | null => endingShift(duty, END - before, told);
  expect([at(ENDS_SOON + 1), at(ENDS_SOON), at(1), at(0), at(-1)]).toEqual([null, END, END, null, null]);
  for (const status of ['away', 'invisible'] as const)
    expect(endingShift(duty, END - 1, { ...told, status })).toBe(END);
  expect(endingShift(duty, END - 1, { ...told, status: 'offline' })).toBeNull();
  expect(endingShift({ isOn: false, since: 0, until: END }, END - 1, told)).toBeNull();
  expect(endingShift({ isOn: true, since: 0, until: null }, END - 1, told)).toBeNull();
  expect(endingShift(null, END - 1, told)).toBeNull();
});

test('SCHED8 once put away it is told again with the next shift', () => {
  expect(endingShift(duty, END - 1, { ...told, dismissed: END })).toBeNull();
  expect(endingShift(duty, END - 1, { ...told, dismissed: END - 86_400_000 })).toBe(END);
});

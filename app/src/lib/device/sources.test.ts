import { expect, onTestFinished, test, vi } from 'vitest';
import { Pace } from './sources.svelte.ts';

function source() {
  const calls = new Set<() => void>();
  return {
    change: () => calls.forEach((call) => call()),
    subscribe: (call: () => void) => {
      calls.add(call);
      return () => calls.delete(call);
    },
  };
}

test('ROW3 what is drawn together is told at once after a quiet time, and then together, one round in so many ms', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const [inbox, cursors] = [source(), source()];
  const told: string[] = [];
  const pace = new Pace(() => 300);
  pace.subscribe(inbox, () => told.push('inbox'));
  const leave = pace.subscribe(cursors, () => told.push('cursors'));
  inbox.change();
  expect(told).toEqual(['inbox']);
  cursors.change();
  inbox.change();
  cursors.change();
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(299);
  expect(told).toEqual(['inbox']);
  vi.advanceTimersByTime(1);
  expect(told.splice(0).toSorted()).toEqual(['cursors', 'inbox', 'inbox']);
  vi.advanceTimersByTime(300);
  expect(told).toEqual([]);
  cursors.change();
  expect(told.splice(0)).toEqual(['cursors']);
  // Who has left is told nothing any more.
  cursors.change();
  inbox.change();
  leave();
  vi.advanceTimersByTime(300);
  expect(told).toEqual(['inbox']);
});

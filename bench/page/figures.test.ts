import { expect, test } from 'vitest';
import { misses, pageTable, type Grade } from './figures.ts';
import { sumOfOurs } from './script-time.ts';

const grade = (performance: number): Grade => ({
  ...{ performance, accessibility: 100, bestPractices: 100 },
  ...{ firstPaint: 800, largestPaint: 900, blocked: 0, shift: 0 },
});

test('WID13 a score that is lower by more than runs differ is missed, and so is too much script', () => {
  const without = [99, 100, 100].map(grade);
  const within = pageTable({ withWidget: [98, 99, 99].map(grade), without, scriptSlow: [12, 30, 14], script: [3] });
  expect([within.performance, within.performanceWithout, within.scriptSlow]).toEqual([99, 100, 14]);
  expect(misses(within)).toEqual([]);
  const beyond = pageTable({ withWidget: [97, 98, 98].map(grade), without, scriptSlow: [31, 31, 31], script: [3] });
  expect(misses(beyond)).toHaveLength(2);
});

test('WID13 what is ours within what is ours counts once, and what others do not at all', () => {
  const event = (name: string, ts: number, dur: number, url?: string, tdur = dur, pid = 7) => ({
    ...{ name, ph: 'X', ts, dur, tdur, pid },
    args: url === undefined ? {} : { data: { url } },
  });
  const ours = 'http://shop.example/widget.js?site=demo';
  const events = [
    event('v8.compileModule', 500, 300, ours, 200),
    event('v8.evaluateModule', 1_000, 4_000, undefined, 3_000),
    event('FunctionCall', 2_000, 1_000, ours),
    event('FunctionCall', 9_000, 500, ours),
    event('EvaluateScript', 0, 50_000, 'http://shop.example/shop.js'),
    event('Layout', 0, 50_000, ours),
    event('v8.evaluateModule', 0, 50_000, undefined, 50_000, 8),
  ];
  expect(sumOfOurs(events)).toBe(3.7);
  expect(() => sumOfOurs(events.slice(2))).toThrow('one module');
});

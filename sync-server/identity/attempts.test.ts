import { expect, test } from 'vitest';
import { createAttempts } from './attempts.ts';

test('the one who tries too often waits until the window of the first try is over', () => {
  let now = 0;
  const attempts = createAttempts(2, 10_000, () => now);
  expect([attempts.take('a'), attempts.take('a'), attempts.take('a')]).toEqual([0, 0, 10]);
  expect(attempts.take('b')).toBe(0);
  now = 9_500;
  expect(attempts.take('a')).toBe(1);
  now = 10_000;
  expect(attempts.take('a')).toBe(0);
});

test('a success forgets the tries before it', () => {
  const attempts = createAttempts(1, 10_000, () => 0);
  attempts.take('a');
  attempts.forget('a');
  expect(attempts.take('a')).toBe(0);
});

test('made-up accounts do not fill the memory: the oldest is forgotten', () => {
  const attempts = createAttempts(1, 10_000, () => 0);
  attempts.take('first');
  for (let index = 0; index < 10_000; index += 1) attempts.take(`made up ${index}`);
  expect(attempts.take('made up 9999')).toBe(10);
  expect(attempts.take('first')).toBe(0);
});

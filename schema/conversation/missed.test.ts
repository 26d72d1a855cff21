import { expect, test } from 'vitest';
import { BEYOND_REASON, missedOf, type MissedFacts } from './missed.ts';

const facts = (changes: Partial<MissedFacts>): MissedFacts => ({
  state: 'waiting',
  assignee: null,
  waitingSince: 0,
  lostTo: null,
  hasLeft: false,
  gotAnswer: () => true,
  isSettled: () => false,
  now: 1_000,
  ...changes,
});

test('MISS1 who is there and waits is not missed until they have waited beyond reason', () => {
  expect(missedOf(facts({}))).toBeNull();
  expect(missedOf(facts({ now: BEYOND_REASON - 1 }))).toBeNull();
  expect(missedOf(facts({ now: BEYOND_REASON }))).toEqual({ how: 'waited' });
  expect(missedOf(facts({ now: BEYOND_REASON, state: 'active', assignee: 'Anna' }))).toEqual({
    how: 'waited',
    by: 'Anna',
  });
});

test('MISS1 MISS2 who left without an answer is missed, with who was to give it', () => {
  expect(missedOf(facts({ hasLeft: true }))).toEqual({ how: 'left' });
  expect(missedOf(facts({ hasLeft: true, state: 'active', assignee: 'Anna' }))).toEqual({ how: 'left', by: 'Anna' });
  expect(missedOf(facts({ hasLeft: true, lostTo: 'Anna' }))).toEqual({ how: 'left', by: 'Anna', lost: true });
});

test('MISS1 MISS2 what was closed without an answer to the last words is missed, whether they left or not', () => {
  for (const hasLeft of [true, false])
    expect(missedOf(facts({ hasLeft, state: 'closed', assignee: 'Anna' }))).toEqual({ how: 'closed', by: 'Anna' });
  expect(missedOf(facts({ state: 'closed', waitingSince: null, hasLeft: true, gotAnswer: () => false }))).toBeNull();
  // A thank-you that was read needs no answer.
  expect(missedOf(facts({ state: 'closed', assignee: 'Anna', isSettled: () => true }))).toBeNull();
});

test('MISS1 MISS2 an answer that came after they had left is missed until it reaches them', () => {
  const answered = { state: 'active', assignee: 'Anna', waitingSince: null } as const;
  expect(missedOf(facts({ ...answered, hasLeft: true, gotAnswer: () => false }))).toEqual({ how: 'late', by: 'Anna' });
  expect(missedOf(facts({ ...answered, hasLeft: true }))).toBeNull();
  expect(missedOf(facts({ ...answered, gotAnswer: () => false }))).toBeNull();
});

test('MISS5 what is done with is missed no more', () => {
  expect(missedOf(facts({ hasLeft: true, muted: true }))).toBeNull();
  expect(missedOf(facts({ state: 'closed', muted: true }))).toBeNull();
});

test('REQ4 who left a request waited for nobody: neither its words, nor an answer while they are away, nor its end are missed', () => {
  const left = { isRequest: true, hasLeft: true } as const;
  expect(missedOf(facts({ ...left, now: BEYOND_REASON }))).toBeNull();
  expect(
    missedOf(facts({ ...left, state: 'active', assignee: 'Anna', waitingSince: null, gotAnswer: () => false })),
  ).toBeNull();
  expect(missedOf(facts({ ...left, state: 'closed', assignee: 'Anna' }))).toBeNull();
});

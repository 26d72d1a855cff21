import { expect, test } from 'vitest';
import { ANNA, BORIS, idOf } from '../commands/decide.fixtures.ts';
import type { Summary } from '../docs/inbox-document.ts';
import { authorOf } from '../words.ts';
import { callOf, roomCallOf } from './call.ts';

type Line = Parameters<typeof callOf>[0];
const waits: Line = { state: 'waiting', assignee: null, waitingSince: 5, lastAt: 7, lastVisitorSeq: 2 };
const mine: Line = { ...waits, state: 'active', assignee: authorOf(ANNA) };
const kindOf = (line: Partial<Summary> & Line, { me = ANNA.id, isCalled = true, seen = 0 } = {}) =>
  callOf(line, { me, isCalled, seen })?.kind ?? null;

test('NOTIFY1 what waits for anybody calls all who are not away or off duty, until it is seen', () => {
  expect(kindOf(waits)).toBe('waiting');
  expect(kindOf(waits, { isCalled: false })).toBeNull();
  expect(kindOf(waits, { seen: 2 })).toBeNull();
  expect(kindOf({ ...waits, muted: true })).toBeNull();
  expect(kindOf({ ...waits, missed: { how: 'left', cause: 'nobody' } as never })).toBeNull();
  expect(kindOf({ ...waits, state: 'closed' })).toBeNull();
  // Further words of one who waits already are the same call.
  const key = (line: Line) => callOf(line, { me: ANNA.id, isCalled: true, seen: 0 })?.key;
  expect(key({ ...waits, lastVisitorSeq: 3, lastAt: 9 })).toBe(key(waits));
});

test('CALL5 who wants to be called at once calls whoever is there; a time that was chosen, and what was left at night, calls nobody yet', () => {
  const callback: Line['callback'] = { id: idOf(7), phone: '600 100 200', when: null, since: 6 };
  const asks: Line = { ...waits, waitingSince: null, callback };
  expect(kindOf(asks)).toBe('waiting');
  expect([kindOf(asks, { isCalled: false }), kindOf(asks, { seen: 2 })]).toEqual([null, null]);
  for (const change of [{ when: 9 }, { request: true as const }, { done: { by: authorOf(ANNA), at: 8 } }])
    expect(kindOf({ ...asks, callback: { ...callback, ...change } })).toBeNull();
  // Whoever has the conversation is told of either.
  const annas: Line = { ...mine, waitingSince: null, callback: { ...callback, when: 9 } };
  expect([kindOf(annas), kindOf(annas, { me: BORIS.id })]).toEqual(['mine', null]);
});

test('REQ5 a request calls nobody until somebody has it; then it calls them as anything that is theirs', () => {
  expect(kindOf({ ...waits, request: {} })).toBeNull();
  expect(kindOf({ ...mine, request: {} })).toBe('mine');
  expect(kindOf({ ...mine, waitingSince: null, request: {}, given: { to: ANNA.id, seq: 4 } })).toBe('given');
});

test('NOTIFY1 the visitor’s words call whoever answers, alone or along, each time anew', () => {
  expect(kindOf(mine)).toBe('mine');
  expect(kindOf(mine, { isCalled: false })).toBe('mine');
  expect(kindOf({ ...mine, assignee: authorOf(BORIS), others: [authorOf(ANNA)] })).toBe('mine');
  expect(kindOf(mine, { me: BORIS.id })).toBeNull();
  expect(kindOf(mine, { seen: 2 })).toBeNull();
  expect(kindOf({ ...mine, waitingSince: null })).toBeNull();
  expect(kindOf({ ...mine, muted: true })).toBeNull();
});

test('NOTIFY1 who was given one, or brought in, is called until they have looked, also when the visitor waits for nothing', () => {
  const toAnna = { to: ANNA.id, seq: 4 };
  const given: Line = { ...mine, waitingSince: null, given: toAnna };
  expect(kindOf(given)).toBe('given');
  expect(kindOf(given, { seen: 4 })).toBeNull();
  expect(kindOf({ ...given, assignee: authorOf(BORIS) })).toBeNull();
  // Who is given it later ends nobody else's call.
  const both: Line = { ...given, others: [authorOf(BORIS)], given: { to: BORIS.id, seq: 6 }, alsoGiven: [toAnna] };
  expect([kindOf(both), kindOf(both, { me: BORIS.id })]).toEqual(['given', 'given']);
  expect([kindOf(both, { seen: 5 }), kindOf(both, { me: BORIS.id, seen: 5 })]).toEqual([null, 'given']);
  // Their words that come after it call as ever.
  expect(kindOf({ ...given, waitingSince: 9, lastVisitorSeq: 5 }, { seen: 4 })).toBe('mine');
});

test('NOTIFY1 ROOM4 what a colleague writes to this person alone calls, each time anew, until it is read; what is said in a room does not', () => {
  expect(roomCallOf({ direct: true, lastAt: 7 }, [3, 5])).toEqual({ kind: 'colleague', key: 'colleague 5', at: 7 });
  expect(roomCallOf({ direct: true, lastAt: 7 }, [])).toBeNull();
  expect(roomCallOf({ lastAt: 7 }, [3, 5])).toBeNull();
});

import { expect, test } from 'vitest';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { CommandId, ConversationId, OperatorId } from '#schema/ids.ts';
import { byUrgency, comparisonOf, isIn, isSection, prefetchOrder, sectionOf, type Place } from './sections.ts';
import { summary } from './summary.fixtures.ts';

const me = 'me' as OperatorId;
const by = (id: string): Summary['assignee'] => ({ kind: 'operator', id, name: id });

test('B1 a conversation stands in one place, by who answers it', () => {
  expect(sectionOf(summary({ state: 'waiting' }), me)).toBe('new');
  expect(sectionOf(summary({ assignee: by(me) }), me)).toBe('mine');
  expect(sectionOf(summary({ assignee: by('bob') }), me)).toBe('others');
  expect(sectionOf(summary({ state: 'closed', assignee: by(me) }), me)).toBe('closed');
  expect(isSection('new')).toBe(true);
  expect(isSection('constructor')).toBe(false);
});

test('MISS5 what was missed stands in Missed for everybody, but what I answer stays mine', () => {
  const missed = { how: 'left' } as const;
  expect(sectionOf(summary({ state: 'waiting', missed }), me)).toBe('missed');
  expect(sectionOf(summary({ assignee: by('bob'), missed }), me)).toBe('missed');
  expect(sectionOf(summary({ assignee: by(me), missed }), me)).toBe('mine');
  expect(sectionOf(summary({ assignee: by('bob'), others: [{ kind: 'operator', id: me, name: 'Me' }] }), me)).toBe(
    'mine',
  );
  // Somebody said that it is done, and the server has not heard of it.
  expect(sectionOf(summary({ state: 'waiting', missed, muted: true }), me)).toBe('new');
  expect(sectionOf(summary({ state: 'closed', assignee: by(me), missed: { how: 'closed' } }), me)).toBe('missed');
});

test('REQ4 a request stands in Requests for everybody until somebody takes it up, or it is closed', () => {
  const request = { email: 'ann@example.com' };
  expect(sectionOf(summary({ state: 'waiting', request }), me)).toBe('requests');
  expect(sectionOf(summary({ state: 'waiting', request, department: 'sales' }), me)).toBe('requests');
  expect(sectionOf(summary({ assignee: by(me), request }), me)).toBe('mine');
  expect(sectionOf(summary({ assignee: by('bob'), request }), me)).toBe('others');
  expect(sectionOf(summary({ state: 'closed', request }), me)).toBe('closed');
  expect(isIn('all', summary({ state: 'waiting', request }), 'requests')).toBe(true);
});

test('CALL5 whoever is to be called stands in Requests until somebody takes it up, also when the talk was closed; who asked for it at once waits', () => {
  const callback = { id: 'a' as CommandId, phone: '600 100 200', when: 9, since: 1 };
  const done = { ...callback, done: { by: { kind: 'operator', id: 'bob', name: 'Bob' } as const, at: 3 } };
  expect(sectionOf(summary({ state: 'waiting', callback }), me)).toBe('requests');
  expect(sectionOf(summary({ state: 'waiting', callback: { ...callback, when: null } }), me)).toBe('new');
  expect(sectionOf(summary({ state: 'waiting', callback: { ...callback, when: null, request: true } }), me)).toBe(
    'requests',
  );
  // Their words wait for an answer besides.
  expect(sectionOf(summary({ state: 'waiting', waitingSince: 5, callback }), me)).toBe('new');
  expect(sectionOf(summary({ assignee: by(me), callback }), me)).toBe('mine');
  expect(sectionOf(summary({ assignee: by('bob'), callback }), me)).toBe('others');
  expect(sectionOf(summary({ state: 'closed', assignee: by('bob'), callback }), me)).toBe('requests');
  expect(sectionOf(summary({ state: 'closed', assignee: by('bob'), callback: done }), me)).toBe('closed');
});

test('B1 all that are open are seen together, whoever answers them', () => {
  expect(isIn('all', summary({ state: 'waiting' }), 'new')).toBe(true);
  expect(isIn('all', summary({ assignee: by('bob') }), 'missed')).toBe(true);
  expect(isIn('all', summary({ state: 'closed' }), 'missed')).toBe(false);
  expect(isIn('missed', summary({ state: 'closed' }), 'missed')).toBe(true);
  expect(isIn('mine', summary({}), 'new')).toBe(false);
});

test('B1 who waits longest comes first, then what moved last, and closed ones by their end', () => {
  const rows = [
    summary({ lastText: 'quiet', lastAt: 50 }),
    summary({ lastText: 'waits 10', waitingSince: 10, lastAt: 99 }),
    summary({ lastText: 'moved', lastAt: 90 }),
    summary({ lastText: 'waits 5', waitingSince: 5 }),
  ];
  expect(rows.toSorted(byUrgency).map(({ lastText }) => lastText)).toEqual(['waits 5', 'waits 10', 'moved', 'quiet']);
  const closed = [1, 3, 2].map((closedAt) => summary({ state: 'closed', closedAt }));
  expect(closed.toSorted(byUrgency).map(({ closedAt }) => closedAt)).toEqual([3, 2, 1]);
});

test('ROW7 by wait or by time, as one chooses; whom we failed last comes first in Missed', () => {
  const rows = [
    summary({ lastAt: 1, waitingSince: 1 }),
    summary({ lastAt: 3, waitingSince: 3 }),
    summary({ lastAt: 2 }),
  ];
  const order = (...how: Parameters<typeof comparisonOf>) =>
    rows.toSorted(comparisonOf(...how)).map(({ lastAt }) => lastAt);
  expect(order('mine', 'wait')).toEqual([1, 3, 2]);
  expect(order('mine', 'time')).toEqual([3, 2, 1]);
  expect(order('missed', 'wait')).toEqual([3, 2, 1]);
});

test('ROW7 what came in the same moment keeps one order, by time the other way round, in whatever order it is known', () => {
  const rows = ['b', 'c', 'a'].map((id) => summary({ id: id as ConversationId, lastAt: 5, waitingSince: 5 }));
  const closed = rows.map((row) => ({ ...row, state: 'closed' as const, closedAt: 9 }));
  const order = (some: typeof rows, how: 'wait' | 'time') =>
    some.toSorted(comparisonOf('all', how)).map(({ id }) => id);
  for (const some of [rows, rows.toReversed()]) {
    expect(order(some, 'wait')).toEqual(['a', 'b', 'c']);
    expect(order(some, 'time')).toEqual(['c', 'b', 'a']);
  }
  for (const some of [closed, closed.toReversed()]) expect(order(some, 'wait')).toEqual(['c', 'b', 'a']);
});

test('APP2 what I answer is kept on the device first, then what waits, and never more than the limit', () => {
  const row = (section: Place, waitingSince: number | null) => ({
    section,
    summary: summary({ waitingSince, state: section === 'closed' ? 'closed' : 'active' }),
  });
  const rows = [row('others', 1), row('new', 4), row('closed', null), row('mine', null), row('new', 2), row('mine', 9)];
  expect(prefetchOrder(rows, 4).map(({ section, summary: { waitingSince } }) => [section, waitingSince])).toEqual([
    ['mine', 9],
    ['mine', null],
    ['new', 2],
    ['new', 4],
  ]);
});

test('DUTY2 what waits on a site for which one is not on duty is others’; what one answers is one’s own wherever it is', () => {
  const [waiting, missed, request] = [{ state: 'waiting' }, { missed: { how: 'left' } }, { request: {} }] as const;
  const place = (change: Partial<Summary>): Place => sectionOf(summary({ state: 'waiting', ...change }), me, false);
  expect([place(waiting), place(missed), place(request)]).toEqual(['others', 'others', 'others']);
  expect(place({ state: 'closed', ...missed })).toBe('closed');
  expect(place({ assignee: by(me), ...missed })).toBe('mine');
});

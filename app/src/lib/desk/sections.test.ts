import { expect, test } from 'vitest';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import { byUrgency, isSection, prefetchOrder, sectionOf } from './sections.ts';

const me = 'me' as OperatorId;
const by = (id: string): Summary['assignee'] => ({ kind: 'operator', id, name: id });

const summary = (changes: Partial<Summary>): Summary => ({
  id: 'c' as ConversationId,
  visitor: 'v' as VisitorId,
  name: '',
  site: 'shop',
  state: 'active',
  assignee: null,
  startedAt: 0,
  lastSeq: 1,
  lastAt: 0,
  lastText: '',
  lastBy: 'visitor',
  waitingSince: null,
  lastVisitorSeq: 1,
  seenByAssignee: 0,
  closedAt: null,
  ...changes,
});

test('B1 a conversation stands in one section, by who answers it', () => {
  expect(sectionOf(summary({ state: 'waiting' }), me)).toBe('new');
  expect(sectionOf(summary({ assignee: by(me) }), me)).toBe('mine');
  expect(sectionOf(summary({ assignee: by('bob') }), me)).toBe('others');
  expect(sectionOf(summary({ state: 'closed', assignee: by(me) }), me)).toBe('closed');
  expect(isSection('new')).toBe(true);
  expect(isSection('constructor')).toBe(false);
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

test('APP2 what I answer is kept on the device first, then what waits, and never more than the limit', () => {
  const row = (section: 'mine' | 'new' | 'others' | 'closed', waitingSince: number | null) => ({
    section,
    summary: summary({ waitingSince }),
  });
  const rows = [row('others', 1), row('new', 4), row('closed', null), row('mine', null), row('new', 2), row('mine', 9)];
  expect(prefetchOrder(rows, 4).map(({ section, summary: { waitingSince } }) => [section, waitingSince])).toEqual([
    ['mine', 9],
    ['mine', null],
    ['new', 2],
    ['new', 4],
  ]);
});

import { expect, test } from 'vitest';
import type { Person } from '#schema/docs/team-document.ts';
import type { ConversationId, OperatorId } from '#schema/ids.ts';
import { byStanding, isReady, loadsOf, standingOf } from './standing.ts';

const person = (name: string, changes: Partial<Person> = {}): Person => ({
  id: name as OperatorId,
  name,
  role: 'operator',
  online: true,
  ...changes,
});

test('STATUS2 a dead line is told as such, whatever was chosen; who chose to be offline is offline', () => {
  expect(standingOf(person('a'))).toBe('online');
  expect(standingOf(person('a', { status: 'away' }))).toBe('away');
  expect(standingOf(person('a', { status: 'away', online: false, gone: true }))).toBe('lost');
  expect(standingOf(person('a', { status: 'invisible', online: false }))).toBe('expected');
  for (const online of [true, false]) expect(standingOf(person('a', { status: 'offline', online }))).toBe('offline');
});

test('STATUS4 those who can go on come first, and who is away, gone or offline is not one of them', () => {
  const people = [
    person('Ola', { status: 'offline' }),
    person('Lea', { online: false, gone: true }),
    person('Ada', { status: 'away' }),
    person('Ina', { status: 'invisible' }),
    person('Bob'),
    person('Ann'),
  ];
  const sorted = people.toSorted(byStanding);
  expect(sorted.map(({ name }) => name)).toEqual(['Ann', 'Bob', 'Ina', 'Ada', 'Lea', 'Ola']);
  expect(sorted.filter((one) => isReady(standingOf(one))).map(({ name }) => name)).toEqual(['Ann', 'Bob', 'Ina']);
});

test('LOOK5 the load of a person is what they answer and is not closed, alone or with others', () => {
  const line = (id: string, state: 'active' | 'waiting' | 'closed', assignee: string | null, ...others: string[]) => ({
    id: id as ConversationId,
    state,
    assignee: assignee === null ? null : { id: assignee },
    others: others.map((other) => ({ id: other })),
  });
  const loads = loadsOf([
    line('1', 'active', 'ann'),
    line('2', 'active', 'ann', 'bob', 'ann'),
    line('3', 'closed', 'ann', 'bob'),
    line('4', 'waiting', null),
  ]);
  const told = [...loads].map(([id, lines]) => [id, lines.map((one) => String(one.id))]);
  expect(told).toEqual([
    ['ann', ['1', '2']],
    ['bob', ['2']],
  ]);
});

test('TEAM1 E3 colleagues of one standing are in the order in which one looks names up: the second before the tenth', () => {
  const people = ['Colleague 10', 'Ольга', 'Colleague 2', 'ann'].map((name) => person(name));
  expect([...people, person('Ada', { online: false })].toSorted(byStanding).map(({ name }) => name)).toEqual([
    'ann',
    'Colleague 2',
    'Colleague 10',
    'Ольга',
    'Ada',
  ]);
});

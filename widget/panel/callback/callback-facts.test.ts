import { expect, test } from 'vitest';
import type { AcceptedCommand, OutboxRow } from '#client/interface.ts';
import { ANNA, command, NOON, talk, VISITOR } from '#schema/commands/decide.fixtures.ts';
import { askedOf, daysOf } from './callback-facts.ts';
import { dayNameOf } from './day-name.ts';

const row = (given: ReturnType<typeof command>, kind = 'waiting'): OutboxRow =>
  ({ command: given, state: { kind } }) as unknown as OutboxRow;
const ask = (phone: string, when: number | null) => row(command('callback.ask', { phone, when }));
const cancel = row(command('callback.cancel', {}));

test('CALL4 CALL9 what was asked last stands there, also what waits, until it was done or taken back', () => {
  const asked = [VISITOR, { kind: 'callback-asked', phone: '600 100 200', when: NOON }] as const;
  const { head } = talk(asked) ?? { head: null };
  expect(askedOf(head, [], [])).toEqual({ phone: '600 100 200', when: NOON, isWaiting: false });
  expect(askedOf(null, [ask('1', null)], [])).toEqual({ phone: '1', when: null, isWaiting: true });
  expect(askedOf(head, [cancel], [])).toBeNull();
  expect(askedOf(head, [cancel, ask('2', 5)], [])).toMatchObject({ phone: '2', when: 5, isWaiting: true });
  expect(askedOf(head, [row(command('callback.cancel', {}), 'rejected')], [])).toMatchObject({ isWaiting: false });
  const done = talk(asked, [ANNA, { kind: 'callback-done', done: true }]);
  expect(askedOf(done?.head ?? null, [], [])).toBeNull();
});

test('CMD11 CALL4 what the server has taken goes on standing there until the replica tells it', () => {
  const taken = (given: ReturnType<typeof command>): AcceptedCommand => ({ command: given, seq: 9, at: NOON });
  const asked = taken(command('callback.ask', { phone: '1', when: null }));
  expect(askedOf(null, [], [asked])).toEqual({ phone: '1', when: null, isWaiting: false });
  expect(askedOf(null, [cancel], [asked])).toBeNull();
  expect(askedOf(null, [ask('2', 5)], [asked])).toEqual({ phone: '2', when: 5, isWaiting: true });
  const { head } = talk([VISITOR, { kind: 'callback-asked', phone: '1', when: null }]) ?? { head: null };
  expect(askedOf(head, [], [taken(command('callback.cancel', {}))])).toBeNull();
});

test('CALL7 times stand under the days of the visitor’s own clock, and the next two by their names', () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
  const dayName = dayNameOf('en', { today: 'Today', tomorrow: 'Tomorrow' }, () => at(24, 20));
  const days = daysOf([at(24, 21), at(25, 9), at(25, 10), at(27, 9)], {
    dayName,
    clock: (time) => String(new Date(time).getHours()),
  });
  expect(days.map(({ name, times }) => [name, times.map(({ clock }) => clock)])).toEqual([
    ['Today', ['21']],
    ['Tomorrow', ['9', '10']],
    [expect.stringMatching(/Fri/), ['9']],
  ]);
});

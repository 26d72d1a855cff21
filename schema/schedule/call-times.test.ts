import { expect, test } from 'vitest';
import type { OperatorId } from '../ids.ts';
import { callTimes, hasPlace, workAhead, type CallRules } from './call-times.ts';
import { NO_SCHEDULE, type Schedule, type Week } from './schedule.ts';

const weekdays = (from: number, to: number): Week =>
  [0, 1, 2, 3, 4].map((day) => ({ day, from: from * 60, to: to * 60 }));
const schedule = (change: Partial<Schedule>): Schedule => ({
  ...NO_SCHEDULE,
  zone: 'Europe/Warsaw',
  revision: 1,
  ...change,
});
const times = (of: Schedule, rules: Partial<CallRules> = {}): readonly number[] =>
  callTimes(workAhead(of, TUESDAY), { site: 'shop', serves: () => true, callsAt: () => [], ...rules });
/** Tuesday, 11:10 in Warsaw. */
const TUESDAY = Date.parse('2026-11-24T10:10:00Z');
const clock = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString().slice(0, 16));

test('CALL7 a call is offered for the half hours in which somebody works, not sooner than in half an hour and not beyond a week', () => {
  const weeks = new Map([['anna' as OperatorId, weekdays(9, 13)]]);
  const offered = times(schedule({ weeks }));
  expect(offered.slice(0, 4).map(clock)).toEqual([
    '2026-11-24T11:00',
    '2026-11-24T11:30',
    '2026-11-25T08:00',
    '2026-11-25T08:30',
  ]);
  expect(clock(offered.at(-1))).toBe('2026-12-01T09:30');
});

test('CALL7 two who work one after the other are as one, who works at night is there after midnight, and on a day off nobody is', () => {
  const weeks = new Map([
    ['anna' as OperatorId, weekdays(9, 12.25)],
    ['boris' as OperatorId, weekdays(12.25, 13)],
  ]);
  const today = times(schedule({ weeks })).filter((at) => at < TUESDAY + 12 * 3_600_000);
  // A half hour that begins with one and ends with the other is one as well.
  expect(today.map(clock)).toEqual(['2026-11-24T11:00', '2026-11-24T11:30']);
  const night = new Map([['anna' as OperatorId, [{ day: 1, from: 23 * 60, to: 60 }]]]);
  expect(times(schedule({ weeks: night })).map(clock)).toEqual([
    '2026-11-24T22:00',
    '2026-11-24T22:30',
    '2026-11-24T23:00',
    '2026-11-24T23:30',
  ]);
  const daysOff = [{ day: '2026-11-24', name: '' }];
  expect(times(schedule({ weeks: night, daysOff }))).toEqual([]);
  expect(times(NO_SCHEDULE)).toEqual([]);
});

const ANNA = 'anna' as OperatorId;
const BORIS = 'boris' as OperatorId;
const CLEO = 'cleo' as OperatorId;
const NOON = Date.parse('2026-11-24T11:00:00Z');

test('CALL7 DUTY1 whose hours do not count for a site is not counted: times are of those who are on duty for it', () => {
  const weeks = new Map([
    [ANNA, weekdays(9, 13)],
    [BORIS, weekdays(14, 15)],
  ]);
  const serves = (person: string, site: string): boolean => person === ANNA || site === 'shop';
  const today = (site: string) =>
    times(schedule({ weeks }), { site, serves }).filter((at) => at < NOON + 6 * 3_600_000);
  expect(today('shop').map(clock)).toEqual([
    '2026-11-24T11:00',
    '2026-11-24T11:30',
    '2026-11-24T13:00',
    '2026-11-24T13:30',
  ]);
  expect(today('blog').map(clock)).toEqual(['2026-11-24T11:00', '2026-11-24T11:30']);
  expect(times(schedule({ weeks }), { serves: () => false })).toEqual([]);
});

test('CALL7 a half hour that has as many calls as people who work in it is not offered, and the others are', () => {
  const weeks = new Map([
    [ANNA, weekdays(9, 13)],
    [BORIS, weekdays(9, 12.5)],
  ]);
  const offered = (calls: number) =>
    times(schedule({ weeks }), { callsAt: (at) => (at === NOON ? Array<string>(calls).fill('shop') : []) }).slice(0, 2);
  expect(offered(1).map(clock)).toEqual(['2026-11-24T11:00', '2026-11-24T11:30']);
  expect(offered(2).map(clock)).toEqual(['2026-11-24T11:30', '2026-11-25T08:00']);
  // Also where more were promised than there are people by now.
  expect(offered(5).map(clock)).toEqual(['2026-11-24T11:30', '2026-11-25T08:00']);
});

test('CALL7 whoever works for several sites makes a call for one of them, and for that which nobody else can call', () => {
  const weeks = new Map([ANNA, BORIS, CLEO].map((person) => [person, weekdays(9, 13)]));
  const work = workAhead(schedule({ weeks }), TUESDAY);
  /** Anna is there for all, Boris for the shop, Cleo for the blog. */
  const serves = (person: string, site: string): boolean =>
    person === ANNA || site === (person === BORIS ? 'shop' : 'blog');
  const isFree = (site: string, ...calls: string[]) => hasPlace(work, NOON, { site, serves, callsAt: () => calls });
  expect([isFree('shop', 'shop'), isFree('shop', 'shop', 'blog'), isFree('shop', 'blog', 'blog')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isFree('shop', 'shop', 'shop'), isFree('blog', 'shop', 'shop'), isFree('blog', 'blog', 'blog')]).toEqual([
    false,
    true,
    false,
  ]);
  expect([isFree('shop', 'shop', 'blog', 'blog'), isFree('docs'), isFree('docs', 'shop', 'shop')]).toEqual([
    false,
    true,
    false,
  ]);
});

test('CALL7 a half hour in which one hands over to the other is one call for both', () => {
  const weeks = new Map([
    [ANNA, weekdays(9, 12.25)],
    [BORIS, weekdays(12.25, 13)],
  ]);
  const callsAt = (at: number) => (at === NOON ? ['shop'] : []);
  expect(times(schedule({ weeks }), { callsAt }).slice(0, 1).map(clock)).toEqual(['2026-11-24T11:30']);
  const serves = (person: string): boolean => person === ANNA;
  expect(times(schedule({ weeks }), { serves }).slice(0, 1).map(clock)).toEqual(['2026-11-25T08:00']);
});

test('CALL7 those who hand over to each other make one call together for whichever of their sites, and take no place of others', () => {
  const weeks = new Map([
    [ANNA, weekdays(9, 12.25)],
    [BORIS, weekdays(12.25, 17)],
    [CLEO, weekdays(9, 13)],
  ]);
  const work = workAhead(schedule({ weeks }), TUESDAY);
  /** Cleo works for the docs alone, the others for all else. */
  const serves = (person: string, site: string): boolean => (person === CLEO) === (site === 'docs');
  const free = (...calls: string[]) =>
    ['shop', 'blog', 'help', 'docs'].filter((site) => hasPlace(work, NOON, { site, serves, callsAt: () => calls }));
  expect(free()).toEqual(['shop', 'blog', 'help', 'docs']);
  expect(free('shop')).toEqual(['docs']);
  expect(free('blog', 'docs')).toEqual([]);
  // Neither a call of somebody who is there all the time nor one that nobody of these makes.
  expect(free('docs')).toEqual(['shop', 'blog', 'help']);
  const ofShop = (person: string, site: string): boolean => (site === 'shop' ? person !== CLEO : person === CLEO);
  const isFree = (call: string) => hasPlace(work, NOON, { site: 'shop', serves: ofShop, callsAt: () => [call] });
  expect([isFree('blog'), isFree('shop')]).toEqual([true, false]);
});

import * as v from 'valibot';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readSchedule, writeSchedule } from '../docs/team-schedule.ts';
import type { OperatorId } from '../ids.ts';
import { NO_SCHEDULE, scheduleChangeSchema, scheduleFromJson, scheduleSchema, scheduleToJson } from './schedule.ts';

const ANNA = '01900000-0000-7000-8000-00000000000a' as OperatorId;
const BORIS = '01900000-0000-7000-8000-00000000000b' as OperatorId;
const LATE = [{ day: 4, from: 1_320, to: 360 }];

test.each([
  ['a zone that nobody knows', { zone: 'Europe/Atlantis' }],
  ['no zone', { zone: '' }],
  ['an eighth day', { weeks: [{ person: ANNA, week: [{ day: 7, from: 0, to: 60 }] }] }],
  ['a time of the next day', { weeks: [{ person: ANNA, week: [{ day: 6, from: 0, to: 1_440 }] }] }],
  ['half a minute', { weeks: [{ person: ANNA, week: [{ day: 6, from: 0.5, to: 60 }] }] }],
  ['more than anybody needs', { weeks: [{ person: ANNA, week: Array(51).fill(LATE[0]) as unknown }] }],
  ['nobody', { weeks: [{ person: 'anna', week: LATE }] }],
  ['the 30th of February', { daysOff: [{ day: '2026-02-30', name: '' }] }],
  ['no day', { daysOff: [{ day: 'tomorrow', name: '' }] }],
  ['a day twice', { daysOff: Array(2).fill({ day: '2026-12-25', name: 'Christmas' }) as unknown }],
  ['a leave that ends before it began', { daysOff: [{ day: '2026-12-25', until: '2026-12-24', name: '' }] }],
  ['a leave of years', { daysOff: [{ day: '2026-12-25', until: '2028-12-24', name: '' }] }],
  ['a leave of nobody', { daysOff: [{ day: '2026-12-25', person: 'anna', name: '' }] }],
  ['a day twice of one person', { daysOff: Array(2).fill({ day: '2026-12-25', person: ANNA, name: '' }) as unknown }],
  ['something else', { week: LATE }],
])('SCHED5 %s is no change', (_what, change) => {
  expect(v.is(scheduleChangeSchema, change)).toBe(false);
});

test('SCHED5 a change names what it changes, and goes over HTTP as it is', () => {
  for (const change of [{}, { zone: 'Europe/Warsaw' }, { weeks: [{ person: ANNA, week: [] }] }])
    expect(v.is(scheduleChangeSchema, change)).toBe(true);
  const schedule = {
    revision: 3,
    zone: 'Europe/Warsaw',
    daysOff: [
      { day: '2028-02-29', name: 'Leap' },
      { day: '2028-02-29', until: '2028-03-10', person: ANNA, name: '' },
    ],
    weeks: new Map([[ANNA, LATE]]),
  };
  const json: unknown = JSON.parse(JSON.stringify(scheduleToJson(schedule)));
  expect(scheduleFromJson(v.parse(scheduleSchema, json))).toEqual(schedule);
});

test('SCHED4 the team document has it, and what did not change is not written again', () => {
  const doc = new Y.Doc();
  expect(readSchedule(doc)).toEqual(NO_SCHEDULE);
  const schedule = {
    revision: 1,
    zone: 'UTC',
    daysOff: [],
    weeks: new Map([
      [ANNA, LATE],
      [BORIS, LATE],
    ]),
  };
  writeSchedule(doc, schedule);
  expect(readSchedule(doc)).toEqual(schedule);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  writeSchedule(doc, schedule);
  expect(updates).toEqual([]);
  const next = { ...schedule, revision: 2, weeks: new Map([[BORIS, LATE]]) };
  writeSchedule(doc, next);
  expect(readSchedule(doc)).toEqual(next);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_SCHEDULE, type Schedule } from '#schema/schedule/schedule.ts';
import { addEveryRole, openTemporaryWorkspace, type TemporaryWorkspace } from '../testing/temporary-workspace.ts';

let workspace: TemporaryWorkspace;
beforeEach(async () => {
  workspace = openTemporaryWorkspace();
  await addEveryRole(workspace);
});
afterEach(() => workspace.close());

const person = (role: string): never => workspace.people.all().find((one) => one.role === role)?.id as never;
const WEEK = [
  { day: 0, from: 540, to: 780 },
  { day: 4, from: 1_320, to: 360 },
];
const zone = 'Europe/Warsaw';

test('SCHED5 what is changed is told once, is there after a restart, and leaves the rest as it is', () => {
  const { schedule } = workspace;
  const told: Schedule[] = [];
  const stop = schedule.onChanged((current) => told.push(current));
  expect(schedule.current()).toEqual(NO_SCHEDULE);
  schedule.change({ zone, weeks: [{ person: person('operator'), week: WEEK }] });
  schedule.change({ weeks: [{ person: person('admin'), week: WEEK }] });
  schedule.change({ weeks: [{ person: person('admin'), week: WEEK }] });
  const daysOff = ['2026-12-26', '2026-12-25'].map((day) => ({ day, name: 'Christmas' }));
  schedule.change({ daysOff });
  expect(schedule.current()).toEqual({
    revision: 3,
    zone,
    daysOff: daysOff.toReversed(),
    weeks: new Map([
      [person('operator'), WEEK],
      [person('admin'), WEEK],
    ]),
  });
  expect(told.map(({ revision }) => revision)).toEqual([1, 2, 3]);
  expect(told.at(-1)).toBe(schedule.current());
  expect(workspace.open().schedule.current()).toEqual(schedule.current());

  stop();
  schedule.change({ weeks: [{ person: person('admin'), week: [] }] });
  expect([...workspace.open().schedule.current().weeks.keys()]).toEqual([person('operator')]);
  expect([told.length, workspace.open().schedule.current().revision]).toEqual([3, 4]);
});

test('SCHED5 a week needs a time zone and somebody who answers chats; refused, nothing has changed', () => {
  const { schedule } = workspace;
  const stranger = '01900000-0000-7000-8000-000000000000' as never;
  const refusals = [
    schedule.change({ weeks: [{ person: person('operator'), week: WEEK }] }),
    schedule.change({ zone, weeks: [{ person: person('observer'), week: WEEK }] }),
    schedule.change({ zone, weeks: [person('operator'), stranger].map((id) => ({ person: id, week: WEEK })) }),
  ];
  expect(refusals).toEqual(['no-zone', 'unknown-person', 'unknown-person'].map((failure) => ({ ok: false, failure })));
  expect([schedule.current(), workspace.open().schedule.current()]).toEqual([NO_SCHEDULE, NO_SCHEDULE]);
});

test('SCHED5 what the disk refuses has not changed, and what of it cannot be read is not there', () => {
  const { schedule, database } = workspace;
  const weeks = ['operator', 'admin'].map((role) => ({ person: person(role), week: WEEK }));
  schedule.change({ zone, weeks });
  const before = schedule.current();
  database.exec("CREATE TRIGGER full BEFORE INSERT ON schedule_rules BEGIN SELECT RAISE(ABORT, 'full'); END");
  expect(() => schedule.change({ weeks: [{ person: person('admin'), week: [] }] })).toThrow();
  expect([schedule.current(), workspace.open().schedule.current()]).toEqual([before, before]);
  database.exec(`UPDATE schedule_weeks SET spans = '[{"day":9}]' WHERE person = '${String(person('admin'))}'`);
  database.exec("UPDATE schedule_rules SET days_off = '{'");
  const { daysOff, weeks: left } = workspace.open().schedule.current();
  expect([daysOff, [...left.keys()]]).toEqual([[], [person('operator')]]);
});

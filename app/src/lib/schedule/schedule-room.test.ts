import { expect, test } from 'vitest';
import type { OperatorId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { NO_SCHEDULE, type Schedule, type ScheduleChange } from '#schema/schedule/schedule.ts';
import type { ApiFailure } from '../account/api.ts';
import { ScheduleRoom } from './schedule-room.svelte.ts';

const [ANNA, BORIS] = ['anna', 'boris'] as unknown as readonly [OperatorId, OperatorId];
const EARLY = [{ day: 0, from: 360, to: 840 }];
const LATE = [{ day: 0, from: 840, to: 1_320 }];

/** A server that is asked, and answers when it is told to. */
function open() {
  const asked: { readonly change: ScheduleChange; readonly answer: (answer: Result<Schedule, ApiFailure>) => void }[] =
    [];
  const room = new ScheduleRoom({
    known: () => NO_SCHEDULE,
    send: (change) => new Promise((answer) => asked.push({ change, answer })),
    ownZone: () => 'Europe/Warsaw',
  });
  const server: Schedule = { revision: 1, zone: 'Europe/Warsaw', daysOff: [], weeks: new Map([[ANNA, EARLY]]) };
  return { room, asked, server };
}

test('SCHED7 what is changed shows at once and is sent in order, the zone of this device with the first week', async () => {
  const { room, asked, server } = open();
  const first = room.change({ weeks: [{ person: ANNA, week: EARLY }] });
  const second = room.change({ weeks: [ANNA, BORIS].map((person) => ({ person, week: LATE })) });
  expect([room.weekOf(ANNA), room.weekOf(BORIS), room.schedule.zone]).toEqual([LATE, LATE, 'Europe/Warsaw']);
  await expect
    .poll(() => asked.map(({ change }) => change))
    .toEqual([{ zone: 'Europe/Warsaw', weeks: [{ person: ANNA, week: EARLY }] }]);
  asked[0]?.answer(ok(server));
  await first;
  expect([room.weekOf(ANNA), room.weekOf(BORIS)]).toEqual([LATE, LATE]);
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer(ok({ ...server, revision: 2, weeks: new Map([ANNA, BORIS].map((person) => [person, LATE])) }));
  await second;
  expect([room.weekOf(ANNA), room.schedule.revision, room.failure]).toEqual([LATE, 2, null]);
});

test('SCHED7 a change that did not happen shows no more and says why, and cannot be taken back', async () => {
  const { room, asked } = open();
  const changed = room.change({ weeks: [{ person: ANNA, week: EARLY }] });
  expect(room.mayUndo).toBe(true);
  await expect.poll(() => asked.length).toBe(1);
  asked[0]?.answer(fail('no-network'));
  await changed;
  expect([room.weekOf(ANNA), room.failure, room.mayUndo]).toEqual([[], 'no-network', false]);
});

test('SCHED7 each step is taken back as it was, the last one first', async () => {
  const { room, asked, server } = open();
  const daysOff = [{ day: '2026-12-25', name: 'Christmas' }];
  let sent = 0;
  for (const change of [{ weeks: [{ person: ANNA, week: EARLY }] }, { daysOff }, { zone: 'UTC' }]) {
    const done = room.change(change);
    await expect.poll(() => asked.length).toBe((sent += 1));
    asked.at(-1)?.answer(ok({ ...server, revision: asked.length, ...('zone' in change && { zone: 'UTC' }) }));
    await done;
  }
  const undone: ScheduleChange[] = [];
  while (room.mayUndo) {
    const done = room.undo();
    await expect.poll(() => asked.length).toBe((sent += 1));
    undone.push(asked.at(-1)?.change ?? {});
    asked.at(-1)?.answer(ok({ ...server, revision: asked.length }));
    await done;
  }
  expect(undone).toEqual([{ zone: 'Europe/Warsaw' }, { daysOff: [] }, { weeks: [{ person: ANNA, week: [] }] }]);
});

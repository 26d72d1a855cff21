import { expect, test } from 'vitest';
import type { DocumentName } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { Gone } from '../keep/keep-store.ts';
import { createGoneRoom, type GoneListener } from './gone.ts';

const ann = `v${'a'.repeat(22)}` as VisitorId;
const bob = `v${'b'.repeat(22)}` as VisitorId;
const staff = { kind: 'operator', id: 'o', name: 'Olga', role: 'observer' } as unknown as Actor;
const visitor = (id: VisitorId): Actor => ({ kind: 'visitor', id, name: '' });

function setUp(rows: number) {
  const all = Array.from({ length: rows }, (_, index) => ({
    number: index + 1,
    document: `contact/${index + 1}` as DocumentName,
    owner: index % 2 === 0 ? ann : bob,
  }));
  let era = 'one';
  const of = (owner: VisitorId | null) => all.filter((row) => owner === null || row.owner === owner);
  const room = createGoneRoom({
    era: () => era,
    newestGone: (owner) => of(owner).at(-1)?.number ?? 0,
    goneAfter: (number, owner, limit): readonly Gone[] =>
      of(owner)
        .filter((row) => row.number > number)
        .slice(0, limit),
  });
  const enter = (actor: Actor, known: string | null) => {
    const told: ServerFrame[] = [];
    const listener: GoneListener = {
      actor,
      push: (frame) => void told.push(JSON.parse(frame.subarray(frame.length < 128 ? 2 : 4).toString()) as ServerFrame),
    };
    room.enter(listener, known);
    return { told, listener };
  };
  return { room, enter, beginEra: () => (era = 'two') };
}

test('KEEP6 POL2 a device is told what went since it was last told: staff of all, a visitor of its own alone', () => {
  const { enter } = setUp(5);
  const names = (...numbers: number[]) => numbers.map((number) => `contact/${number}`);
  expect(enter(staff, null).told).toEqual([{ t: 'gone', upTo: 'one.5', documents: names(1, 2, 3, 4, 5) }]);
  expect(enter(staff, 'one.3').told).toEqual([{ t: 'gone', upTo: 'one.5', documents: names(4, 5) }]);
  expect(enter(staff, 'one.5').told).toEqual([]);
  expect(enter(visitor(bob), 'one.2').told).toEqual([{ t: 'gone', upTo: 'one.4', documents: names(4) }]);
  expect(enter(visitor(`v${'c'.repeat(22)}` as VisitorId), null).told).toEqual([]);
});

test('KEEP6 a device that knows another era, or lacks too much to name, drops all that it could fetch again', () => {
  const { enter, beginEra } = setUp(2_001);
  const everything = (upTo: string) => [{ t: 'gone', upTo, documents: null }];
  expect(enter(staff, null).told).toEqual(everything('one.2001'));
  expect(enter(staff, 'one.1').told).toMatchObject([{ upTo: 'one.2001', documents: { length: 2_000 } }]);
  for (const known of ['one.2002', 'one.x', 'one', 'two.1'])
    expect(enter(staff, known).told).toEqual(everything('one.2001'));
  beginEra();
  expect(enter(staff, 'one.2001').told).toEqual(everything('two.2001'));
});

test('KEEP6 POL2 what goes now is told to those who are here, and to nobody who left', () => {
  const { room, enter } = setUp(0);
  const [operator, mine, other, left] = [
    enter(staff, null),
    enter(visitor(ann), null),
    enter(visitor(bob), null),
    enter(staff, null),
  ];
  room.leave(left.listener);
  room.tell(['contact/x'], ann);
  const frame = [{ t: 'gone', upTo: 'one.0', documents: ['contact/x'] }];
  expect([operator, mine, other, left].map(({ told }) => told)).toEqual([frame, frame, [], []]);
});

import { describe, expect, test } from 'vitest';
import { ADA, ANNA, BORIS, idOf, MINUTE, NOON, OLGA, VISITOR } from '../commands/decide.fixtures.ts';
import type { Decision } from '../commands/definition.ts';
import type { CommandId, OperatorId } from '../ids.ts';
import { authorOf, type Actor } from '../words.ts';
import { decideInRoom, type RoomIntent } from './room-commands.ts';
import { directRoomOf, roomIdOf } from './room-id.ts';
import { ROOM_MEMBERS } from './room-limits.ts';
import { roomFactsOf } from './room-overlay.ts';
import { roomAfter, type RoomTalk } from './room.ts';

const ROOM = roomIdOf(idOf(0xc1));
const DIRECT = directRoomOf(ANNA.id as OperatorId, BORIS.id as OperatorId);
const PEOPLE = [ANNA, BORIS, ADA, OLGA];
const ids = (...people: readonly Actor[]): OperatorId[] => people.map(({ id }) => id as OperatorId);
const colleague = (id: string) => {
  const found = PEOPLE.find((one) => one.id === id);
  return found === undefined ? null : authorOf(found);
};

/** What the server decides, at this time or a minute after noon. */
const decideFor = (
  room: RoomTalk | null,
  actor: Actor,
  { now = NOON + MINUTE, ...given }: RoomIntent & { readonly now?: number },
): Decision =>
  decideInRoom(roomFactsOf(room, colleague), given, { actor, now, id: idOf(0xee), writtenAt: NOON + MINUTE });

/** A room after these commands, each accepted at noon. */
function roomOf(...given: readonly (readonly [Actor, RoomIntent])[]): RoomTalk | null {
  return given.reduce<RoomTalk | null>((room, [actor, intent], index) => {
    const decision = decideFor(room, actor, { ...intent, now: NOON });
    if (decision.kind !== 'accept') throw new Error(`${intent.type} is not accepted`);
    const entry = { seq: index + 1, at: NOON, id: idOf(index + 1), by: authorOf(actor), effect: decision.effect };
    return roomAfter(room, entry);
  }, null);
}

const opened: RoomIntent = { type: 'room.open', payload: { conversation: ROOM, name: ' Kilns ', people: ids(BORIS) } };
const say = (text: string): RoomIntent => ({ type: 'room.say', payload: { conversation: ROOM, text } });
const reason = (decision: Decision): string => (decision.kind === 'reject' ? decision.rejection.reason : decision.kind);

describe('a room with a name', () => {
  test('ROOM1 is opened with its people, whoever opens it included, once', () => {
    const room = roomOf([ANNA, opened]);
    expect(room?.head).toEqual({ name: 'Kilns', members: [authorOf(ANNA), authorOf(BORIS)] });
    expect(decideFor(room, ANNA, opened)).toEqual({ kind: 'nothing' });
    expect(reason(decideFor(room, ADA, opened))).toBe('not-found');
  });

  test.each([
    ['empty', { name: ' \n', people: [] }],
    ['too-long', { name: 'x'.repeat(61), people: [] }],
    ['no-such-person', { name: 'Kilns', people: [idOf(0x77) as string as OperatorId] }],
  ] as const)('ROOM1 is refused as %s', (why, payload) => {
    const given: RoomIntent = {
      type: 'room.open',
      payload: { conversation: ROOM, ...payload, people: [...payload.people] },
    };
    expect(reason(decideFor(null, ANNA, given))).toBe(why);
  });

  test('ROOM2 to whoever is not in it, and to a visitor, it is not there, whatever they ask for', () => {
    const room = roomOf([ANNA, opened], [ANNA, say('among us')]);
    const conversation = ROOM;
    const message: CommandId = idOf(2);
    const all: readonly RoomIntent[] = [
      say('words'),
      { type: 'room.edit', payload: { conversation, message, text: 'x' } },
      { type: 'room.unsay', payload: { conversation, message } },
      { type: 'room.rename', payload: { conversation, name: 'x' } },
      { type: 'room.add', payload: { conversation, people: ids(ADA) } },
      { type: 'room.remove', payload: { conversation, person: ids(BORIS)[0] as OperatorId } },
      { type: 'room.leave', payload: { conversation } },
    ];
    for (const given of all) {
      for (const stranger of [ADA, OLGA, VISITOR]) expect(reason(decideFor(room, stranger, given))).toBe('not-found');
      expect(reason(decideFor(null, ANNA, given))).toBe('not-found');
    }
  });

  test('ROOM2 ROOM6 anybody in it takes people in and out; who left is a stranger, and comes back when added', () => {
    const conversation = ROOM;
    const add: RoomIntent = { type: 'room.add', payload: { conversation, people: ids(OLGA, BORIS, OLGA) } };
    const remove: RoomIntent = { type: 'room.remove', payload: { conversation, person: ids(BORIS)[0] as OperatorId } };
    const room = roomOf([ANNA, opened], [BORIS, add], [OLGA, say('an observer speaks')], [OLGA, remove]);
    expect(room?.head.members).toEqual([authorOf(ANNA), authorOf(OLGA)]);
    expect(decideFor(room, ANNA, remove)).toEqual({ kind: 'nothing' });
    expect(decideFor(room, ANNA, { type: 'room.add', payload: { conversation, people: ids(OLGA) } })).toEqual({
      kind: 'nothing',
    });
    expect(reason(decideFor(room, BORIS, say('still here')))).toBe('not-found');
    const left = roomOf([ANNA, opened], [ANNA, { type: 'room.leave', payload: { conversation } }], [BORIS, add]);
    expect(left?.head.members).toEqual([authorOf(BORIS), authorOf(OLGA)]);
  });

  test('ROOM1 more people than a room may have are refused', () => {
    const room = roomOf([ANNA, opened]);
    if (room === null) throw new Error('there is no room');
    const members = Array.from({ length: ROOM_MEMBERS - 1 }, (_, n) => ({ ...authorOf(BORIS), id: `b${n}` }));
    const full = { ...room, head: { ...room.head, members: [authorOf(ANNA), ...members] } };
    const add: RoomIntent = { type: 'room.add', payload: { conversation: ROOM, people: ids(OLGA) } };
    expect(reason(decideFor(full, ANNA, add))).toBe('too-many');
  });

  test('CMD4 ROOM5 words are changed and taken back by their author alone, for ten minutes', () => {
    const room = roomOf([ANNA, opened], [ANNA, say('hot')]);
    const message = idOf(2);
    const edit: RoomIntent = { type: 'room.edit', payload: { conversation: ROOM, message, text: 'cold ' } };
    expect(decideFor(room, ANNA, edit)).toEqual({
      kind: 'accept',
      effect: { kind: 'edited', message, text: 'cold', rev: 1 },
    });
    expect(reason(decideFor(room, BORIS, edit))).toBe('not-author');
    expect(reason(decideFor(room, ANNA, { ...edit, now: NOON + 10 * MINUTE + 1 }))).toBe('too-late');
    const unsay: RoomIntent = { type: 'room.unsay', payload: { conversation: ROOM, message } };
    expect(reason(decideFor(room, BORIS, unsay))).toBe('not-author');
    const gone = roomOf([ANNA, opened], [ANNA, say('hot')], [ANNA, unsay]);
    expect(decideFor(gone, ANNA, unsay)).toEqual({ kind: 'nothing' });
    expect(reason(decideFor(gone, ANNA, edit))).toBe('gone');
  });

  test('ROOM5 CMD8 words are stored as any, and tell when they were written if that is long ago', () => {
    const room = roomOf([ANNA, opened]);
    expect(decideFor(room, BORIS, { ...say('e\u0301 '), now: NOON + MINUTE })).toEqual({
      kind: 'accept',
      effect: { kind: 'said', text: '\u00e9' },
    });
    expect(decideFor(room, BORIS, { ...say('late'), now: NOON + 3 * MINUTE })).toEqual({
      kind: 'accept',
      effect: { kind: 'said', text: 'late', writtenAt: NOON + MINUTE },
    });
    expect(reason(decideFor(room, BORIS, say(' ')))).toBe('empty');
  });
});

describe('a direct room', () => {
  const direct: RoomIntent = { type: 'room.open', payload: { conversation: DIRECT, name: 'ignored', people: [] } };

  test('ROOM1 is one a pair, whoever of the two opens it, and once more changes nothing', () => {
    expect(directRoomOf(BORIS.id as OperatorId, ANNA.id as OperatorId)).toBe(DIRECT);
    const room = roomOf([BORIS, direct]);
    expect(room?.head).toEqual({ name: '', members: [authorOf(ANNA), authorOf(BORIS)], direct: true });
    expect(decideFor(room, ANNA, direct)).toEqual({ kind: 'nothing' });
    for (const stranger of [ADA, OLGA, VISITOR]) {
      expect(reason(decideFor(null, stranger, direct))).toBe('not-found');
      expect(reason(decideFor(room, stranger, direct))).toBe('not-found');
    }
  });

  test('ROOM6 has no name and no other people', () => {
    const room = roomOf([BORIS, direct]);
    const conversation = DIRECT;
    const managing: readonly RoomIntent[] = [
      { type: 'room.rename', payload: { conversation, name: 'x' } },
      { type: 'room.add', payload: { conversation, people: ids(ADA) } },
      { type: 'room.remove', payload: { conversation, person: ids(BORIS)[0] as OperatorId } },
      { type: 'room.leave', payload: { conversation } },
    ];
    for (const given of managing) expect(reason(decideFor(room, ANNA, given))).toBe('forbidden');
  });
});

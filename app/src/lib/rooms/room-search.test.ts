import { expect, test } from 'vitest';
import type { CommandId } from '#schema/ids.ts';
import { roomIdOf, type RoomId } from '#schema/room/room-id.ts';
import type { RoomTalk } from '#schema/room/room.ts';
import { searchRooms, wordsOf } from './room-search.ts';

const uuid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [KILNS, GLAZES] = [roomIdOf(uuid(1)), roomIdOf(uuid(2))];
const ANNA = { kind: 'operator', id: 'anna', name: 'Anna' } as const;
const idOf = (n: number): CommandId => uuid(100 + n) as CommandId;

const room = (...said: readonly (readonly [number, string])[]): RoomTalk => ({
  head: { name: 'Kilns', members: [ANNA] },
  messages: said.map(([at, text]) => ({ seq: at, id: idOf(at), at, by: ANNA, kind: 'text', text })),
  edits: new Map(),
});
const found = (rooms: ReadonlyMap<RoomId, RoomTalk>, typed: string) =>
  searchRooms(wordsOf(rooms), typed).map(({ room: of, seq }) => [of, seq]);

test('ROOM11 words are found in all rooms of the device by their beginnings and without their marks, the newest first, as they read now', () => {
  const kilns = room([1, 'Which kiln is hot?'], [4, 'The left one, Łukasz'], [6, 'taken back kiln']);
  const edits = new Map([
    [idOf(4), { text: 'The left kiln, Łukasz', at: 5, by: 'anna', rev: 1 }],
    [idOf(6), { gone: true as const, at: 7, by: 'anna', rev: 1 }],
  ]);
  const rooms = new Map([
    [KILNS, { ...kilns, edits }],
    [GLAZES, room([2, 'no glaze'], [3, 'in the kiln by noon'])],
  ]);
  expect(found(rooms, 'kil')).toEqual([
    [KILNS, 4],
    [GLAZES, 3],
    [KILNS, 1],
  ]);
  expect(found(rooms, 'lukasz kiln')).toEqual([[KILNS, 4]]);
  expect(found(rooms, '  ')).toEqual([]);
  expect(searchRooms(wordsOf(rooms), 'noon')[0]?.snippet.filter(({ hit }) => hit)).toEqual([
    { text: 'noon', hit: true },
  ]);
});

test('ROOM11 no more is shown than one reads, and of 20,000 words only what may fit is taken apart (how long it takes: bench/device.ts)', () => {
  const many = room(...Array.from({ length: 20_000 }, (_, n) => [n + 1, `parcel ${n} and when it comes`] as const));
  let taken = 0;
  const words = wordsOf(new Map([[KILNS, many]])).map(({ text, ...said }) => ({
    ...said,
    get text(): string {
      taken += 1;
      return text;
    },
  }));
  expect(searchRooms(words, 'parcel')).toHaveLength(30);
  expect(taken).toBe(30);
  expect(searchRooms(words, 'parcel nowhere')).toEqual([]);
  expect(taken).toBe(30);
});

import { expect, test } from 'vitest';
import type { OutboxRow } from '#client/interface.ts';
import { roomLinesOf, type RoomLinesInput } from './room-lines.ts';

const MORNING = new Date('2026-03-02T09:00:00').getTime();
const HOUR = 3_600_000;

test('OUT4 ROOM8 what waits since before midnight stands under its day, below what was said after it, and every line has a key of its own', () => {
  const said = (seq: number, by: string, hours: number) => ({
    ...{ seq, id: `m${seq}`, at: MORNING + hours * HOUR, kind: 'text', text: `m${seq}` },
    by: { kind: 'operator', id: by, name: by },
  });
  const waits = said(3, 'ann', 1);
  const row = {
    ...{ n: 1, writtenAt: waits.at, sentAt: null, saved: true, state: { kind: 'waiting' } },
    command: { id: waits.id, writtenAt: waits.at, payload: {} },
  };
  const lines = roomLinesOf({
    room: {
      head: { name: 'Team', members: [] },
      messages: [said(1, 'bob', 0), said(2, 'bob', 24), waits],
      edits: new Map(),
    },
    waiting: [row as unknown as OutboxRow],
    cursors: {},
    me: 'ann',
    link: { state: 'offline', since: 0 },
    now: MORNING,
    seenAtOpening: null,
    drawn: [],
  } as unknown as RoomLinesInput);
  expect(lines.map(({ kind }) => kind)).toEqual(['day', 'words', 'day', 'words', 'day', 'words']);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
});

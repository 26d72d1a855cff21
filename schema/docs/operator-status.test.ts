import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { chooseStatus, readChoice } from './operator-status.ts';

const readStatus = (doc: Y.Doc): string => readChoice(doc).status;

/** Each device takes in what the other has. */
function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
}

test('STATUS1 who chose nothing is online, and the newest choice holds', () => {
  const doc = new Y.Doc();
  expect(readStatus(doc)).toBe('online');
  for (const status of ['away', 'online', 'invisible', 'offline', 'away'] as const) {
    chooseStatus(doc, status, 1_000);
    expect(readStatus(doc)).toBe(status);
  }
});

test('STATUS1 of two devices that chose without a line the later one counts, whichever Yjs would place last', () => {
  for (const ids of [
    [1, 2],
    [2, 1],
  ] as const) {
    const phone = new Y.Doc();
    const desk = new Y.Doc();
    [phone.clientID, desk.clientID] = ids;
    chooseStatus(phone, 'online', 1_000);
    meet(phone, desk);
    chooseStatus(phone, 'away', 2_000);
    chooseStatus(desk, 'offline', 3_000);
    meet(phone, desk);
    expect([readStatus(phone), readStatus(desk)]).toEqual(['offline', 'offline']);
  }
});

test('STATUS1 a clock that is behind does not lose a choice, and what is none counts for nothing', () => {
  const doc = new Y.Doc();
  chooseStatus(doc, 'away', 9_000);
  chooseStatus(doc, 'online', 1_000);
  expect(readStatus(doc)).toBe('online');
  doc.getMap('status').set('asleep', 99_000);
  doc.getMap('status').set('offline', 'now');
  expect(readStatus(doc)).toBe('online');
  chooseStatus(doc, 'invisible', 1_000);
  expect(readStatus(doc)).toBe('invisible');
});

test('SCHED2 a choice has the time of its making, also after a clock that went too fast was put right', () => {
  const doc = new Y.Doc();
  expect(readChoice(doc)).toEqual({ status: 'online', at: null });
  for (const [status, now] of [
    ['away', 9_000],
    ['offline', 1_000],
    ['away', 2_000],
  ] as const) {
    chooseStatus(doc, status, now);
    expect(readChoice(doc)).toEqual({ status, at: now });
  }
});

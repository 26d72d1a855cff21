import { expect, test } from 'vitest';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { authorOf } from '#schema/words.ts';
import { ANNA } from '#schema/commands/decide.fixtures.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createQueue, KNOWN_FOR, LOOK_EVERY, TELL_EVERY, type Queue } from './queue.ts';
import { COUNTS_FOR, LAST_WAITS, waitedAfter } from './waited.ts';

const MINUTE = 60_000;
const visitorOf = (n: number) => `v${String(n).padStart(22, '0')}` as VisitorId;
const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}` as ConversationId;

interface Desk {
  readonly queue: Queue;
  readonly time: ReturnType<typeof manualTime>;
  readonly left: Set<VisitorId>;
  readonly shown: { is: boolean };
  readonly row: (n: number, change?: Partial<ConversationRow>) => ConversationRow;
  /** What this visitor's page was told, as `place` or `place/wait`. */
  readonly heard: (n: number) => string[];
  /** Somebody takes up one who waits that long. */
  readonly served: (n: number, wait: number) => void;
}

/** Somebody takes it up now. */
const takenUp = (row: ConversationRow, now: number): ConversationRow => ({
  ...row,
  ...waitedAfter(row, 'active', { at: now }),
  state: 'active',
  assignee: authorOf(ANNA),
});

function openDesk(): Desk {
  const time = manualTime();
  const left = new Set<VisitorId>();
  const shown = { is: true };
  const queue = createQueue({ ...time, isHere: (visitor) => !left.has(visitor), isShown: () => shown.is });
  const row: Desk['row'] = (n, change) => ({
    id: idOf(n),
    visitor: visitorOf(n),
    site: 'shop',
    state: 'waiting',
    assignee: null,
    startedAt: 0,
    lastSeq: 2,
    lastAt: time.clock.now(),
    lastText: 'hello',
    lastBy: 'visitor',
    lastMessage: null,
    waitingSince: time.clock.now(),
    lastVisitorSeq: 2,
    answerSeq: 0,
    lostTo: null,
    closedAt: null,
    ...change,
  });
  return {
    queue,
    time,
    left,
    shown,
    row,
    heard: (n) => {
      const heard: string[] = [];
      const push = (frame: Buffer): void => {
        const { place, wait } = JSON.parse(frame.subarray(2).toString()) as { place: number; wait?: number };
        heard.push(wait === undefined ? `${place}` : `${place}/${wait}`);
      };
      queue.enter({ actor: { kind: 'visitor', id: visitorOf(n), name: '' }, push });
      return heard;
    },
    served: (n, wait) => {
      const waiting = row(n, { waitingSince: time.clock.now() - wait });
      queue.conversationChanged(waiting);
      queue.conversationChanged(takenUp(waiting, time.clock.now()));
    },
  };
}

test('QUEUE1 each hears its own place when that changes, and those behind one who is taken up move on', () => {
  const { queue, time, row, heard } = openDesk();
  const rows = [1, 2, 3].map((n) => {
    time.pass(1);
    return row(n);
  });
  const [first, second, third] = [heard(1), heard(2), heard(3)];
  rows.forEach(queue.conversationChanged);
  time.pass(TELL_EVERY);
  expect([first, second, third]).toEqual([['1'], ['2'], ['3']]);
  // They write on: that moves nobody.
  queue.conversationChanged({ ...rows[0]!, lastSeq: 3 });
  time.pass(TELL_EVERY);
  queue.conversationChanged({ ...rows[1]!, state: 'active', assignee: authorOf(ANNA), lastAt: time.clock.now() });
  time.pass(TELL_EVERY);
  expect([first, second, third]).toEqual([['1'], ['2', '0'], ['3', '2']]);
  // A page that comes later hears what is so.
  expect([heard(3), heard(2)]).toEqual([['2'], []]);
});

test('QUEUE1 however much happens, it is told once every few seconds, and only to those whose place is another', () => {
  const { queue, time, row } = openDesk();
  let frames = 0;
  for (let n = 0; n < 1_000; n += 1)
    queue.enter({ actor: { kind: 'visitor', id: visitorOf(n), name: '' }, push: () => void (frames += 1) });
  const rows = Array.from({ length: 1_000 }, (_, n) => row(n, { waitingSince: n }));
  rows.forEach(queue.conversationChanged);
  expect(frames).toBe(0);
  time.pass(TELL_EVERY);
  expect(frames).toBe(1_000);
  // Four in the middle give up within one such time: those behind them hear once, and the four.
  for (const n of [500, 501, 502, 503]) queue.conversationChanged({ ...rows[n]!, state: 'closed' });
  time.pass(TELL_EVERY);
  expect(frames).toBe(1_500);
  rows.slice(0, 400).forEach((each) => queue.conversationChanged({ ...each, lastSeq: 9 }));
  time.pass(TELL_EVERY);
  expect(frames).toBe(1_500);
});

test('QUEUE1 a department has a line of its own; who has gone, what is a request and what is muted stands in none', () => {
  const { queue, time, left, row, heard } = openDesk();
  queue.conversationChanged(row(1, { request: true }));
  queue.conversationChanged(row(2, { muted: true }));
  queue.conversationChanged(row(3, { department: 'sales', waitingSince: 5 }));
  queue.conversationChanged(row(4, { site: 'blog', waitingSince: 6 }));
  const leaving = row(5, { waitingSince: 7 });
  queue.conversationChanged(leaving);
  queue.conversationChanged(row(6, { waitingSince: 8 }));
  const all = [1, 2, 3, 4, 5, 6].map(heard);
  time.pass(TELL_EVERY);
  expect(all).toEqual([[], [], ['1'], ['1'], ['1'], ['2']]);
  left.add(visitorOf(5));
  queue.visitorChanged(visitorOf(5));
  time.pass(TELL_EVERY);
  expect(all[5]).toEqual(['2', '1']);
  left.clear();
  queue.visitorChanged(visitorOf(5));
  time.pass(TELL_EVERY);
  expect(all[5]).toEqual(['2', '1', '2']);
  // What is left as a request waits in no line any more.
  queue.conversationChanged({ ...leaving, request: true });
  queue.forget([idOf(6)]);
  time.pass(TELL_EVERY);
  expect([all[4]?.at(-1), all[5]?.at(-1)]).toEqual(['0', '0']);
});

test('QUEUE2 what is usual is measured in that line, is not known at first, and grows while nothing moves', () => {
  const { queue, time, row, heard, served } = openDesk();
  const waits = heard(100);
  queue.conversationChanged(row(100));
  time.pass(TELL_EVERY);
  expect(waits).toEqual(['1']);
  for (let n = 0; n < 5; n += 1) served(n, 90_000);
  for (let n = 5; n < 10; n += 1) {
    const other = row(n, { department: 'sales', waitingSince: time.clock.now() - 50 * MINUTE });
    queue.conversationChanged(other);
    queue.conversationChanged(takenUp(other, time.clock.now()));
  }
  time.pass(TELL_EVERY);
  expect(waits).toEqual(['1', '1/2']);
  queue.conversationChanged(row(101));
  queue.conversationChanged(row(102));
  for (let passed = 0; passed < 12 * MINUTE; passed += LOOK_EVERY) time.pass(LOOK_EVERY);
  expect(waits.at(-1)).toBe('1/15');
  // After a night what was usual says nothing.
  time.pass(9 * 60 * MINUTE);
  time.pass(LOOK_EVERY + TELL_EVERY);
  expect(waits.at(-1)).toBe('1');
});

test('QUEUE2 what rows remember of an earlier life counts once, in the order in which it was, and not for longer than it says something', () => {
  const { queue, time, row, heard } = openDesk();
  const now = time.clock.now();
  const long = { at: now - COUNTS_FOR + 20 * MINUTE, wait: 55 * MINUTE };
  const rows = [90, 30, 20, 40, 50].map((ago, n) =>
    row(n, { state: 'closed', waitingSince: null, waited: [long, { at: now - ago * MINUTE, wait: 80_000 }] }),
  );
  rows.forEach(queue.conversationChanged);
  // Read once more, or changed: the same wait is no other.
  rows.forEach((each) => queue.conversationChanged({ ...each, waited: [...(each.waited ?? [])] }));
  const waits = heard(100);
  queue.conversationChanged(row(100));
  time.pass(TELL_EVERY);
  // Five long ones and five short ones.
  expect(waits.at(-1)).toBe('1/60');
  time.pass(21 * MINUTE);
  expect(waits.at(-1)).toBe('1/2');
});

test('QUEUE2 who had gone when somebody took them up waited for nothing that is known, also when the row is read again', () => {
  const { queue, time, row, heard, left, served } = openDesk();
  for (let n = 0; n < 4; n += 1) served(n, 80_000);
  const waits = heard(100);
  queue.conversationChanged(row(100));
  // Written in the evening, taken up in the morning.
  const gone = [5, 6, 7].map((n) => {
    left.add(visitorOf(n));
    const waiting = row(n, { waitingSince: time.clock.now() - 15 * 60 * MINUTE });
    queue.conversationChanged(waiting);
    const taken = takenUp(waiting, time.clock.now());
    queue.conversationChanged(taken);
    return taken;
  });
  time.pass(TELL_EVERY);
  expect(waits).toEqual(['1']);
  left.clear();
  gone.forEach((each) => queue.conversationChanged({ ...each, waited: [...(each.waited ?? [])], lastSeq: 9 }));
  served(4, 80_000);
  time.pass(TELL_EVERY);
  expect(waits).toEqual(['1', '1/2']);
});

test('QUEUE2 of an earlier life nobody knows who waited longer than an hour to the end', () => {
  const { queue, time, row, heard } = openDesk();
  const now = time.clock.now();
  const before = [15 * 60, 15 * 60, 1, 1, 1, 1].map((minutes, n) =>
    row(n, { state: 'closed', waitingSince: null, waited: [{ at: now - 20 * MINUTE, wait: minutes * MINUTE }] }),
  );
  before.forEach(queue.conversationChanged);
  const waits = heard(100);
  queue.conversationChanged(row(100));
  time.pass(TELL_EVERY);
  expect(waits).toEqual(['1']);
  queue.conversationChanged({
    ...row(7),
    state: 'closed',
    waitingSince: null,
    waited: [{ at: now - 1, wait: KNOWN_FOR }],
  });
  time.pass(LOOK_EVERY + TELL_EVERY);
  expect(waits).toEqual(['1', '1/1']);
});

test('QUEUE2 a row keeps of its waits what still says something, with the department that it waited in', () => {
  const { row } = openDesk();
  const first = row(1, { waitingSince: 1_000, department: 'sales' });
  expect(waitedAfter(first, 'waiting', { at: 5_000 })).toEqual({});
  let { waited } = waitedAfter(first, 'active', { at: 5_000 });
  expect(waited).toEqual([{ at: 5_000, wait: 4_000, department: 'sales' }]);
  // What nobody waited for is no wait: a request, and what was muted.
  for (const besides of [{ request: true }, { muted: true }] as const)
    expect(waitedAfter(row(1, { waitingSince: 1, ...besides }), 'active', { at: 9_000 })).toEqual({});
  for (let n = 1; n <= 40; n += 1)
    ({ waited } = waitedAfter(row(1, { waitingSince: n * MINUTE, waited: waited ?? [] }), 'active', {
      at: n * MINUTE + 1,
    }));
  expect(waited).toHaveLength(LAST_WAITS);
  const late = COUNTS_FOR + 39 * MINUTE;
  ({ waited } = waitedAfter(row(1, { waitingSince: late, waited: waited ?? [] }), 'active', { at: late + 2 }));
  expect(waited).toEqual([
    { at: 40 * MINUTE + 1, wait: 1 },
    { at: late + 2, wait: 2 },
  ]);
});

test('QUEUE3 a site that does not tell takes back what was told', () => {
  const { queue, time, shown, row, heard } = openDesk();
  const waits = heard(1);
  queue.conversationChanged(row(1));
  time.pass(TELL_EVERY);
  shown.is = false;
  time.pass(LOOK_EVERY + TELL_EVERY);
  expect(waits).toEqual(['1', '0']);
});

import { expect, test } from 'vitest';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import { createLog } from '../log.ts';
import { DamagedRowError } from '../store/checksum.ts';
import { manualTime } from '../testing/manual-time.ts';
import type { Line } from './letter-content.ts';
import type { LetterRow } from './letter-row.ts';
import { createLetterWatch } from './letter-watch.ts';

const TALK = 'talk' as ConversationId;
const ANN = 'ann' as VisitorId;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** One talk of a site whose answers go by mail after so many minutes, and time that moves when told to. */
function open(minutes = 10) {
  const time = manualTime();
  const lines: Line[] = [];
  const letters: LetterRow[] = [];
  const state = { seen: 1, email: 'ann@example.com', isBlocked: false, fails: null as Error | null };
  const logged: string[] = [];
  const log = createLog('error', { write: (line) => void logged.push((JSON.parse(line) as { msg: string }).msg) });
  const rowNow = (): ConversationRow =>
    ({
      ...{ id: TALK, visitor: ANN, site: 'shop', lastBy: 'operator' },
      lastSeq: lines.at(-1)?.seq ?? 1,
      lastAt: lines.at(-1)?.at ?? 0,
    }) as ConversationRow;
  const watch = createLetterWatch({
    isOn: () => true,
    afterMinutes: () => minutes,
    store: {
      openOf: () => letters,
      reached: () => ({
        made: Math.max(0, ...letters.flatMap(({ state, through }) => (state === 'dropped' ? [] : [through]))),
        sent: Math.max(0, ...letters.flatMap((letter) => (letter.state === 'sent' ? [letter.through] : []))),
      }),
    },
    content: {
      linesAfter: (_conversation, since) => {
        if (state.fails !== null) throw state.fails;
        return lines.filter(({ seq }) => seq > since);
      },
      reader: () => ({ fields: { email: state.email }, addressBy: null, language: undefined, zone: undefined }),
    },
    findConversation: rowNow,
    seenBy: () => state.seen,
    isBlocked: () => state.isBlocked,
    write: (changes) => {
      for (const change of changes) if (change.kind === 'add') letters.push(change.row);
      return Promise.resolve(1);
    },
    add: () => undefined,
    newId: () => `letter-${letters.length + 1}` as CommandId,
    ...{
      clock: time.clock,
      timers: time.timers,
      log,
    },
  });
  const answer = (text: string, at = time.clock.now()): void => {
    lines.push({ seq: lines.length + 2, at, by: 'operator', name: 'Olga', text, isFile: false });
    watch.conversationChanged(rowNow());
  };
  const ask = (text: string): void => {
    lines.push({ seq: lines.length + 2, at: time.clock.now(), by: 'visitor', name: 'Ann', text, isFile: false });
  };
  /** What became of them in the outbox, which then has it looked at again. */
  const settle = (as: LetterRow['state']): void => {
    for (const [place, letter] of letters.entries()) letters[place] = { ...letter, state: as };
    watch.again(TALK);
  };
  const pass = async (ms: number): Promise<void> => {
    time.pass(ms);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  /** What each letter tells: after which entry, through which one. */
  const told = () => letters.map(({ since, through }) => [since, through]);
  return { answer, ask, pass, state, told, settle, watch, logged, now: time.clock.now };
}

test('MAIL4 D14: an answer goes by mail when nobody has seen it for the minutes of its site, not a second earlier, and once', async () => {
  const { answer, pass, told, settle } = open();
  answer('yes, the blue one');
  await pass(10 * MINUTE - SECOND);
  expect(told()).toEqual([]);
  // The outbox is looked at every two seconds.
  await pass(3 * SECOND);
  expect(told()).toEqual([[1, 2]]);
  await pass(DAY);
  expect(told()).toEqual([[1, 2]]);
  // One that was refused for good is not made anew.
  settle('failed');
  await pass(DAY);
  expect(told()).toEqual([[1, 2]]);
});

test('MAIL4: what is seen meanwhile is mailed by no letter, and of several answers only those that were not seen are', async () => {
  const seen = open();
  seen.answer('yes, the blue one');
  await seen.pass(5 * MINUTE);
  seen.state.seen = 2;
  await seen.pass(DAY);
  expect(seen.told()).toEqual([]);

  const { answer, pass, state, told } = open();
  answer('yes, the blue one');
  await pass(5 * MINUTE);
  state.seen = 2;
  answer('and a red one');
  // Its own ten minutes, not those of the first.
  await pass(10 * MINUTE - SECOND);
  expect(told()).toEqual([]);
  await pass(5 * SECOND);
  expect(told()).toEqual([[2, 3]]);
});

test('MAIL4: what is said while the first waits is in its letter; who still writes is let finish for a minute, and for five in all', async () => {
  const { answer, pass, told } = open();
  answer('yes');
  await pass(4 * MINUTE);
  answer('the blue one');
  await pass(5 * MINUTE + 30 * SECOND);
  // Half a minute before it is due: it waits for a minute of quiet.
  answer('is there');
  await pass(45 * SECOND);
  expect(told()).toEqual([]);
  await pass(20 * SECOND);
  expect(told()).toEqual([[1, 4]]);

  const busy = open();
  for (let half = 0; half < 29; half += 1) {
    busy.answer(`line ${half}`);
    await busy.pass(30 * SECOND);
  }
  // 14:30: somebody has written all the time, and the letter still waits for them.
  expect(busy.told()).toEqual([]);
  busy.answer('line 29');
  await busy.pass(35 * SECOND);
  // Five minutes over its time it goes with all that there is.
  expect(busy.told()).toEqual([[1, 31]]);
});

test('MAIL4: the next answer waits its own minutes, and is in a letter of its own', async () => {
  const { answer, pass, told, settle } = open();
  answer('yes, the blue one');
  await pass(11 * MINUTE);
  settle('sent');
  answer('and a red one');
  await pass(9 * MINUTE);
  expect(told()).toEqual([[1, 2]]);
  await pass(2 * MINUTE);
  expect(told()).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

test('MAIL4: an answer of three days ago is no news, one of the day before is', async () => {
  const old = open();
  old.answer('long ago', old.now() - 3 * DAY - MINUTE);
  await old.pass(DAY);
  expect(old.told()).toEqual([]);

  const late = open();
  late.answer('yesterday', late.now() - DAY);
  await late.pass(5 * SECOND);
  expect(late.told()).toEqual([[1, 2]]);
});

test('MAIL4: an unseen answer that is no news any more keeps no later one back, and is in no letter: whether it had no address, or its letter failed', async () => {
  const nowhere = open();
  nowhere.state.email = '';
  nowhere.answer('on Monday');
  await nowhere.pass(4 * DAY);
  nowhere.answer('on Friday');
  await nowhere.pass(DAY);
  nowhere.answer('on Saturday');
  nowhere.state.email = 'ann@example.com';
  nowhere.watch.contactChanged(ANN, { email: nowhere.state.email });
  await nowhere.pass(MINUTE);
  expect(nowhere.told()).toEqual([[2, 4]]);

  const failed = open();
  failed.answer('on Monday');
  await failed.pass(11 * MINUTE);
  failed.settle('failed');
  await failed.pass(4 * DAY);
  failed.answer('on Friday');
  // By its own minutes.
  await failed.pass(9 * MINUTE);
  expect(failed.told()).toEqual([[1, 2]]);
  await failed.pass(2 * MINUTE);
  expect(failed.told()).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

test('MAIL4: who has no address gets the letter once there is one, and who is blocked gets none', async () => {
  const { answer, pass, state, told, watch } = open();
  state.email = '';
  answer('yes, the blue one');
  await pass(DAY);
  expect(told()).toEqual([]);
  state.email = 'ann@example.com';
  watch.contactChanged(ANN, { email: state.email });
  await pass(5 * SECOND);
  expect(told()).toEqual([[1, 2]]);

  const blocked = open();
  blocked.state.isBlocked = true;
  blocked.answer('yes, the blue one');
  await blocked.pass(DAY);
  expect(blocked.told()).toEqual([]);
  // Somebody else’s block has ended.
  blocked.watch.blocksChanged();
  await blocked.pass(DAY / 2);
  expect(blocked.told()).toEqual([]);
  blocked.state.isBlocked = false;
  blocked.watch.blocksChanged();
  await blocked.pass(5 * SECOND);
  expect(blocked.told()).toEqual([[1, 2]]);
});

test('MAIL4: a letter that was let go again was none; whoever is looked at anew gets it, also when the visitor spoke last', async () => {
  const { answer, pass, state, told, settle, watch } = open();
  answer('yes, the blue one');
  await pass(11 * MINUTE);
  state.isBlocked = true;
  settle('dropped');
  await pass(MINUTE);
  expect(told()).toEqual([[1, 2]]);
  state.isBlocked = false;
  watch.blocksChanged();
  await pass(5 * SECOND);
  expect(told()).toEqual([
    [1, 2],
    [1, 2],
  ]);

  const closed = open();
  closed.answer('yes, the blue one', closed.now() - DAY);
  closed.ask('hello?');
  closed.watch.forget([TALK], []);
  closed.watch.again(TALK);
  await closed.pass(5 * SECOND);
  expect(closed.told()).toEqual([[1, 2]]);
});

test('MAIL4 KEEP1: what a disk does not tell is asked again and again; of what is damaged it is logged once, until it can be read and something of it changes', async () => {
  const { answer, pass, state, told, logged } = open(0);
  state.fails = new Error('SQLITE_IOERR_READ');
  answer('yes, the blue one');
  await pass(MINUTE);
  expect(logged.length).toBeGreaterThan(5);
  state.fails = null;
  await pass(10 * SECOND);
  expect(told()).toEqual([[1, 2]]);

  const damaged = open(0);
  damaged.state.fails = new DamagedRowError('entry 1 of document 1 is damaged');
  damaged.answer('yes, the blue one');
  await damaged.pass(DAY);
  damaged.answer('and a red one');
  await damaged.pass(DAY);
  expect(damaged.logged).toEqual(['whether an answer is to be mailed is not known; what it is read from is damaged']);
  damaged.state.fails = null;
  damaged.watch.again(TALK);
  await damaged.pass(10 * SECOND);
  expect(damaged.told()).toEqual([[1, 3]]);
});

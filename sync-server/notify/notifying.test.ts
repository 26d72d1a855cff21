import { expect, test } from 'vitest';
import { DEFAULT_KINDS, type NotificationSettings } from '#schema/docs/notification-settings.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { RoomId } from '#schema/room/room-id.ts';
import type { RoomLine } from '#schema/room/room-line.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { TaskRow } from '../derive/task-row.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createNotifier } from './notifier.ts';

const PERSON = 'anna' as OperatorId;
const ID = 'c' as ConversationId;
const CHOSEN: NotificationSettings = {
  kinds: DEFAULT_KINDS,
  quiet: { isOn: false, from: 0, to: 0, zone: 'UTC' },
  hidesWords: false,
};

/** One person, one conversation, and time that moves when told to. */
function open() {
  const time = manualTime();
  const told: string[] = [];
  const over: string[] = [];
  const state = {
    isVisible: false,
    presence: 'here' as 'here' | 'gone' | 'expected',
    seen: 0,
    isSubscribed: true,
    isUnreadable: false,
    row: null as ConversationRow | null,
  };
  const notifier = createNotifier({
    push: {
      people: () => new Set(state.isSubscribed ? [PERSON] : []),
      tell: (_person, { message }) => {
        const call = message('en');
        told.push(call.t === 'call' ? `${call.kind} ${call.text}` : call.t);
      },
      over: (_person, topic) => void over.push(topic),
    },
    people: { find: () => ({ id: PERSON, name: 'Anna', email: 'anna@example.com', role: 'operator' }) },
    clock: time.clock,
    timers: time.timers,
    contactName: () => {
      if (state.isUnreadable) throw new Error('damaged');
      return '';
    },
    seenBy: () => state.seen,
    statusOf: () => 'online',
    presenceOf: () => state.presence,
    serves: () => true,
    isVisible: () => state.isVisible,
    findConversation: () => state.row,
  });
  let seq = 1;
  const says = (text: string, change: Partial<ConversationRow> = {}): void => {
    seq += 1;
    state.row = {
      ...{ id: ID, visitor: 'v' as VisitorId, site: 'shop', state: 'waiting', assignee: null, startedAt: 0 },
      ...{ lastSeq: seq, lastAt: time.clock.now(), lastText: text, lastBy: 'visitor', lastMessage: null },
      ...{ waitingSince: time.clock.now(), lastVisitorSeq: seq, closedAt: null, answerSeq: 0, lostTo: null },
      ...change,
    };
    notifier.conversationChanged(state.row);
  };
  const mine = { state: 'active' as const, assignee: { kind: 'operator' as const, id: PERSON, name: 'Anna' } };
  return { ...time, notifier, told, over, state, says, mine };
}

test('NOTIFY7 what came while the line of a visible page was dying is sent when that is known, and not what was long before the eyes', () => {
  const { notifier, told, state, says, mine, pass } = open();
  state.isVisible = true;
  says('long known', mine);
  pass(100_000);
  [state.isVisible, state.presence] = [false, 'gone'];
  notifier.personChanged(PERSON);
  pass(2_000);
  expect(told).toEqual([]);
  [state.isVisible, state.presence] = [true, 'here'];
  says('nobody saw it', mine);
  pass(20_000);
  [state.isVisible, state.presence] = [false, 'gone'];
  notifier.personChanged(PERSON);
  expect(told).toEqual(['mine nobody saw it']);
});

test('NOTIFY7 after a start nobody is called before they had the time to come back, and then whoever did not', () => {
  const { notifier, told, state, says, pass } = open();
  state.presence = 'expected';
  says('before the start');
  pass(29_000);
  expect(told).toEqual([]);
  // One who comes has not told yet what can be seen.
  state.presence = 'here';
  notifier.personChanged(PERSON);
  expect(told).toEqual([]);
  notifier.personChanged(null);
  expect(told).toEqual(['waiting before the start']);
});

test('NOTIFY7 NOTIFY8 once for each call; what is seen or taken meanwhile is not sent, and what came long ago is none', () => {
  const { notifier, told, over, state, says, mine, pass, clock } = open();
  says('one', mine);
  pass(2_000);
  notifier.conversationChanged(state.row as ConversationRow);
  pass(2_000);
  expect(told).toEqual(['mine one']);
  state.seen = 99;
  notifier.cursorChanged(ID, PERSON);
  expect(over).toEqual([`call ${ID}`]);
  says('two', { ...mine, lastVisitorSeq: 50 });
  pass(2_000);
  state.seen = 0;
  says('old', { ...mine, lastAt: clock.now() - 700_000 });
  pass(2_000);
  expect(told).toEqual(['mine one']);
});

test('NOTIFY4 NOTIFY7 in quiet hours nothing is sent, and nothing of a kind that is not to be shown', () => {
  const { notifier, told, says, mine, pass, clock } = open();
  const minute = Math.floor((clock.now() % 86_400_000) / 60_000);
  const quiet = { isOn: true, from: minute, to: (minute + 60) % 1440, zone: 'UTC' };
  notifier.settingsChanged(PERSON, { ...CHOSEN, quiet });
  says('quiet', mine);
  pass(2_000);
  notifier.settingsChanged(PERSON, {
    ...CHOSEN,
    kinds: { ...DEFAULT_KINDS, mine: { sound: 'bell', shows: false, repeats: false } },
  });
  says('not shown', mine);
  pass(2_000);
  expect(told).toEqual([]);
  notifier.settingsChanged(PERSON, { ...CHOSEN, hidesWords: true });
  says('hidden', mine);
  pass(2_000);
  expect(told).toEqual(['mine ']);
});

test('NOTIFY1 NOTIFY7 a reminder is sent when its time comes, once, to whom the task is given, and not when it was done before', () => {
  const { notifier, told, pass, clock } = open();
  const task = (id: string, change: Partial<TaskRow> = {}): TaskRow => ({
    visitor: 'v' as VisitorId,
    task: {
      ...{ id: id as CommandId, title: id, due: null, remindAt: clock.now() + 60_000 },
      assignee: { kind: 'operator', id: PERSON, name: 'Anna' },
      by: { kind: 'operator', id: PERSON, name: 'Anna' },
      at: 0,
    },
    doneAt: null,
    ...change,
  });
  notifier.taskChanged(task('call back'));
  notifier.taskChanged(task('done'));
  notifier.taskChanged(task('done', { doneAt: 5 }));
  notifier.taskChanged(task('of one erased', { visitor: 'gone' as VisitorId }));
  notifier.forget([], ['gone' as VisitorId]);
  pass(50_000);
  expect(told).toEqual([]);
  pass(60_000);
  expect(told).toEqual(['task call back']);
});

test('CALL6 when the time of a call has come, whoever has the conversation is reminded, or everybody where nobody has it; not when it was made or changed before', () => {
  const { notifier, told, over, says, mine, pass, clock } = open();
  const callback = { id: 'ask' as CommandId, phone: '600 100 200', when: clock.now() + 60_000, since: 0 };
  const quiet = { waitingSince: null, lastVisitorSeq: 0 };
  says('', { ...quiet, callback });
  pass(50_000);
  expect(told).toEqual([]);
  pass(30_000);
  expect(told).toEqual(['task 600 100 200']);
  const by = { kind: 'operator' as const, id: PERSON, name: 'Anna' };
  says('', { ...quiet, callback: { ...callback, done: { by, at: 1 } } });
  expect(over).toEqual(['task ask']);
  const later = { ...callback, id: 'later' as CommandId, when: clock.now() + 60_000 };
  says('', { ...quiet, ...mine, callback: later });
  says('', { ...quiet, ...mine, callback: { ...later, id: 'changed' as CommandId, when: clock.now() + 120_000 } });
  pass(90_000);
  expect(told).toHaveLength(1);
  pass(60_000);
  expect(told).toEqual(['task 600 100 200', 'task 600 100 200']);
  says('', { ...quiet, ...mine, callback: { ...later, id: 'erased' as CommandId, when: clock.now() + 60_000 } });
  notifier.forget([ID], ['v' as VisitorId]);
  pass(90_000);
  expect(told).toHaveLength(2);
});

test('NOTIFY8 CARD9 KEEP5 a task that was deleted reminds of nothing, and a reminder that still waits for its service is taken back once it was done, given away, put off or its person erased', () => {
  const { notifier, told, over, pass, clock } = open();
  const start = clock.now();
  const task = (id: string, change: Partial<TaskRow['task']> = {}, doneAt: number | null = null): TaskRow => ({
    visitor: id as VisitorId,
    task: {
      ...{ id: id as CommandId, title: id, due: null, remindAt: start + 60_000, seq: 1 },
      assignee: { kind: 'operator', id: PERSON, name: 'Anna' },
      by: { kind: 'operator', id: PERSON, name: 'Anna' },
      at: 0,
      ...change,
    },
    doneAt,
  });
  const all = ['done', 'deleted', 'given', 'later', 'erased', 'renamed'];
  for (const id of [...all, 'never']) notifier.taskChanged(task(id));
  notifier.taskChanged(task('never', { gone: true }));
  pass(80_000);
  expect(told).toEqual(all.map((id) => `task ${id}`));
  notifier.taskChanged(task('done', {}, 5));
  notifier.taskChanged(task('deleted', { gone: true }));
  notifier.taskChanged(task('given', { assignee: { kind: 'operator', id: 'boris', name: 'Boris' } }));
  notifier.taskChanged(task('later', { remindAt: start + 300_000 }));
  notifier.taskChanged(task('renamed', { title: 'said in other words' }));
  notifier.forget([], ['erased' as VisitorId]);
  expect(over).toEqual(['done', 'deleted', 'given', 'later', 'erased'].map((id) => `task ${id}`));
  // Once for each call.
  pass(60_000);
  expect(told).toHaveLength(all.length);
  pass(200_000);
  expect(told.slice(all.length)).toEqual(['task later']);
});

test('NOTIFY7 DISK4 a card that cannot be read keeps nobody from being called', () => {
  const { notifier, told, says, pass, state } = open();
  state.isUnreadable = true;
  says('of one whose card is damaged');
  const other = { ...state.row, id: 'other' as ConversationId } as ConversationRow;
  says('Hello');
  notifier.conversationChanged(other);
  pass(2_000);
  expect(told).toHaveLength(2);
});

test('NOTIFY7 where nobody has asked for it nothing is done at all', () => {
  const { told, state, says, pass } = open();
  state.isSubscribed = false;
  says('Hello');
  state.isSubscribed = true;
  pass(5_000);
  expect(told).toEqual([]);
});

test('NOTIFY1 NOTIFY7 ROOM4 what a colleague writes to one alone is sent, until it is read, and what is said in a room is not', () => {
  const { notifier, told, state, pass, clock } = open();
  const author = (id: string, name: string) => ({ kind: 'operator' as const, id, name });
  const line = (text: string, seq: number, change: Partial<RoomLine> = {}): RoomLine => ({
    ...{ id: 'd_1' as RoomId, name: '', members: [author(PERSON, 'Anna'), author('boris', 'Boris')], direct: true },
    ...{ lastSeq: seq, lastAt: clock.now(), lastText: text, lastBy: author('boris', 'Boris'), lastMessage: null },
    said: [[seq, 'm' as CommandId, 'boris']],
    ...change,
  });
  notifier.roomChanged(line('Lunch?', 2));
  pass(2_000);
  expect(told).toEqual(['colleague Lunch?']);
  const { direct: _direct, ...named } = line('To all', 3);
  notifier.roomChanged(named);
  notifier.roomChanged(line('Of others', 3, { members: [author('carl', 'Carl'), author('boris', 'Boris')] }));
  state.seen = 9;
  notifier.roomChanged(line('Read', 4));
  pass(2_000);
  expect(told).toHaveLength(1);
});

test('NOTIFY7 what came later than what was long before the eyes is sent when the line dies', () => {
  const { notifier, told, state, says, mine, pass } = open();
  state.isVisible = true;
  says('long known', mine);
  pass(100_000);
  says('just now', mine);
  pass(5_000);
  [state.isVisible, state.presence] = [false, 'gone'];
  notifier.personChanged(PERSON);
  expect(told).toEqual(['mine just now']);
});

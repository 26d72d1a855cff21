import { expect, test } from 'vitest';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { createLog } from '../log.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createLetterOutbox, type Composed } from './letter-outbox.ts';
import type { Outcome } from './letter-telling.ts';
import type { LetterChange, LetterRow } from './letter-row.ts';
import type { Sent } from './mail-sender.ts';

const HOUR = 3_600_000;
const TALK = 'c' as ConversationId;

/** One outbox over rows that stay, and time that moves when told to. */
function open(rows = new Map<CommandId, LetterRow>()) {
  const time = manualTime();
  const sent: string[] = [];
  const told: Outcome[] = [];
  /** Each time that the desk was told of a letter. */
  const asked: CommandId[] = [];
  const state = {
    answer: { kind: 'sent', said: '250' } as Sent | Promise<Sent>,
    composed: null as Composed | ((row: LetterRow) => Composed) | null,
    isDiskFull: false,
    /** Whether the desk takes in what is told of this letter. */
    isTaken: (_row: LetterRow): boolean => true,
  };
  const write = (changes: readonly LetterChange[]): Promise<number | null> => {
    if (state.isDiskFull) return Promise.resolve(null);
    for (const change of changes) {
      if (change.kind === 'tried')
        rows.set(change.row.id, { ...(rows.get(change.row.id) as LetterRow), ...change.row });
      if (change.kind === 'told') rows.set(change.id, { ...(rows.get(change.id) as LetterRow), telling: null });
    }
    return Promise.resolve(1);
  };
  let ids = 0;
  const openRows = () => [...rows.values()].filter((row) => row.state === 'waiting' || row.telling !== null);
  const outbox = createLetterOutbox({
    store: { open: openRows, openOf: openRows },
    write,
    account: () => ({
      server: { host: 'mx', port: 25, security: 'none', user: '', from: 'chat@Shop.example', name: '' },
      password: '',
      address: 'https://chat.example.com',
    }),
    send: (_account, { messageId }) => {
      sent.push(messageId);
      return Promise.resolve(state.answer);
    },
    note: () => undefined,
    compose: (row) =>
      (typeof state.composed === 'function' ? state.composed(row) : state.composed) ?? letterTo('ann@example.com'),
    tell: (row, _telling, outcome) => {
      asked.push(row.id);
      const isTaken = state.isTaken(row);
      if (isTaken) told.push(outcome);
      return Promise.resolve(isTaken);
    },
    settled: () => undefined,
    newId: () => `t${(ids += 1)}` as CommandId,
    ...{ clock: time.clock, timers: time.timers, log: createLog('silent'), random: () => 0.999 },
  });
  const add = (id: string, conversation = TALK): void => {
    const row: LetterRow = {
      ...{ id: id as CommandId, kind: 'answer', conversation, visitor: 'v' as VisitorId },
      ...{ since: 0, through: 2, askedBy: id as CommandId, madeAt: time.clock.now(), state: 'waiting', tries: 0 },
      ...{ nextAt: time.clock.now(), messageId: null, addressKey: null, telling: null },
    };
    rows.set(row.id, row);
    outbox.add(row);
  };
  const quiet = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
  };
  const pass = async (ms: number): Promise<void> => {
    time.pass(ms);
    await quiet();
  };
  return { outbox, rows, sent, told, asked, state, add, quiet, pass };
}

const letterTo = (to: string, addressKey = 'k'): Composed => ({
  kind: 'letter',
  addressKey,
  letter: { to, subject: '', text: '', html: '', references: [] },
});

const LATER: Sent = { kind: 'later', hop: 'reached', detail: 'nobody there' };

test('MAIL5 it is tried again after longer and longer waits, for a day, each time under one id, and then told as failed', async () => {
  const { sent, told, state, add, quiet, pass, rows } = open();
  state.answer = LATER;
  add('one');
  await quiet();
  expect(sent).toEqual(['<one@shop.example>']);
  await pass(14_000);
  expect(sent).toHaveLength(1);
  await pass(2_000);
  expect(sent).toHaveLength(2);
  for (let hour = 0; hour < 23; hour += 1) await pass(HOUR);
  expect(new Set(sent).size).toBe(1);
  expect(sent.length).toBeGreaterThan(20);
  expect(told).toEqual([]);
  for (let hour = 0; hour < 3; hour += 1) await pass(HOUR);
  expect(told).toEqual([{ to: 'ann@example.com', failed: { why: 'gave-up', detail: 'nobody there' } }]);
  const { length } = sent;
  await pass(5 * HOUR);
  expect(sent).toHaveLength(length);
  expect([...rows.values()].map(({ state: is }) => is)).toEqual(['failed']);
});

test('MAIL5 a mail server that is not there is asked by one letter and not by all that wait', async () => {
  const { sent, state, add, quiet, pass } = open();
  state.answer = LATER;
  state.composed = ({ id }) => letterTo(`${id}@example.com`, id);
  for (const id of ['one', 'two', 'three', 'four', 'five']) add(id);
  await quiet();
  // Two were on their way before the first answer.
  expect(sent.length).toBeLessThanOrEqual(2);
  state.answer = { kind: 'sent', said: '250' };
  await pass(HOUR);
  expect(new Set(sent).size).toBe(5);
});

test('MAIL8 letters to one address leave one after the other, so that each is counted before the next, and hold up no other address', async () => {
  const { rows, sent, told, state, add, quiet } = open();
  const answers: ((answer: Sent) => void)[] = [];
  // Three a day: what the disk notes as sent is what counts.
  state.composed = ({ id }) => {
    if (id.startsWith('other')) return letterTo('bob@example.com', 'other');
    const left = [...rows.values()].filter((row) => row.addressKey === 'k' && row.state === 'sent').length;
    return left >= 3 ? { kind: 'failed', why: 'too-many' } : letterTo('ann@example.com');
  };
  const ask = (): void => {
    state.answer = new Promise((resolve) => answers.push(resolve));
  };
  ask();
  for (const id of ['one', 'two', 'three', 'four', 'five', 'other']) add(id);
  await quiet();
  expect(sent).toEqual(['<one@shop.example>', '<other@shop.example>']);
  for (const _turn of [1, 2, 3, 4, 5]) {
    for (const answer of answers.splice(0)) answer({ kind: 'sent', said: '250' });
    ask();
    await quiet();
  }
  expect(sent).toEqual(['one', 'other', 'two', 'three'].map((id) => `<${id}@shop.example>`));
  expect(told.filter(({ failed }) => failed?.why === 'too-many')).toHaveLength(2);
});

test('MAIL8 a letter that waits for an address is read when it comes and when it goes, however many wait with it', async () => {
  const readsOf = async (many: number): Promise<number> => {
    const { sent, state, add, quiet } = open();
    let reads = 0;
    state.composed = () => {
      reads += 1;
      return letterTo('ann@example.com');
    };
    for (let letter = 0; letter < many; letter += 1) add(`l${letter}`);
    while (sent.length < many) await quiet();
    expect(sent).toEqual(Array.from({ length: many }, (_, letter) => `<l${letter}@shop.example>`));
    return reads;
  };
  // When it comes, when it goes, and once it is noted that it does.
  for (const many of [20, 80]) expect(await readsOf(many)).toBeLessThanOrEqual(3 * many);
});

test('MAIL8 where the first that waits for an address goes somewhere else meanwhile, is not to be read or is forgotten, the next one goes', async () => {
  for (const what of ['elsewhere', 'dropped', 'unread', 'forgotten'] as const) {
    const { outbox, sent, state, add, quiet } = open();
    let answer: (sent: Sent) => void = () => undefined;
    state.answer = new Promise((resolve) => (answer = resolve));
    for (const id of ['one', 'two', 'three']) add(id, id as ConversationId);
    await quiet();
    expect(sent).toEqual(['<one@shop.example>']);
    state.answer = { kind: 'sent', said: '250' };
    state.composed = ({ id }) => {
      if (id !== 'two') return letterTo('ann@example.com');
      if (what === 'unread') throw new Error('EIO');
      return what === 'dropped' ? { kind: 'dropped' } : letterTo('bob@example.com', 'other');
    };
    if (what === 'forgotten') outbox.forget(['two' as ConversationId]);
    answer(state.answer);
    await quiet();
    const others = what === 'elsewhere' ? ['two', 'three'] : ['three'];
    expect(sent.toSorted()).toEqual(['one', ...others].map((id) => `<${id}@shop.example>`).toSorted());
  }
});

test('MAIL8 an address that is changed while its letter is noted is counted as where it goes', async () => {
  const { rows, sent, state, add, quiet } = open();
  let looks = 0;
  state.composed = () => {
    looks += 1;
    return looks === 1 ? letterTo('ann@example.com') : letterTo('ann@new.example', 'new');
  };
  add('one');
  await quiet();
  expect(sent).toEqual(['<one@shop.example>']);
  expect(rows.get('one' as CommandId)).toMatchObject({ state: 'sent', addressKey: 'new' });
});

test('MAIL5 a letter that waited goes after all where its conversation was not deleted; one that is leaving at that moment goes once', async () => {
  const { outbox, sent, state, add, quiet, pass, told } = open();
  state.answer = { kind: 'later', hop: 'reached', detail: 'no line' };
  add('one');
  await quiet();
  outbox.forget([TALK]);
  await pass(HOUR);
  expect(sent).toHaveLength(1);
  outbox.stayed(TALK);
  await pass(HOUR);
  expect(sent.length).toBeGreaterThan(1);

  const leaving = open();
  let answer: (sent: Sent) => void = () => undefined;
  leaving.state.answer = new Promise((resolve) => (answer = resolve));
  leaving.add('one');
  await leaving.quiet();
  leaving.outbox.forget([TALK]);
  leaving.state.isDiskFull = true;
  answer({ kind: 'sent', said: '250' });
  await leaving.quiet();
  leaving.outbox.stayed(TALK);
  leaving.state.isDiskFull = false;
  await leaving.pass(HOUR);
  expect(leaving.sent).toHaveLength(1);
  expect(leaving.told).toEqual([{ to: 'ann@example.com' }]);
  expect(told.length).toBeLessThan(2);
});

test('MAIL4 MAIL5 of a letter that left while its conversation was being deleted the desk is told once it was not deleted', async () => {
  const { outbox, state, add, quiet, pass, told, rows } = open();
  let answer: (sent: Sent) => void = () => undefined;
  state.answer = new Promise((resolve) => (answer = resolve));
  add('one');
  await quiet();
  outbox.forget([TALK]);
  answer({ kind: 'sent', said: '250' });
  await quiet();
  expect(rows.get('one' as CommandId)?.state).toBe('sent');
  expect(told).toEqual([]);
  outbox.stayed(TALK);
  outbox.stayed(TALK);
  await pass(HOUR);
  expect(told).toHaveLength(1);
  expect(rows.get('one' as CommandId)?.telling).toBeNull();
});

test('MAIL5 while the disk refuses to note it a letter that left is not sent again', async () => {
  const { sent, state, add, quiet, pass, rows, told } = open();
  const outbox = open(rows);
  outbox.state.isDiskFull = false;
  add('one');
  await quiet();
  expect(sent).toHaveLength(1);
  state.isDiskFull = true;
  add('two');
  await quiet();
  // What is not on the disk has not been tried.
  expect(sent).toHaveLength(1);
  state.isDiskFull = false;
  await pass(HOUR);
  expect(sent).toHaveLength(2);
  expect(told).toHaveLength(2);
});

test('MAIL5 an end of the process between the yes and the note sends it once more under the same id', async () => {
  const first = open();
  first.state.answer = LATER;
  first.add('one');
  await first.quiet();
  // As the disk has it: on its way.
  const second = open(first.rows);
  second.outbox.begin();
  await second.pass(HOUR);
  expect(second.sent).toEqual(first.sent);
  expect(second.told).toEqual([{ to: 'ann@example.com' }]);
  // What was not told is told by the next life, and nothing is sent.
  const [row] = [...first.rows.values()];
  first.rows.set('one' as CommandId, { ...(row as LetterRow), telling: 't9' as CommandId });
  const third = open(first.rows);
  third.outbox.begin();
  await third.pass(HOUR);
  expect([third.sent, third.told.length]).toEqual([[], 1]);
});

test('MAIL5 KEEP1 a letter whose card or conversation cannot be read is tried after longer and longer waits, for a day, and then told as failed', async () => {
  const { sent, told, state, add, quiet, pass } = open();
  let reads = 0;
  state.composed = () => {
    reads += 1;
    throw new Error('entry 1 of document 1 is damaged');
  };
  add('one');
  await quiet();
  for (let hour = 0; hour < 26; hour += 1) await pass(HOUR);
  expect(reads).toBeGreaterThan(20);
  expect(reads).toBeLessThan(40);
  expect([sent, told]).toEqual([[], [{ failed: { why: 'gave-up' } }]]);
});

test('MAIL4 MAIL9 what is seen meanwhile is dropped without a word, and what is forgotten is not sent', async () => {
  const { outbox, sent, told, state, add, quiet, pass, rows } = open();
  state.composed = { kind: 'dropped' };
  add('one');
  await quiet();
  expect([sent, told, rows.get('one' as CommandId)?.state]).toEqual([[], [], 'dropped']);
  state.composed = null;
  state.answer = LATER;
  add('two');
  await quiet();
  outbox.forget(['c' as ConversationId]);
  await pass(5 * HOUR);
  expect(sent).toHaveLength(1);
  expect(told).toEqual([]);
});

test('MAIL5 DISK4 letters of damaged conversations, which take in nothing, hold up no other; they are told after longer and longer waits, also by the next life', async () => {
  const { outbox, rows, sent, told, asked, state, add, quiet, pass } = open();
  state.composed = ({ id }) => letterTo(`${id}@example.com`, id === 'four' ? 'one' : id);
  state.isTaken = ({ conversation }) => conversation === TALK;
  for (const id of ['one', 'two']) add(id, id as ConversationId);
  await quiet();
  // The last one goes to the address of the first.
  for (const id of ['three', 'four']) add(id);
  await quiet();
  expect(sent).toEqual(['one', 'two', 'three', 'four'].map((id) => `<${id}@shop.example>`));
  expect(told).toEqual([{ to: 'three@example.com' }, { to: 'four@example.com' }]);
  const ofOne = (ids: readonly CommandId[]): number => ids.filter((id) => id === 'one').length;
  const timesIn = async (life: Pick<ReturnType<typeof open>, 'asked' | 'pass'>, minutes: number): Promise<number> => {
    const before = ofOne(life.asked);
    for (let second = 0; second < 60 * minutes; second += 30) await life.pass(30_000);
    return ofOne(life.asked) - before;
  };
  expect(await timesIn({ asked, pass }, 10)).toBeGreaterThan(4);
  const late = await timesIn({ asked, pass }, 60);
  expect(late).toBeGreaterThanOrEqual(11);
  expect(late).toBeLessThanOrEqual(13);
  await outbox.stop();
  expect(rows.get('one' as CommandId)?.telling).not.toBeNull();

  const next = open(rows);
  next.state.isTaken = () => false;
  next.outbox.begin();
  await timesIn(next, 20);
  expect(await timesIn(next, 60)).toBeLessThanOrEqual(13);
  next.state.isTaken = () => true;
  await timesIn(next, 6);
  expect([next.sent, next.told]).toEqual([[], [{}, {}]]);
  await timesIn(next, 60);
  expect(next.told).toHaveLength(2);
  expect([...rows.values()].map(({ telling }) => telling)).toEqual([null, null, null, null]);
});

test('MAIL5 an end waits for what is being told, and for nothing that waits to be told again', async () => {
  const { outbox, asked, state, add, quiet, pass } = open();
  state.isTaken = () => false;
  add('one');
  await quiet();
  await pass(60_000);
  const { length } = asked;
  let isOver = false;
  void outbox.stop().then(() => (isOver = true));
  await quiet();
  expect([isOver, asked.length]).toEqual([true, length]);
});

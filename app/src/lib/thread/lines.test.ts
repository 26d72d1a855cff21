import { expect, test } from 'vitest';
import type { OutboxRow } from '#client/interface.ts';
import type { EntryCommand } from '#schema/commands/command.ts';
import type { Message } from '#schema/conversation/conversation.ts';
import type { Note } from '#schema/docs/desk-document.ts';
import type { CommandId, MessageId, VisitorId } from '#schema/ids.ts';
import { SYSTEM, type Change } from '#schema/words.ts';
import { linesOf, toldBy, type Line, type LinesInput } from './lines.ts';
import { pageChanges, pageLink, pagesOf } from './pages.ts';

const MORNING = new Date('2026-03-02T09:00:00').getTime();
const visitor = { kind: 'visitor', id: 'v', name: '' } as const;
const ann = { kind: 'operator', id: 'ann', name: 'Ann' } as const;

const said = (seq: number, by: Message['by'], minutes: number, text = `m${seq}`): Message => ({
  seq,
  id: `m${seq}` as MessageId,
  at: MORNING + minutes * 60_000,
  by,
  kind: 'text',
  text,
});

const input = (messages: readonly Message[], changes: Partial<LinesInput> = {}): LinesInput => ({
  conversation: {
    head: { state: 'active', assignee: ann, visitor: 'v' as VisitorId, site: 'shop' },
    messages,
    edits: new Map(),
  },
  notes: [],
  told: [],
  waiting: [],
  cursors: {},
  me: 'ann',
  link: { state: 'live', since: 0 },
  now: MORNING,
  seenAtOpening: null,
  drawn: [],
  ...changes,
});

const waitingRow = (command: Partial<EntryCommand>, writtenAt: number, saved = true): OutboxRow => ({
  n: 1,
  command: { writtenAt, payload: {}, ...command } as EntryCommand,
  writtenAt,
  sentAt: null,
  state: { kind: 'waiting' },
  saved,
});

const wordsIn = (lines: readonly Line[]) => lines.filter((line) => line.kind === 'words');
const kinds = (lines: readonly Line[]): readonly string[] =>
  lines.map((line) => (line.kind === 'words' ? line.key : line.kind));

test('each local day has its separator, before its first line', () => {
  const lines = linesOf(input([said(1, visitor, 0), said(2, visitor, 1), said(3, visitor, 24 * 60)]));
  expect(kinds(lines)).toEqual(['day', 'm1', 'm2', 'day', 'm3']);
});

test('OUT4 a reply that waits since before midnight stands under its day, below what was said after it, and every line has a key of its own', () => {
  const waits = said(3, ann, 60);
  const lines = linesOf(
    input([said(1, visitor, 0), said(2, visitor, 24 * 60), waits], {
      waiting: [waitingRow({ id: waits.id }, waits.at)],
    }),
  );
  expect(kinds(lines)).toEqual(['day', 'm1', 'day', 'm2', 'day', 'm3']);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
});

test('lines of one author within five minutes stand together', () => {
  const lines = wordsIn(
    linesOf(input([said(1, visitor, 0), said(2, visitor, 4), said(3, visitor, 12), said(4, ann, 12)])),
  );
  expect(lines.map(({ isFirst }) => isFirst)).toEqual([true, false, true, true]);
});

test('A1 marks of our words: accepted, delivered, seen, by the visitor’s cursors; none at the visitor’s own', () => {
  const messages = [said(1, ann, 0), said(2, ann, 1), said(3, ann, 2), said(4, visitor, 3)];
  const cursors = {
    v: { kind: 'visitor', delivered: 2, seen: 1 },
    ann: { kind: 'operator', delivered: 4, seen: 4 },
  } as const;
  expect(wordsIn(linesOf(input(messages, { cursors }))).map(({ mark }) => mark)).toEqual([
    'seen',
    'delivered',
    'accepted',
    null,
  ]);
});

test('OUT4 what waits has a clock with the time of writing, after five seconds the error mark', () => {
  const message = said(1, ann, 0);
  const mark = (age: number, saved = true) =>
    wordsIn(linesOf(input([message], { waiting: [waitingRow({ id: message.id }, MORNING - age, saved)] })))[0];
  expect(mark(1_000)?.mark).toBe('waiting');
  expect(mark(1_000)?.at).toBe(MORNING - 1_000);
  expect(mark(6_000)?.mark).toBe('late');
  expect(mark(1_000, false)?.mark).toBe('unsaved');
});

test('B9 a changed message says so, one that was taken back has no words, and a waiting change has the clock', () => {
  const base = input([said(1, ann, 0), said(2, ann, 1)]);
  const edits = new Map([
    ['m1' as MessageId, { at: MORNING, by: 'ann', rev: 1, text: 'better' }],
    ['m2' as MessageId, { at: MORNING, by: 'ann', rev: 1, gone: true as const }],
  ]);
  const waiting = [waitingRow({ id: 'e1' as MessageId, payload: { message: 'm1' } } as Partial<EntryCommand>, MORNING)];
  const lines = wordsIn(linesOf({ ...base, conversation: { ...base.conversation, edits }, waiting }));
  expect(lines.map(({ text, isEdited, mark }) => [text, isEdited, mark])).toEqual([
    ['better', true, 'waiting'],
    [null, true, 'accepted'],
  ]);
});

test('notes find their place by time, and messages keep their order whatever the clocks say', () => {
  const note: Note = { seq: 1, id: 'n1' as MessageId, at: MORNING + 90_000, by: ann, text: 'nb' };
  const late: Note = { ...note, id: 'n2' as MessageId, at: MORNING + 3_600_000 };
  const lines = linesOf(
    input([said(1, visitor, 0), said(3, visitor, 2), said(2, visitor, 1)], { notes: [note, late] }),
  );
  expect(kinds(lines)).toEqual(['day', 'm1', 'note', 'm3', 'm2', 'note']);
});

test('the divider stands before the first words of the visitor that were not seen when the thread was opened', () => {
  const messages = [said(1, visitor, 0), said(2, ann, 1), said(3, visitor, 2), said(4, visitor, 3)];
  expect(kinds(linesOf(input(messages, { seenAtOpening: 1 })))).toEqual(['day', 'm1', 'm2', 'new', 'm3', 'm4']);
  expect(kinds(linesOf(input(messages, { seenAtOpening: 4 })))).not.toContain('new');
});

test('only web pages become links', () => {
  expect(pageLink('https://shop.example/')).toEqual({ href: 'https://shop.example/', short: 'shop.example' });
  expect(pageLink('https://shop.example/a?b=1')?.short).toBe('shop.example/a');
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'nonsense']) expect(pageLink(url)).toBeNull();
});

test('B7 an address stands where the page changes, and the card lists each page once', () => {
  const on = (seq: number, url: string): Message =>
    ({ ...said(seq, visitor, seq), page: { url, title: url.slice(-1) } }) as Message;
  const messages = [
    on(1, 'https://s.example/a'),
    on(2, 'https://s.example/a'),
    on(3, 'https://s.example/b'),
    on(4, 'https://s.example/a'),
  ];
  expect([...pageChanges(linesOf(input(messages)))]).toEqual(['m1', 'm3', 'm4']);
  expect(pagesOf([...messages, on(5, 'javascript:x')]).map(({ title }) => title)).toEqual(['a', 'b']);
});

test('LEASE11 a line of a kind that this version does not know is shown as nothing', () => {
  const ofTheFuture = { ...said(2, ann, 1), kind: 'sang' } as unknown as Message;
  const lines = linesOf(input([said(1, visitor, 0), ofTheFuture, said(3, visitor, 2)]));
  expect(kinds(lines)).toEqual(['day', 'm1', 'm3']);
});

test('LEASE5 that it was offered on is an event between the words', () => {
  const lost: Message = {
    seq: 2,
    id: 'm2' as MessageId,
    at: MORNING,
    by: SYSTEM,
    kind: 'handed-over',
    to: { kind: 'operator', id: '', name: '' },
    from: ann,
  };
  expect(kinds(linesOf(input([said(1, visitor, 0), lost, said(3, ann, 2)])))).toEqual(['day', 'm1', 'event', 'm3']);
});

test('a line that has not changed stays the same object, so that nothing of it is drawn again', () => {
  const note: Note = { seq: 1, id: 'n1' as MessageId, at: MORNING + 90_000, by: ann, text: 'vip' };
  const said550 = Array.from({ length: 550 }, (_, index) => said(index + 1, index % 2 ? ann : visitor, index));
  const seen = (seq: number) => ({ v: { kind: 'visitor', delivered: seq, seen: seq } as const });
  const drawn = linesOf(input(said550, { notes: [note], cursors: seen(550) }));
  const after = linesOf(input([...said550, said(551, visitor, 550)], { notes: [note], cursors: seen(551), drawn }));
  expect(after).toHaveLength(drawn.length + 1);
  expect(after.filter((line, index) => line !== drawn[index])).toEqual([after.at(-1)]);
});

test('a line that has changed is another object: edited, taken back, got further, no more the first of its run', () => {
  const messages = [said(1, ann, 0), said(2, ann, 10), said(3, ann, 20), said(4, ann, 30)];
  const drawn = linesOf(input(messages, { cursors: { v: { kind: 'visitor', delivered: 3, seen: 3 } } }));
  const edits = new Map([
    ['m1' as MessageId, { at: 1, by: 'ann', rev: 1, text: 'other' }],
    ['m2' as MessageId, { at: 1, by: 'ann', rev: 1, gone: true as const }],
  ]);
  const { conversation } = input(messages);
  const cursors = { v: { kind: 'visitor', delivered: 4, seen: 4 } } as const;
  const after = linesOf(input(messages, { conversation: { ...conversation, edits }, cursors, drawn }));
  const changed = wordsIn(after.filter((line, index) => line !== drawn[index]));
  expect(changed.map(({ key, text, mark }) => [key, text, mark])).toEqual([
    ['m1', 'other', 'seen'],
    ['m2', null, 'seen'],
    ['m4', 'm4', 'seen'],
  ]);
  const joined = linesOf(input([said(0, ann, 28), ...messages.slice(3)], { cursors, drawn: after }));
  expect(wordsIn(joined).map(({ key, isFirst }) => [key, isFirst])).toEqual([
    ['m0', true],
    ['m4', false],
  ]);
});

test('CMD6 who hands a conversation to themselves is said to have taken it; who gives it to another is not', () => {
  const event = (seq: number, to: Extract<Message, { readonly kind: 'handed-over' }>['to']): Message => ({
    seq,
    id: `m${seq}` as MessageId,
    at: MORNING,
    by: ann,
    kind: 'handed-over',
    to,
  });
  const change = (seq: number): Change => ({
    seq,
    at: MORNING,
    by: ann,
    kind: 'handed-over',
    id: `m${seq}` as CommandId,
  });
  const lines = linesOf(input([event(1, ann), event(2, { ...ann, id: 'bob', name: 'Bob' })]));
  expect(toldBy(lines, [change(1), change(2), change(3)]).map(({ kind }) => kind)).toEqual([
    'taken',
    'handed-over',
    'handed-over',
  ]);
});

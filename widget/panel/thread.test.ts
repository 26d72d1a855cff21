import { expect, test } from 'vitest';
import type { OutboxRow } from '#client/interface.ts';
import type { Conversation, Edit, Message } from '#schema/conversation/conversation.ts';
import type { CommandId, ConversationId, MessageId, VisitorId } from '#schema/ids.ts';
import { SYSTEM } from '#schema/words.ts';
import { talkUpon, threadOf, type MessageLine, type ThreadFacts } from './thread.ts';

const NOON = new Date(2026, 5, 10, 12).getTime();
const MINUTE = 60_000;
const anna = { kind: 'operator', id: 'o1', name: 'Anna' } as const;
const visitor = { kind: 'visitor', id: 'v1', name: '' } as const;
const text = (seq: number, by: Message['by'], at = NOON): Message => ({
  kind: 'text',
  seq,
  id: `m${seq}` as MessageId,
  at,
  by,
  text: `text ${seq}`,
});
function thread(messages: Message[], facts: Partial<ThreadFacts> = {}, edits: [string, Edit][] = []) {
  const conversation: Conversation = {
    head: { state: 'active', assignee: anna, visitor: 'v1' as VisitorId, site: 'demo' },
    messages,
    edits: new Map(edits as [MessageId, Edit][]),
  };
  return threadOf({
    conversation,
    rows: [],
    cursors: {},
    link: { state: 'live', since: NOON },
    newFrom: null,
    now: NOON + MINUTE,
    serverNow: NOON + MINUTE,
    drawn: [],
    ...facts,
  });
}
const messagesOf = (lines: readonly { kind: string }[]): MessageLine[] =>
  lines.filter((line): line is MessageLine => line.kind === 'message');
const row = (command: OutboxRow['command'], more: Partial<OutboxRow> = {}): OutboxRow => ({
  n: 1,
  command,
  writtenAt: command.writtenAt,
  sentAt: null,
  state: { kind: 'waiting' },
  saved: true,
  ...more,
});
const sending = (seq: number, writtenAt: number, more: Partial<OutboxRow> = {}): OutboxRow =>
  row(
    {
      id: `m${seq}` as CommandId,
      type: 'message.send',
      writtenAt,
      payload: { conversation: 'c' as ConversationId, text: `text ${seq}`, lastSeen: 0 },
    },
    more,
  );

test('WID5 own messages are waiting, late, accepted, delivered, seen', () => {
  const now = NOON + MINUTE;
  const lines = messagesOf(
    thread(
      [1, 2, 3, 4, 5].map((seq) => text(seq, visitor)),
      {
        cursors: { o1: { kind: 'operator', delivered: 2, seen: 1 }, v1: { kind: 'visitor', delivered: 5, seen: 5 } },
        rows: [sending(4, now - 6_000), sending(5, now - 1_000)],
      },
    ),
  );
  expect(lines.map((line) => line.mark)).toEqual(['seen', 'delivered', 'accepted', 'late', 'waiting']);
});

test('OUT4 without a line the error mark says that the visitor is offline', () => {
  const lines = messagesOf(
    thread([text(1, visitor)], { link: { state: 'offline', since: NOON }, rows: [sending(1, NOON + MINUTE - 6_000)] }),
  );
  expect(lines.map((line) => line.mark)).toEqual(['late-offline']);
});

test('CMD4 only own messages of the last ten minutes can be changed, and those that wait', () => {
  const old = NOON - 11 * MINUTE;
  const lines = messagesOf(
    thread([text(1, visitor, old), text(2, visitor), text(3, anna), text(4, visitor, old)], {
      rows: [sending(4, old)],
    }),
  );
  expect(lines.map((line) => line.isChangeable)).toEqual([false, true, false, true]);
});

test('an edited message shows its new text, a message taken back shows none and no mark', () => {
  const lines = messagesOf(
    thread([text(1, visitor), text(2, visitor)], {}, [
      ['m1', { at: NOON, by: 'v1', rev: 1, text: 'better' }],
      ['m2', { at: NOON, by: 'v1', rev: 1, gone: true }],
    ]),
  );
  expect(lines).toMatchObject([
    { text: 'better', isEdited: true, mark: 'accepted' },
    { text: null, isEdited: false, mark: null, isChangeable: false },
  ]);
});

test('CMD12 a refused message carries the reason and is not offered for editing in place', () => {
  const refusal = { kind: 'rejected', rejection: { reason: 'daily-limit' } } as const;
  const [line] = messagesOf(thread([text(1, visitor)], { rows: [sending(1, NOON, { state: refusal })] }));
  expect(line).toMatchObject({ refused: { state: refusal }, isChangeable: false });
});

test('days, events and what is new stand between the messages', () => {
  const closed: Message = { kind: 'closed', seq: 3, id: 'm3' as MessageId, at: NOON, by: anna };
  const yesterday = NOON - 24 * 60 * MINUTE;
  const lines = thread([text(1, visitor, yesterday), text(2, visitor), closed, text(4, anna), text(5, anna)], {
    newFrom: 4,
  });
  expect(lines.map((line) => line.kind)).toEqual([
    'day',
    'message',
    'day',
    'message',
    'event',
    'new',
    'message',
    'message',
  ]);
});

test('messages of one side within three minutes stand together', () => {
  const lines = messagesOf(
    thread([
      text(1, visitor),
      text(2, visitor, NOON + MINUTE),
      text(3, visitor, NOON + 9 * MINUTE),
      text(4, anna, NOON + 9 * MINUTE),
    ]),
  );
  expect(lines.map((line) => [line.isFirst, line.isLast])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ]);
});

test('LEASE5 who lost the connection is named in an event; LEASE11 what is not known is shown as nothing', () => {
  const nobody = { kind: 'operator', id: '', name: '' } as const;
  const event = { id: 'm2' as MessageId, seq: 2, at: NOON, by: SYSTEM, kind: 'handed-over', to: nobody } as const;
  const ofTheFuture = { ...event, id: 'm3', kind: 'sang' } as unknown as Message;
  const lines = thread([text(1, visitor), { ...event, from: anna }, ofTheFuture]);
  expect(lines.slice(2)).toEqual([{ kind: 'event', key: 'm2', what: 'lost', name: 'Anna' }]);
  const handed = thread([{ ...event, by: anna, to: { ...anna, name: 'Boris' } }]);
  expect(handed.at(-1)).toEqual({ kind: 'event', key: 'm2', what: 'handed-over', name: 'Boris' });
});

test('a line that has not changed stays the same object, so that nothing of it is drawn again', () => {
  const all = Array.from({ length: 550 }, (_, index) => text(index + 1, index % 2 ? visitor : anna));
  const cursors = { anna: { kind: 'operator', delivered: 550, seen: 550 } } as const;
  const drawn = thread(all, { cursors });
  const after = thread([...all, text(551, visitor)], { cursors, drawn });
  const changed = messagesOf(after.filter((line, index) => line !== drawn[index]));
  // The one before stands with it from now on, but has got further: nothing of it changes.
  expect(changed.map(({ seq }) => seq)).toEqual([551]);
});

test('a line that has changed is another object: its mark, its words, who stands beside it', () => {
  const all = [text(1, visitor), text(2, visitor), text(3, visitor, NOON + 10_000)];
  const cursors = (seen: number) => ({ anna: { kind: 'operator', delivered: 3, seen } as const });
  const drawn = thread(all, { cursors: cursors(2) });
  const edits: [string, Edit][] = [['m1', { at: NOON, by: 'v1', rev: 1, text: 'other' }]];
  const after = thread(all, { cursors: cursors(3), drawn }, edits);
  const changed = messagesOf(after.filter((line, index) => line !== drawn[index]));
  // Of the second only its place: it is not the last that has got so far any more.
  expect(changed.map((line) => [line.seq, line.text, line.mark, line.isLast])).toEqual([
    [1, 'other', 'seen', false],
    [2, 'text 2', 'seen', false],
    [3, 'text 3', 'seen', true],
  ]);
});

test('TEAM4 who comes, who goes and which department goes on is told by name; who only looked on goes unnoticed', () => {
  const at = { at: NOON, by: anna };
  const boris = { ...anna, id: 'o2', name: 'Boris' };
  const messages: Message[] = [
    text(1, visitor),
    { ...at, seq: 2, id: 'm2' as MessageId, kind: 'brought-in', who: boris },
    { ...at, seq: 3, id: 'm3' as MessageId, kind: 'left', to: boris },
    { ...at, seq: 4, id: 'm4' as MessageId, kind: 'left', looked: true },
    {
      ...at,
      seq: 5,
      id: 'm5' as MessageId,
      kind: 'handed-over',
      to: { ...anna, id: '', name: 'Sales' },
      department: 's',
    },
  ];
  const events = thread(messages).flatMap((line) => (line.kind === 'event' ? [[line.what, line.name]] : []));
  expect(events).toEqual([
    ['brought-in', 'Boris'],
    ['left', anna.name],
    ['team', 'Sales'],
  ]);
});

test('AVATAR5 INVITE4 words of the site have its picture, words of a person who is not in the talk yet have not', () => {
  const by = (who: 'site' | 'operator') =>
    messagesOf(thread([...talkUpon({ by: who, id: 'x', name: 'Anna', text: 'May I help?' }, NOON).messages]))[0];
  expect([by('site')?.by, by('site')?.text]).toEqual(['', 'May I help?']);
  expect([by('operator')?.by, by('operator')?.name]).toEqual(['operator', 'Anna']);
});

test('CMD12 a refused line stays the same object while the clock goes on, so that its note keeps the keyboard', () => {
  const rows = [sending(1, NOON, { state: { kind: 'rejected', rejection: { reason: 'daily-limit' } } })];
  const drawn = thread([text(1, visitor)], { rows });
  expect(thread([text(1, visitor)], { rows, drawn, now: NOON + 2 * MINUTE })).toEqual(drawn);
  expect(thread([text(1, visitor)], { rows, drawn, now: NOON + 2 * MINUTE })[1]).toBe(drawn[1]);
});

test('WID5 words stand under the day whose time they tell: what was written in a tunnel before midnight, under the day before', () => {
  const midnight = new Date(2026, 5, 11).getTime();
  const late = { ...text(2, visitor, midnight + 5 * MINUTE), writtenAt: midnight - 10 * MINUTE } as Message;
  const lines = thread([text(1, anna, midnight + MINUTE), late, text(3, anna, midnight + 6 * MINUTE)]);
  expect(lines.map((line) => ('at' in line ? new Date(line.at).getDate() : 0))).toEqual([11, 11, 10, 10, 11, 11]);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
});

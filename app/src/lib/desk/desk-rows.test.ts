import { expect, test } from 'vitest';
import type { OutboxRow } from '#client/interface.ts';
import type { ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import { DeskRows, type Circumstances } from './desk-rows.ts';
import { summary } from './summary.fixtures.ts';

const ID = 'c' as ConversationId;
const by = (changes: Partial<Circumstances> = {}): Circumstances => ({
  me: 'me' as OperatorId,
  link: { state: 'live' } as Circumstances['link'],
  outbox: [],
  nameOf: ({ name }) => name,
  seenUpTo: () => 0,
  isGone: () => false,
  serves: () => true,
  ...changes,
});
const waiting = (payload: object): OutboxRow =>
  ({ command: { id: 'x', type: 'message.send', payload }, state: { kind: 'waiting' } }) as unknown as OutboxRow;

test('ROW3 a row in which nothing has changed is the same object, so that thousands cost as little as one', () => {
  const rows = new DeskRows();
  const lines = [summary({ id: ID }), summary({ id: 'd' as ConversationId })];
  const first = rows.from(lines, by());
  const second = rows.from(lines, by({ outbox: [waiting({ conversation: ID, text: 'hello' })] }));
  expect(second.get('d' as ConversationId)).toBe(first.get('d' as ConversationId));
  expect(second.get(ID)).toMatchObject({ waiting: 1 });
  expect(rows.from([...lines].toReversed(), by({ outbox: [waiting({ conversation: ID, text: 'hello' })] }))).toBe(
    second,
  );
  expect(rows.from(lines.slice(1), by()).size).toBe(1);
  const third = rows.from([summary({ id: ID, lastText: 'news' }), ...lines.slice(1)], by());
  expect(third.get(ID)).toMatchObject({ waiting: 0, summary: { lastText: 'news' } });
  expect(third.get('d' as ConversationId)).toBe(first.get('d' as ConversationId));
  expect(third.all.map(({ summary: { id } }) => id).toSorted()).toEqual([ID, 'd']);
  const gone = rows.from(lines.slice(1), by());
  expect(gone).not.toBe(third);
  expect([gone.get(ID), gone.size, gone.all.length]).toEqual([undefined, 1, 1]);
});

test('ROW3 what concerns a visitor shows in all conversations of theirs, and a name that waits is called', () => {
  const rows = new DeskRows();
  const made = rows.from([summary({ id: ID, visitor: 'vAnn' as VisitorId })], {
    ...by({ outbox: [waiting({ visitor: 'vAnn', name: 'Ann' })] }),
    nameOf: () => 'Ann',
    seenUpTo: () => 1,
  });
  expect(made.get(ID)).toMatchObject({ waiting: 1, isUnread: false, summary: { name: 'Ann' } });
});

import { expect, test } from 'vitest';
import type { AcceptedCommand, OutboxRow } from '#client/interface.ts';
import { ANNA, command, NOON, said, talk, VISITOR } from '#schema/commands/decide.fixtures.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { saidOf, toAsk } from './rating-facts.ts';

const row = (score: 1 | 2 | 3, kind: 'waiting' | 'rejected', comment?: string): OutboxRow =>
  ({
    command: command('conversation.rate', { score, ...(comment !== undefined && { comment }) }),
    state: { kind },
  }) as unknown as OutboxRow;

const SOON = NOON + 60_000;
const answered = [
  [ANNA, { kind: 'taken' }],
  [ANNA, said('Hi')],
] as const;
const closed = [ANNA, { kind: 'closed' }] as const;

test('RATE4 the chat asks once a talk in which we answered was closed, until it was rated, and for a day', () => {
  const over = talk([VISITOR, said('Hello')], ...answered, closed);
  expect(toAsk(over, SOON)).toBe(5);
  expect(toAsk(over, NOON + 2 * 86_400_000)).toBeNull();
  expect(toAsk(talk([VISITOR, said('Hello')], ...answered), SOON)).toBeNull();
  expect(toAsk(talk([VISITOR, said('Hello')], closed), SOON)).toBeNull();
  expect(toAsk(talk(...answered, closed, [VISITOR, { kind: 'rated', score: 3 }]), SOON)).toBeNull();
  expect(toAsk(null, SOON)).toBeNull();
  // The next talk is another one.
  const rated = [VISITOR, { kind: 'rated', score: 3 }] as const;
  const again = [VISITOR, { kind: 'said', text: 'One more', reopens: true }] as const;
  expect(toAsk(talk(...answered, closed, rated, again, ...answered, closed), SOON)).toBe(9);
  // We may have answered in a chapter that is not here.
  const long = { ...talk([VISITOR, said('x')], closed), previous: { number: 1, lastSeq: 9, clock: 3 } } as Conversation;
  expect(toAsk(long, SOON)).toBe(3);
});

test('RATE5 what was said last shows at once, also what waits, and what was refused is told', () => {
  const rated = talk([VISITOR, { kind: 'rated', score: 3, comment: 'ok' }]);
  expect(saidOf(rated, [], [])).toEqual({ rating: { score: 3, comment: 'ok' }, isWaiting: false, refused: null });
  const [first, second] = [row(1, 'waiting'), row(2, 'waiting', 'better')];
  expect(saidOf(rated, [first, second], [])).toEqual({
    rating: { score: 2, comment: 'better' },
    isWaiting: true,
    refused: null,
  });
  const refused = row(2, 'rejected');
  expect(saidOf(rated, [refused], [])).toMatchObject({ rating: { score: 3 }, refused });
  // CMD11: what the server has taken, until the replica tells it.
  const taken = { command: second.command, seq: 9, at: NOON } as AcceptedCommand;
  expect(saidOf(rated, [], [taken])).toMatchObject({ rating: { score: 2, comment: 'better' }, isWaiting: false });
  expect(saidOf(rated, [first], [taken])).toMatchObject({ rating: { score: 1 }, isWaiting: true });
});

import { expect, test } from 'vitest';
import type { Message } from '#schema/conversation/conversation.ts';
import type { DeskLine } from '#schema/docs/desk-document.ts';
import type { CommandId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import { texts } from '../texts/en.ts';
import { doneOf } from './action-log.ts';

const anna: Author = { kind: 'operator', id: 'anna', name: 'Anna' };
const boris: Author = { kind: 'operator', id: 'boris', name: 'Boris' };
const nobody: Author = { kind: 'operator', id: '', name: 'Sales' };
const base = (at: number, by: Author = anna) => ({ seq: at, id: `e${at}` as CommandId, at, by });
const names = {
  nameOf: ({ id, name }: Author) => (id === 'boris' ? 'You' : name),
  categoryOf: (id: string) => ({ lead: 'Lead' })[id] ?? '',
};
const words = (messages: readonly Message[], lines: readonly DeskLine[] = []) =>
  doneOf(messages, lines, texts, names).map((done) => done.words);

test('TEAM7 what was done to a conversation and to its tags stands in one list, the newest first', () => {
  const messages: readonly Message[] = [
    { ...base(1), kind: 'taken' },
    { ...base(2), kind: 'text', text: 'Hello' },
    { ...base(4), kind: 'brought-in', who: boris },
    { ...base(6), kind: 'left', to: boris },
    { ...base(8, boris), kind: 'handed-over', to: nobody, department: 'sales' },
  ];
  const lines: readonly DeskLine[] = [
    { ...base(3), kind: 'tagged', tag: 'VIP', on: true },
    { ...base(5, boris), kind: 'categorised', category: 'lead' },
    { ...base(7, boris), kind: 'muted', on: true },
  ];
  expect(words(messages, lines)).toEqual([
    'You handed it over to Sales',
    'You marked that no answer is expected',
    'Anna left, you go on',
    'You set the category to “Lead”',
    'Anna brought in you',
    'Anna added the tag “VIP”',
    'Anna took the conversation',
  ]);
});

test('RATE3 CALL3 what the visitor thought of it and that they are to be called stands among what was done', () => {
  const vera: Author = { kind: 'visitor', id: 'v', name: 'Vera' };
  expect(
    words([
      { ...base(1, vera), kind: 'callback-asked', phone: '600 100 200', when: null },
      { ...base(2), kind: 'callback-done', done: true },
      { ...base(3, boris), kind: 'callback-done', done: false },
      { ...base(4, vera), kind: 'callback-cancelled' },
      { ...base(5, vera), kind: 'rated', score: 4 },
      { ...base(6, vera), kind: 'rated', score: 2, comment: 'Slow' },
    ]),
  ).toEqual([
    'Vera rated the conversation 2 of 5: “Slow”',
    'Vera rated the conversation 4 of 5',
    'Vera no longer wants to be called',
    'You marked the call as not made',
    'Anna called',
    'Vera asked to be called: 600 100 200, as soon as possible',
  ]);
});

test('TEAM7 LEASE11 who joined, stopped looking on or lost the line is told; what is not known is passed over', () => {
  expect(
    words([
      { ...base(1), kind: 'brought-in', who: anna },
      { ...base(2), kind: 'left', looked: true },
      { ...base(3), kind: 'handed-over', to: { ...nobody, name: '' }, from: anna },
      { ...base(4), kind: 'of-tomorrow' } as unknown as Message,
    ]),
  ).toEqual(['Anna lost the connection, so colleagues are asked to go on', 'Anna stopped looking on', 'Anna joined']);
});

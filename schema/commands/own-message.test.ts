import { describe, expect, test } from 'vitest';
import { EDIT_WINDOW } from '../limits.ts';
import { ADA, ANNA, command, decideOn, idOf, NOON, said, STRANGER, talk, VISITOR } from './decide.fixtures.ts';

/** The second entry is the visitor's message; the third is a line that is nobody's words. */
const conversation = talk([VISITOR, said('Helo')], [ANNA, { kind: 'taken' }]);
const ACCEPTED_AT = NOON + 2000;
const soon = { writtenAt: ACCEPTED_AT + 1 };
const edit = (text: string, message = idOf(2)) => command('message.edit', { message, text }, soon);
const unsend = (message = idOf(2)) => command('message.unsend', { message }, soon);
const refused = (reason: string) => ({ kind: 'reject', rejection: { reason } });

describe('editing and unsending', () => {
  test('CMD4 the author may, and each change counts on', () => {
    expect(decideOn(conversation, VISITOR, edit('Hello '))).toEqual({
      kind: 'accept',
      effect: { kind: 'edited', message: idOf(2), text: 'Hello', rev: 1 },
    });
    const edited = talk(
      [VISITOR, said('Helo')],
      [VISITOR, { kind: 'edited', message: idOf(2), text: 'Hello', rev: 1 }],
    );
    expect(decideOn(edited, VISITOR, edit('Hello!'))).toMatchObject({ effect: { rev: 2 } });
    expect(decideOn(edited, VISITOR, unsend())).toEqual({
      kind: 'accept',
      effect: { kind: 'unsent', message: idOf(2), rev: 2 },
    });
  });

  test('CMD4 nobody else may, not even an admin', () => {
    for (const actor of [ANNA, ADA, STRANGER]) {
      expect(decideOn(conversation, actor, edit('x'))).toEqual(refused('not-author'));
      expect(decideOn(conversation, actor, unsend())).toEqual(refused('not-author'));
    }
  });

  test('CMD4 the ten minutes are counted from the acceptance, whenever the command was written', () => {
    for (const change of [edit('x'), unsend()]) {
      expect(decideOn(conversation, VISITOR, change, { now: ACCEPTED_AT + EDIT_WINDOW }).kind).toBe('accept');
      expect(decideOn(conversation, VISITOR, change, { now: ACCEPTED_AT + EDIT_WINDOW + 1 })).toEqual(
        refused('too-late'),
      );
    }
  });

  test('CMD4 a message taken back stays so: editing it is refused, unsending it again is nothing', () => {
    const gone = talk([VISITOR, said('Helo')], [VISITOR, { kind: 'unsent', message: idOf(2), rev: 1 }]);
    expect(decideOn(gone, VISITOR, edit('x'))).toEqual(refused('gone'));
    expect(decideOn(gone, VISITOR, unsend())).toEqual({ kind: 'nothing' });
  });

  test('what is no message of this conversation is not found', () => {
    for (const message of [idOf(0x99), idOf(1), idOf(3)]) {
      expect(decideOn(conversation, ANNA, edit('x', message))).toEqual(refused('not-found'));
      expect(decideOn(conversation, ANNA, unsend(message))).toEqual(refused('not-found'));
    }
    expect(decideOn(null, VISITOR, edit('x'))).toEqual(refused('not-found'));
  });

  test('CMD8 an edit is stored like a text: empty and long are refused, the same text is nothing', () => {
    expect(decideOn(conversation, VISITOR, edit(' '))).toEqual(refused('empty'));
    expect(decideOn(conversation, VISITOR, edit('ż'.repeat(4097)))).toEqual(refused('too-long'));
    expect(decideOn(conversation, VISITOR, edit('Helo\n'))).toEqual({ kind: 'nothing' });
  });
});

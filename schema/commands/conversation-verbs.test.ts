import { describe, expect, test } from 'vitest';
import { conversationAfter } from '../conversation/conversation.ts';
import { authorOf } from '../words.ts';
import {
  ADA,
  ANNA,
  BORIS,
  command,
  decideOn,
  idOf,
  NOON,
  OLGA,
  OSKAR,
  said,
  STRANGER,
  talk,
  VISITOR,
  visitorIdOf,
} from './decide.fixtures.ts';
import type { OperatorId } from '../ids.ts';

const accepted = (effect: object) => ({ kind: 'accept', effect });
const refused = (rejection: object) => ({ kind: 'reject', rejection });
const NOTHING = { kind: 'nothing' };

const waiting = talk([VISITOR, said('Hello')]);
const annas = talk([VISITOR, said('Hello')], [ANNA, { kind: 'taken' }]);
const closed = talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'closed' }]);

describe('starting', () => {
  const start = command('conversation.start', { site: 'shop', page: { url: 'https://shop.example/', title: 'Shop' } });

  test('makes a waiting conversation of its visitor', () => {
    expect(decideOn(null, VISITOR, start)).toEqual(
      accepted({
        kind: 'started',
        visitor: visitorIdOf('A'),
        site: 'shop',
        page: { url: 'https://shop.example/', title: 'Shop' },
      }),
    );
    expect(talk()?.head).toEqual({ state: 'waiting', assignee: null, visitor: visitorIdOf('A'), site: 'shop' });
  });

  test('ASK2 ASK3 begins with what was answered, and in the department that was chosen if it is there', () => {
    const answers = [{ ask: 'Order', answer: '17' }];
    const chosen = command('conversation.start', { site: 'shop', department: 'sales', answers });
    const started = { kind: 'started', visitor: visitorIdOf('A'), site: 'shop', department: 'sales', answers } as const;
    expect(decideOn(null, VISITOR, chosen)).toEqual(accepted(started));
    const entry = { seq: 1, at: NOON, id: idOf(1), by: authorOf(VISITOR), effect: started };
    expect(conversationAfter(null, entry)).toMatchObject({
      head: { state: 'waiting', department: 'sales' },
      messages: [{ kind: 'started', answers }],
    });
    const gone = command('conversation.start', { site: 'shop', department: 'gone' });
    expect(decideOn(null, VISITOR, gone)).toEqual(
      accepted({ kind: 'started', visitor: visitorIdOf('A'), site: 'shop' }),
    );
  });

  test('CMD1 again is nothing; with an id that another visitor has, it is a conflict; staff starts none', () => {
    expect(decideOn(waiting, VISITOR, start)).toEqual(NOTHING);
    expect(decideOn(waiting, STRANGER, start)).toEqual(refused({ reason: 'conflict' }));
    expect(decideOn(null, ANNA, start)).toEqual(refused({ reason: 'forbidden' }));
  });
});

describe('taking', () => {
  const take = command('conversation.take', {});

  test('CMD5 the first wins, the second is told who', () => {
    expect(decideOn(waiting, ANNA, take)).toEqual(accepted({ kind: 'taken' }));
    expect(annas?.head).toMatchObject({ state: 'active', assignee: authorOf(ANNA) });
    for (const actor of [BORIS, ADA, OSKAR])
      expect(decideOn(annas, actor, take)).toEqual(refused({ reason: 'taken', by: authorOf(ANNA) }));
  });

  test('CMD5 taking what one has is nothing; a closed one is reopened, not taken; one that is not there is not found', () => {
    expect(decideOn(annas, ANNA, take)).toEqual(NOTHING);
    expect(decideOn(closed, ANNA, take)).toEqual(refused({ reason: 'closed' }));
    expect(decideOn(null, ANNA, take)).toEqual(refused({ reason: 'not-found' }));
  });
});

describe('handing over', () => {
  const to = (actor: { readonly id: string }) => command('conversation.hand-over', { to: actor.id as OperatorId });

  test('CMD10 the one who answers, an observer, an admin and the owner may; another operator may not', () => {
    for (const actor of [ANNA, OLGA, ADA, OSKAR])
      expect(decideOn(annas, actor, to(BORIS))).toEqual(accepted({ kind: 'handed-over', to: authorOf(BORIS) }));
    expect(decideOn(annas, BORIS, to(ADA))).toEqual(refused({ reason: 'not-yours', by: authorOf(ANNA) }));
    expect(decideOn(annas, BORIS, to(BORIS))).toEqual(refused({ reason: 'not-yours', by: authorOf(ANNA) }));
  });

  test('CMD10 one that nobody answers may be handed by any operator', () => {
    expect(decideOn(waiting, BORIS, to(ANNA))).toEqual(accepted({ kind: 'handed-over', to: authorOf(ANNA) }));
  });

  test('only to somebody who can answer, and never a closed one', () => {
    for (const nobody of [OLGA, VISITOR, { id: idOf(0x77) }])
      expect(decideOn(annas, ADA, to(nobody))).toEqual(refused({ reason: 'no-such-person' }));
    expect(decideOn(annas, ADA, to(ANNA))).toEqual(NOTHING);
    expect(decideOn(closed, ADA, to(BORIS))).toEqual(refused({ reason: 'closed' }));
    expect(decideOn(null, ADA, to(BORIS))).toEqual(refused({ reason: 'not-found' }));
  });
});

describe('closing', () => {
  const close = command('conversation.close', {});

  test('CMD10 the one who answers, an admin and the owner may; another operator may not', () => {
    for (const actor of [ANNA, ADA, OSKAR]) expect(decideOn(annas, actor, close)).toEqual(accepted({ kind: 'closed' }));
    expect(decideOn(annas, BORIS, close)).toEqual(refused({ reason: 'not-yours', by: authorOf(ANNA) }));
  });

  test('one that nobody answers may be closed by any operator; closing again is nothing', () => {
    expect(decideOn(waiting, BORIS, close)).toEqual(accepted({ kind: 'closed' }));
    expect(decideOn(closed, BORIS, close)).toEqual(NOTHING);
    expect(decideOn(null, BORIS, close)).toEqual(refused({ reason: 'not-found' }));
  });
});

describe('reopening', () => {
  const reopen = command('conversation.reopen', {});

  test('gives a closed conversation to who reopens it', () => {
    expect(decideOn(closed, BORIS, reopen)).toEqual(accepted({ kind: 'reopened' }));
    expect(talk([ANNA, { kind: 'closed' }], [BORIS, { kind: 'reopened' }])?.head).toMatchObject({
      state: 'active',
      assignee: authorOf(BORIS),
    });
  });

  test('CMD5 CMD10 an open one stays with whom it is', () => {
    expect(decideOn(annas, ANNA, reopen)).toEqual(NOTHING);
    expect(decideOn(annas, BORIS, reopen)).toEqual(refused({ reason: 'not-yours', by: authorOf(ANNA) }));
    expect(decideOn(waiting, BORIS, reopen)).toEqual(refused({ reason: 'not-yours', by: null }));
    expect(decideOn(null, BORIS, reopen)).toEqual(refused({ reason: 'not-found' }));
  });
});

describe('notes and contacts', () => {
  const note = (text: string) => command('note.add', { text });
  const update = (fields: { name?: string; email?: string; phone?: string }) => command('contact.update', fields);

  test('CMD8 a note is stored like a text, for a conversation that is there', () => {
    expect(decideOn(waiting, BORIS, note('Calls at nine '))).toEqual(
      accepted({ kind: 'noted', text: 'Calls at nine' }),
    );
    expect(decideOn(waiting, BORIS, note(' '))).toEqual(refused({ reason: 'empty' }));
    expect(decideOn(null, BORIS, note('x'))).toEqual(refused({ reason: 'not-found' }));
    const late = note('x');
    expect(decideOn(waiting, BORIS, late, { now: late.writtenAt + 60_001 })).toEqual(
      accepted({ kind: 'noted', text: 'x', writtenAt: late.writtenAt }),
    );
  });

  test('a contact takes over the fields that are told, the empty ones too, and nothing when none is', () => {
    expect(decideOn(null, VISITOR, update({ name: 'Ola', phone: '' }))).toEqual(
      accepted({ kind: 'contact-updated', fields: { name: 'Ola', phone: '' } }),
    );
    expect(decideOn(null, VISITOR, update({}))).toEqual(NOTHING);
  });
});

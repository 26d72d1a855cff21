import { describe, expect, test } from 'vitest';
import type { Conversation } from '../conversation/conversation.ts';
import { lostSince } from '../conversation/facts.ts';
import type { OperatorId } from '../ids.ts';
import { authorOf, type Actor } from '../words.ts';
import { ADA, ANNA, BORIS, command, decideOn, OLGA, OSKAR, said, talk, VISITOR } from './decide.fixtures.ts';

const accepted = (effect: object) => ({ kind: 'accept', effect });
const refused = (rejection: object) => ({ kind: 'reject', rejection });
const NOTHING = { kind: 'nothing' };
const SALES = { kind: 'operator', id: '', name: 'Sales' } as const;

const waiting = talk([VISITOR, said('Hello')]);
const annas = talk([VISITOR, said('Hello')], [ANNA, { kind: 'taken' }]);
const withBoris = talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'brought-in', who: authorOf(BORIS) }]);
const given = talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'handed-over', to: authorOf(BORIS) }]);
const inSales = talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'handed-over', to: SALES, department: 'sales' }]);
const closed = talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'closed' }]);
const reply = command('message.send', { text: 'Hi', lastSeen: 9 });
const bringIn = (who: Actor) => command('conversation.bring-in', { person: who.id as OperatorId });
const leave = command('conversation.leave', {});
const toSales = command('conversation.hand-over', { department: 'sales' });
const people = (conversation: Conversation | null) => {
  const { assignee, others, observers } = conversation?.head ?? {};
  return [assignee?.id ?? null, (others ?? []).map(({ id }) => id), (observers ?? []).map(({ id }) => id)];
};

describe('handing over', () => {
  test('TEAM1 to a department it waits there for whoever takes it, and belongs to it until it is given to a person', () => {
    expect(decideOn(annas, ANNA, toSales)).toEqual(accepted({ kind: 'handed-over', to: SALES, department: 'sales' }));
    expect(inSales?.head).toMatchObject({ state: 'waiting', assignee: null, department: 'sales' });
    expect(decideOn(inSales, ANNA, toSales)).toEqual(NOTHING);
    const taken = talk([ANNA, { kind: 'handed-over', to: SALES, department: 'sales' }], [BORIS, { kind: 'taken' }]);
    expect(taken?.head).toMatchObject({ state: 'active', department: 'sales' });
    const passedOn = talk(
      [ANNA, { kind: 'handed-over', to: SALES, department: 'sales' }],
      [BORIS, { kind: 'handed-over', to: authorOf(ADA) }],
    );
    expect(passedOn?.head).not.toHaveProperty('department');
  });

  test('TEAM1 by whoever answers, an observer, an admin or an owner; to one that is there; to one of the two', () => {
    for (const actor of [OLGA, ADA, OSKAR]) expect(decideOn(annas, actor, toSales)).toMatchObject({ kind: 'accept' });
    expect(decideOn(annas, BORIS, toSales)).toEqual(refused({ reason: 'not-yours', by: authorOf(ANNA) }));
    expect(decideOn(annas, ANNA, command('conversation.hand-over', { department: 'gone' }))).toEqual(
      refused({ reason: 'no-such-department' }),
    );
    const both = { to: BORIS.id as OperatorId, department: 'sales' };
    for (const payload of [both, {}])
      expect(decideOn(annas, ANNA, command('conversation.hand-over', payload))).toMatchObject(
        refused({ reason: 'invalid' }),
      );
  });

  test('TEAM1 who answered before looks on, until they leave or answer again; a reply of theirs is none', () => {
    expect(people(given)).toEqual([BORIS.id, [], [ANNA.id]]);
    expect(people(inSales)).toEqual([null, [], [ANNA.id]]);
    expect(decideOn(given, ANNA, reply)).toEqual(refused({ reason: 'not-yours', by: authorOf(BORIS) }));
    expect(decideOn(given, ANNA, leave)).toEqual(accepted({ kind: 'left', looked: true }));
    const back = talk(
      [ANNA, { kind: 'taken' }],
      [ANNA, { kind: 'handed-over', to: authorOf(BORIS) }],
      [BORIS, { kind: 'handed-over', to: authorOf(ANNA) }],
    );
    expect(people(back)).toEqual([ANNA.id, [], [BORIS.id]]);
  });
});

describe('answering along', () => {
  test('TEAM2 whoever answers asks a colleague in, an admin may too or joins, and nobody else; nobody is asked in twice', () => {
    expect(decideOn(annas, ANNA, bringIn(BORIS))).toEqual(accepted({ kind: 'brought-in', who: authorOf(BORIS) }));
    expect(decideOn(annas, ADA, bringIn(ADA))).toEqual(accepted({ kind: 'brought-in', who: authorOf(ADA) }));
    expect(decideOn(annas, BORIS, bringIn(BORIS))).toEqual(refused({ reason: 'not-yours', by: authorOf(ANNA) }));
    expect(decideOn(withBoris, BORIS, bringIn(ADA))).toMatchObject({ kind: 'accept' });
    expect(decideOn(withBoris, ANNA, bringIn(BORIS))).toEqual(NOTHING);
    expect(decideOn(withBoris, ANNA, bringIn(ANNA))).toEqual(NOTHING);
    expect(decideOn(annas, ANNA, bringIn(OLGA))).toEqual(refused({ reason: 'no-such-person' }));
    expect(decideOn(waiting, ADA, bringIn(ADA))).toEqual(refused({ reason: 'not-yours', by: null }));
    expect(decideOn(closed, ANNA, bringIn(BORIS))).toEqual(refused({ reason: 'closed' }));
  });

  test('TEAM2 who was brought in replies and closes; who was not does neither', () => {
    expect(decideOn(withBoris, BORIS, reply)).toMatchObject(accepted({ kind: 'said' }));
    expect(decideOn(withBoris, BORIS, command('conversation.close', {}))).toEqual(accepted({ kind: 'closed' }));
    expect(decideOn(annas, BORIS, reply)).toEqual(refused({ reason: 'not-yours', by: authorOf(ANNA) }));
  });

  test('TEAM2 LEASE10 where whoever answered is gone, the reply of one who was brought in takes it', () => {
    const offered = talk(
      [ANNA, { kind: 'taken' }],
      [ANNA, { kind: 'brought-in', who: authorOf(BORIS) }],
      [
        { kind: 'system', id: 'system', name: 'Holdline' },
        { kind: 'offered-on', from: authorOf(ANNA) },
      ],
    );
    expect(people(offered)).toEqual([null, [BORIS.id], []]);
    expect(lostSince(offered?.messages ?? [], 0, BORIS.id)).toBe(false);
    expect(decideOn(offered, BORIS, reply)).toMatchObject(accepted({ kind: 'said', takes: true }));
  });

  test('TEAM3 who was brought in leaves; whoever answers leaves it to the next; alone one does not leave', () => {
    expect(decideOn(withBoris, BORIS, leave)).toEqual(accepted({ kind: 'left' }));
    expect(decideOn(withBoris, ANNA, leave)).toEqual(accepted({ kind: 'left', to: authorOf(BORIS) }));
    expect(decideOn(annas, ANNA, leave)).toEqual(refused({ reason: 'alone' }));
    expect(decideOn(annas, ADA, leave)).toEqual(NOTHING);
    const left = talk(
      [ANNA, { kind: 'taken' }],
      [ANNA, { kind: 'brought-in', who: authorOf(BORIS) }],
      [ANNA, { kind: 'left', to: authorOf(BORIS) }],
    );
    expect(people(left)).toEqual([BORIS.id, [], []]);
  });

  test('TEAM2 a department, and the visitor who comes back, begin with nobody', () => {
    const later = [
      [ANNA, { kind: 'taken' }],
      [ANNA, { kind: 'brought-in', who: authorOf(BORIS) }],
    ] as const;
    const toAll = talk(...later, [ANNA, { kind: 'handed-over', to: SALES, department: 'sales' }]);
    expect(people(toAll)).toEqual([null, [], [ANNA.id]]);
    const again = talk(
      ...later,
      [BORIS, { kind: 'closed' }],
      [VISITOR, { kind: 'said', text: 'Again', reopens: true }],
    );
    expect(people(again)).toEqual([null, [], []]);
  });

  test('TEAM4 a line tells the visitor who came, who left and who goes on', () => {
    expect(inSales?.messages.at(-1)).toMatchObject({ kind: 'handed-over', to: SALES, department: 'sales' });
    expect(withBoris?.messages.at(-1)).toMatchObject({ kind: 'brought-in', who: authorOf(BORIS) });
    const left = talk([ANNA, { kind: 'left', to: authorOf(BORIS) }]);
    expect(left?.messages.at(-1)).toMatchObject({ kind: 'left', to: authorOf(BORIS) });
  });
});

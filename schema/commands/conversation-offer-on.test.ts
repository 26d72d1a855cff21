import { expect, test } from 'vitest';
import * as v from 'valibot';
import { factsOf } from '../conversation/facts.ts';
import { writesOf } from '../docs/entry-effects.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Effect } from '../conversation/entry.ts';
import type { OperatorId } from '../ids.ts';
import { authorOf, SYSTEM, type Actor, type System } from '../words.ts';
import { decideAny, documentOfAny, mayGive, ownerOfAny } from './any-command.ts';
import { commandSchema } from './command.ts';
import type { OfferOn } from './conversation-offer-on.ts';
import {
  ADA,
  ANNA,
  BORIS,
  CONVERSATION,
  idOf,
  NOON,
  OLGA,
  OSKAR,
  person,
  said,
  STRANGER,
  talk,
  VISITOR,
} from './decide.fixtures.ts';

const offer = (seen: number, from = ANNA): OfferOn => ({
  id: idOf(0xee),
  type: 'conversation.offer-on',
  writtenAt: NOON,
  payload: { conversation: CONVERSATION, from: from.id as OperatorId, seen },
});
const decided = (conversation: Conversation | null, command: OfferOn) =>
  decideAny(factsOf(conversation, person), command, { giver: SYSTEM, now: NOON });

const taken = [ANNA, { kind: 'taken' }] as const;
const asked = [VISITOR, said('Hello?')] as const;

test('LEASE5 of a conversation whose visitor waits: it waits for anybody, and its line says who was lost', () => {
  const decision = decided(talk(taken, asked), offer(3));
  expect(decision).toEqual({ kind: 'accept', effect: { kind: 'offered-on', from: authorOf(ANNA) } });
  const after = talk(taken, asked, [SYSTEM, { kind: 'offered-on', from: authorOf(ANNA) }]);
  expect(after?.head).toMatchObject({ state: 'waiting', assignee: null });
  expect(after?.messages.at(-1)).toEqual({
    seq: 4,
    at: NOON + 4000,
    id: idOf(4),
    by: SYSTEM,
    kind: 'handed-over',
    to: { kind: 'operator', id: '', name: '' },
    from: authorOf(ANNA),
  });
  const entry = {
    seq: 4,
    at: NOON,
    id: idOf(4),
    by: SYSTEM,
    effect: { kind: 'offered-on', from: authorOf(ANNA) },
  } as const;
  expect(
    writesOf(entry, talk(taken, asked)?.head ?? null).map((write) => ('key' in write ? write.key : write.root)),
  ).toEqual(['messages', 'state', 'assignee']);
});

test('LEASE6 not when somebody of the staff acted since, whoever it was; what the visitor did changes nothing', () => {
  const since = (happened: readonly [Actor | System, Effect]) => decided(talk(taken, asked, happened), offer(3)).kind;
  expect(since([VISITOR, said('Still there?')])).toBe('accept');
  expect(since([ANNA, said('Yes')])).toBe('reject');
  expect(since([ADA, said('Me')])).toBe('reject');
  expect(since([ADA, { kind: 'handed-over', to: authorOf(BORIS) }])).toBe('reject');
  expect(since([ANNA, { kind: 'closed' }])).toBe('reject');
  expect(since([SYSTEM, { kind: 'offered-on', from: authorOf(ANNA) }])).toBe('reject');
  expect(decided(talk(asked), offer(2)).kind).toBe('reject');
  expect(decided(null, offer(2))).toEqual({ kind: 'reject', rejection: { reason: 'not-found' } });
});

test('LEASE8 POL1 the server gives it and nobody else, and the server gives nothing else', () => {
  expect(mayGive(SYSTEM, offer(1), VISITOR.id)).toBe(true);
  for (const actor of [VISITOR, STRANGER, OLGA, ANNA, ADA, OSKAR])
    expect(mayGive(actor, offer(1), VISITOR.id)).toBe(false);
  const take = v.parse(commandSchema, {
    id: idOf(1),
    type: 'conversation.take',
    writtenAt: NOON,
    payload: { conversation: CONVERSATION },
  });
  if (take.type !== 'conversation.take') throw new Error('not a take');
  expect(mayGive(SYSTEM, take, null)).toBe(false);
  expect(mayGive(ANNA, take, null)).toBe(true);
  expect(() => decideAny(factsOf(null, person), take, { giver: SYSTEM, now: NOON })).toThrow();
  expect(documentOfAny(offer(1), SYSTEM)).toBe(`conversation/${CONVERSATION}`);
  expect(ownerOfAny(offer(1), talk()?.head ?? null, SYSTEM)).toBe(VISITOR.id);
});

test('LEASE8 no door reads it: it is no command of a device', () => {
  expect(v.is(commandSchema, offer(1))).toBe(false);
});

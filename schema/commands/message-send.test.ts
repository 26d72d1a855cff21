import { describe, expect, test } from 'vitest';
import type { Actor } from '../words.ts';
import {
  ADA,
  ANNA,
  BORIS,
  command,
  decideOn,
  idOf,
  MINUTE,
  NOON,
  OSKAR,
  said,
  talk,
  VISITOR,
} from './decide.fixtures.ts';
import { authorOf, SYSTEM } from '../words.ts';

const send = (text: string, more: { lastSeen?: number; offline?: boolean; anyway?: true } = {}) =>
  command('message.send', { text, lastSeen: 0, ...more });
const accepted = (effect: object) => ({ kind: 'accept', effect });
const refused = (rejection: object) => ({ kind: 'reject', rejection });

const waiting = talk([VISITOR, said('Hello')]);
const annas = talk([VISITOR, said('Hello')], [ANNA, { kind: 'taken' }]);
const closed = talk([VISITOR, said('Hello')], [ANNA, { kind: 'taken' }], [ANNA, { kind: 'closed' }]);

describe('a message', () => {
  test('CMD8 is stored without blanks at its end, and an empty or long one is refused', () => {
    expect(decideOn(waiting, VISITOR, send(' Hi \n'))).toEqual(accepted({ kind: 'said', text: ' Hi' }));
    expect(decideOn(waiting, VISITOR, send(' \n'))).toEqual(refused({ reason: 'empty' }));
    expect(decideOn(waiting, VISITOR, send('x'.repeat(8193)))).toEqual(refused({ reason: 'too-long' }));
  });

  test('CMD9 of a visitor opens a closed conversation again, and only a closed one', () => {
    expect(decideOn(closed, VISITOR, send('One more'))).toEqual(
      accepted({ kind: 'said', text: 'One more', reopens: true }),
    );
    expect(decideOn(annas, VISITOR, send('One more'))).toEqual(accepted({ kind: 'said', text: 'One more' }));
    const after = talk(
      [ANNA, { kind: 'taken' }],
      [ANNA, { kind: 'closed' }],
      [VISITOR, { kind: 'said', text: 'x', reopens: true }],
    );
    expect(after?.head).toMatchObject({ state: 'waiting', assignee: null });
  });

  test('REQ3 left while nobody is on duty is a request, unless somebody answers here, and only by a visitor', () => {
    const left = command('message.send', { text: 'Call me', lastSeen: 0, request: true });
    const request = { kind: 'said', text: 'Call me', request: true };
    expect(decideOn(waiting, VISITOR, left)).toEqual(accepted(request));
    expect(decideOn(closed, VISITOR, left)).toEqual(accepted({ ...request, reopens: true }));
    expect(decideOn(annas, VISITOR, left)).toEqual(accepted({ kind: 'said', text: 'Call me' }));
    expect(decideOn(annas, ANNA, left)).toEqual(accepted({ kind: 'said', text: 'Call me' }));
  });

  test('tells when it was written, when it waited more than a minute on the device', () => {
    const late = send('Hello');
    expect(decideOn(waiting, VISITOR, late, { now: late.writtenAt + MINUTE })).toEqual(
      accepted({ kind: 'said', text: 'Hello' }),
    );
    expect(decideOn(waiting, VISITOR, late, { now: late.writtenAt + MINUTE + 1 })).toEqual(
      accepted({ kind: 'said', text: 'Hello', writtenAt: late.writtenAt }),
    );
  });

  test('in a conversation that does not exist is refused', () => {
    for (const actor of [VISITOR, ANNA])
      expect(decideOn(null, actor, send('x'))).toEqual(refused({ reason: 'not-found' }));
  });

  test.each([
    ['the one who answers', ANNA, accepted({ kind: 'said', text: 'x' })],
    ['another operator', BORIS, refused({ reason: 'not-yours', by: authorOf(ANNA) })],
    ['an admin', ADA, refused({ reason: 'not-yours', by: authorOf(ANNA) })],
    ['the owner', OSKAR, refused({ reason: 'not-yours', by: authorOf(ANNA) })],
  ] as const)('CMD10 is said by the one who answers alone: %s', (_name, actor: Actor, decision) => {
    expect(decideOn(annas, actor, send('x'))).toEqual(decision);
  });

  test('CMD10 nobody of the staff answers a conversation that nobody took, or a closed one', () => {
    expect(decideOn(waiting, ANNA, send('x'))).toEqual(refused({ reason: 'not-yours', by: null }));
    expect(decideOn(closed, ANNA, send('x'))).toEqual(refused({ reason: 'closed' }));
  });
});

describe('the stale-reply guard', () => {
  const taken: readonly [Actor, { kind: 'taken' }] = [ANNA, { kind: 'taken' }];
  const reply = send('As I said', { lastSeen: 2, offline: true });

  test.each([
    ['answered', [BORIS, said('Me first')], { kind: 'said', text: 'Me first', by: authorOf(BORIS) }],
    ['took over', [BORIS, { kind: 'handed-over', to: authorOf(BORIS) }], { kind: 'handed-over', by: authorOf(BORIS) }],
    ['closed', [ADA, { kind: 'closed' }], { kind: 'closed', by: authorOf(ADA) }],
    ['reopened', [BORIS, { kind: 'reopened' }], { kind: 'reopened', by: authorOf(BORIS) }],
  ] as const)('CMD6 holds a reply written offline when another operator %s since', (_name, change, told) => {
    expect(decideOn(talk(taken, change), ANNA, reply)).toEqual({
      kind: 'hold',
      changes: [{ seq: 3, at: NOON + 3000, id: idOf(3), ...told }],
    });
  });

  test('CMD6 lets a reply written offline pass when only its author or the visitor did something', () => {
    const quiet = talk(taken, [ANNA, said('One')], [VISITOR, said('Two')]);
    expect(decideOn(quiet, ANNA, reply)).toEqual(accepted({ kind: 'said', text: 'As I said' }));
  });

  test('CMD6 counts only what its author had not seen', () => {
    const conversation = talk(taken, [BORIS, said('Me first')]);
    expect(decideOn(conversation, ANNA, send('x', { lastSeen: 3, offline: true })).kind).toBe('accept');
  });

  test('CMD6 does not hold what was written online', () => {
    expect(decideOn(talk(taken, [BORIS, said('Me first')]), ANNA, send('x', { lastSeen: 2 })).kind).toBe('accept');
  });

  test('CMD6 tells several changes, the oldest first, and words as they are now', () => {
    const conversation = talk(
      taken,
      [BORIS, said('Me frist')],
      [BORIS, { kind: 'edited', message: idOf(3), text: 'Me first', rev: 1 }],
      [BORIS, said('Oops')],
      [BORIS, { kind: 'unsent', message: idOf(5), rev: 1 }],
      [ADA, { kind: 'closed' }],
    );
    const decision = decideOn(conversation, ANNA, reply);
    expect(decision.kind === 'hold' && decision.changes.map(({ kind, text }) => [kind, text])).toEqual([
      ['said', 'Me first'],
      ['closed', undefined],
    ]);
  });

  test('CMD7 send anyway is said whatever happened, even in a conversation closed or taken over since', () => {
    const conversation = talk(taken, [ADA, { kind: 'handed-over', to: authorOf(BORIS) }], [BORIS, { kind: 'closed' }]);
    const anyway = send('Still', { lastSeen: 2, offline: true, anyway: true });
    expect(decideOn(conversation, ANNA, anyway)).toEqual(accepted({ kind: 'said', text: 'Still' }));
  });

  test('CMD7 CMD10 what is said anyway changes neither who answers nor that it is closed, and its visitor’s words open it again', () => {
    const closedSince = talk(taken, [BORIS, { kind: 'taken' }], [BORIS, { kind: 'closed' }], [ANNA, said('Still')]);
    expect(closedSince?.head).toMatchObject({ state: 'closed' });
    const bobs = talk(taken, [ADA, { kind: 'handed-over', to: authorOf(BORIS) }], [ANNA, said('Still')]);
    expect(bobs?.head).toMatchObject({ state: 'active', assignee: authorOf(BORIS) });
    expect(decideOn(closedSince, VISITOR, send('Thanks'))).toEqual(
      accepted({ kind: 'said', text: 'Thanks', reopens: true }),
    );
  });

  test.each([true, false])(
    'CMD7 CMD10 anyway is no way in for a reply that would not be held: not to another’s conversation, a waiting or a closed one (offline: %s)',
    (offline) => {
      const letMeIn = (lastSeen: number) =>
        send('Let me in', { lastSeen, ...(offline && { offline }), anyway: true as const });
      expect(decideOn(talk([BORIS, { kind: 'taken' }]), ANNA, letMeIn(2))).toEqual(
        refused({ reason: 'not-yours', by: authorOf(BORIS) }),
      );
      expect(decideOn(waiting, ANNA, letMeIn(2))).toEqual(refused({ reason: 'not-yours', by: null }));
      expect(decideOn(closed, ANNA, letMeIn(4))).toEqual(refused({ reason: 'closed' }));
      // What one did oneself holds nothing.
      expect(decideOn(closed, ANNA, letMeIn(2))).toEqual(refused({ reason: 'closed' }));
      expect(decideOn(annas, ANNA, letMeIn(3))).toEqual(accepted({ kind: 'said', text: 'Let me in' }));
    },
  );

  test('CMD6 an offline reply of someone who lost the first take is held, not lost', () => {
    const conversation = talk([BORIS, { kind: 'taken' }]);
    expect(decideOn(conversation, ANNA, send('Mine', { lastSeen: 1, offline: true })).kind).toBe('hold');
  });
});

describe('a reply whose author had not seen that the conversation was offered on', () => {
  const taken = [ANNA, { kind: 'taken' }] as const;
  const lost = [SYSTEM, { kind: 'offered-on', from: authorOf(ANNA) }] as const;
  const waits = talk(taken, [VISITOR, said('Hello?')], lost);

  test.each([true, false])('LEASE10 is said and takes it again, when nobody took it (offline: %s)', (offline) => {
    const reply = send('Here I am', { lastSeen: 3, ...(offline && { offline }) });
    expect(decideOn(waits, ANNA, reply)).toEqual(accepted({ kind: 'said', text: 'Here I am', takes: true }));
    const after = talk(taken, lost, [ANNA, { kind: 'said', text: 'Here I am', takes: true }]);
    expect(after?.head).toMatchObject({ state: 'active', assignee: authorOf(ANNA) });
  });

  test.each([true, false])('LEASE10 CMD6 is held when somebody took it, and shows who (offline: %s)', (offline) => {
    const bobs = talk(taken, lost, [BORIS, { kind: 'taken' }], [BORIS, said('I go on')]);
    const decision = decideOn(bobs, ANNA, send('x', { lastSeen: 2, ...(offline && { offline }) }));
    expect(decision.kind === 'hold' && decision.changes.map(({ kind, by }) => [kind, by.name])).toEqual([
      ['taken', 'Boris'],
      ['said', 'Boris'],
    ]);
    const anyway = send('x', { lastSeen: 2, ...(offline && { offline }), anyway: true });
    expect(decideOn(bobs, ANNA, anyway)).toEqual(accepted({ kind: 'said', text: 'x' }));
  });

  test('LEASE10 CMD10 is nobody else’s way in, and no way in for who has seen it', () => {
    expect(decideOn(waits, BORIS, send('x', { lastSeen: 3, offline: true }))).toEqual(
      refused({ reason: 'not-yours', by: null }),
    );
    expect(decideOn(waits, ANNA, send('x', { lastSeen: 4 }))).toEqual(refused({ reason: 'not-yours', by: null }));
  });

  test('LEASE10 is refused like any other in a conversation that was closed by its own author since', () => {
    const closedSince = talk(taken, lost, [ANNA, { kind: 'taken' }], [ANNA, { kind: 'closed' }]);
    expect(decideOn(closedSince, BORIS, send('x', { lastSeen: 2 }))).toEqual(refused({ reason: 'closed' }));
  });
});

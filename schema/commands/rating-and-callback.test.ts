import { describe, expect, test } from 'vitest';
import { factsOf } from '../conversation/facts.ts';
import { authorOf } from '../words.ts';
import { callbackAsk } from './callback.ts';
import { ANNA, BORIS, command, decideOn, idOf, MINUTE, NOON, talk, VISITOR } from './decide.fixtures.ts';

describe('what the visitor thinks of it', () => {
  test('RATE1 a rating is from 1 to 5, with words or without, at any time, and the newest counts', () => {
    const rate = command('conversation.rate', { score: 4, comment: '  quick  ' });
    for (const conversation of [talk(), talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'closed' }])])
      expect(decideOn(conversation, VISITOR, rate)).toEqual({
        kind: 'accept',
        effect: { kind: 'rated', score: 4, comment: 'quick' },
      });
    const rated = talk([VISITOR, { kind: 'rated', score: 4, comment: 'quick' }]);
    expect(rated?.head.rating).toEqual({ score: 4, comment: 'quick' });
    expect(decideOn(rated, VISITOR, rate)).toEqual({ kind: 'nothing' });
    const again = talk(
      [VISITOR, { kind: 'rated', score: 4, comment: 'quick' }],
      [VISITOR, { kind: 'rated', score: 2 }],
    );
    expect(again?.head.rating).toEqual({ score: 2 });
    expect(again?.messages.map(({ kind }) => kind)).toEqual(['started', 'rated', 'rated']);
  });

  test('RATE1 words that are too long are refused, and so is what is not there', () => {
    const rate = command('conversation.rate', { score: 1, comment: 'x'.repeat(1_001) });
    expect(decideOn(talk(), VISITOR, rate)).toEqual({ kind: 'reject', rejection: { reason: 'too-long' } });
    expect(decideOn(null, VISITOR, rate)).toEqual({ kind: 'reject', rejection: { reason: 'not-found' } });
  });
});

describe('to be called back', () => {
  const ask = (phone: string, when: number | null, request?: true) =>
    command('callback.ask', { phone, when, ...(request && { request }) });

  test('CALL7 a time that is taken is refused, but not to whom it is promised, and a device does not ask', () => {
    const asked: [string, number][] = [];
    const facts = (conversation: ReturnType<typeof talk>) => ({
      ...factsOf(conversation, () => null),
      isCallFree: (at: number, site: string) => (asked.push([site, at]), false),
    });
    const decided = (conversation: ReturnType<typeof talk>, when: number | null) => {
      const given = ask('600 100 200', when);
      if (given.type !== 'callback.ask') throw new Error('another command');
      return callbackAsk.decide(facts(conversation), given.payload, {
        id: given.id,
        actor: VISITOR,
        now: NOON,
        writtenAt: NOON,
      });
    };
    const when = NOON + 60 * MINUTE;
    expect(decided(talk(), when)).toEqual({ kind: 'reject', rejection: { reason: 'time-taken' } });
    expect(asked).toEqual([[talk()?.head.site, when]]);
    expect(decided(talk(), null).kind).toBe('accept');
    const promised = talk([VISITOR, { kind: 'callback-asked', phone: '600 100 200', when }]);
    expect(decided(promised, when).kind).toBe('accept');
    expect(decided(promised, when + 30 * MINUTE).kind).toBe('reject');
    const called = talk(
      [VISITOR, { kind: 'callback-asked', phone: '600 100 200', when }],
      [ANNA, { kind: 'callback-done', done: true }],
    );
    expect(decided(called, when).kind).toBe('reject');
    expect(decideOn(talk(), VISITOR, ask('600 100 200', when)).kind).toBe('accept');
  });

  test('CALL1 asks for now or for a time, kept as it was typed, and opens a closed talk for anybody', () => {
    expect(decideOn(talk(), VISITOR, ask(' +48 (600) 100-200 ', null))).toEqual({
      kind: 'accept',
      effect: { kind: 'callback-asked', phone: '+48 (600) 100-200', when: null },
    });
    const closed = talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'closed' }]);
    const decision = decideOn(closed, VISITOR, ask('600 100 200', NOON + 120 * MINUTE, true));
    expect(decision).toMatchObject({ effect: { when: NOON + 120 * MINUTE, request: true, reopens: true } });
    const reopened = talk(
      [ANNA, { kind: 'taken' }],
      [ANNA, { kind: 'closed' }],
      [VISITOR, { kind: 'callback-asked', phone: '600 100 200', when: null, request: true, reopens: true }],
    );
    expect(reopened?.head).toMatchObject({ state: 'waiting', assignee: null });
    expect(reopened?.head.callback).toEqual({
      id: idOf(4),
      phone: '600 100 200',
      when: null,
      since: NOON + 4_000,
      request: true,
    });
  });

  test('CALL1 what was left while somebody answers is no request', () => {
    const active = talk([ANNA, { kind: 'taken' }]);
    expect(decideOn(active, VISITOR, ask('600 100 200', null, true))).toEqual({
      kind: 'accept',
      effect: { kind: 'callback-asked', phone: '600 100 200', when: null },
    });
  });

  test('CALL2 what is no number, and a time that nobody promises, is refused', () => {
    for (const phone of ['', 'tomorrow', '12', '1'.repeat(41)])
      expect(decideOn(talk(), VISITOR, ask(phone, null))).toEqual({
        kind: 'reject',
        rejection: { reason: 'invalid', detail: 'phone' },
      });
    expect(decideOn(talk(), VISITOR, ask('600 100 200', NOON + 100 * 86_400_000))).toEqual({
      kind: 'reject',
      rejection: { reason: 'invalid', detail: 'when' },
    });
  });

  test('CALL3 it is done, and not done after all; of one that was changed meanwhile that says nothing', () => {
    const asked = [VISITOR, { kind: 'callback-asked', phone: '600 100 200', when: null }] as const;
    const done = (callback: number, isDone: boolean) =>
      command('callback.done', { callback: idOf(callback), done: isDone });
    expect(decideOn(talk(asked), BORIS, done(2, true))).toEqual({
      kind: 'accept',
      effect: { kind: 'callback-done', done: true },
    });
    const called = talk(asked, [BORIS, { kind: 'callback-done', done: true }]);
    expect(called?.head.callback?.done).toEqual({ by: authorOf(BORIS), at: NOON + 3_000 });
    expect(decideOn(called, ANNA, done(2, true))).toEqual({ kind: 'nothing' });
    const undone = talk(
      asked,
      [BORIS, { kind: 'callback-done', done: true }],
      [ANNA, { kind: 'callback-done', done: false }],
    );
    expect(undone?.head.callback).not.toHaveProperty('done');
    const changed = talk(asked, [VISITOR, { kind: 'callback-asked', phone: '600 100 201', when: null }]);
    expect(decideOn(changed, ANNA, done(2, true))).toEqual({ kind: 'reject', rejection: { reason: 'gone' } });
  });

  test('CALL4 its visitor takes it back; one that was done stays', () => {
    const cancel = command('callback.cancel', {});
    const asked = [VISITOR, { kind: 'callback-asked', phone: '600 100 200', when: null }] as const;
    expect(decideOn(talk(asked), VISITOR, cancel)).toEqual({ kind: 'accept', effect: { kind: 'callback-cancelled' } });
    expect(talk(asked, [VISITOR, { kind: 'callback-cancelled' }])?.head).not.toHaveProperty('callback');
    for (const none of [talk(), talk(asked, [ANNA, { kind: 'callback-done', done: true }])])
      expect(decideOn(none, VISITOR, cancel)).toEqual({ kind: 'nothing' });
  });
});

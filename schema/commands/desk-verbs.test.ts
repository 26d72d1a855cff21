import { describe, expect, test } from 'vitest';
import { BLANK_DESK, deskAfter } from '../conversation/desk.ts';
import type { Effect } from '../conversation/entry.ts';
import { DESK_TAGS } from '../limits.ts';
import { authorOf, SYSTEM, type Actor, type System } from '../words.ts';
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

const accepted = (effect: object) => ({ kind: 'accept', effect });
const refused = (rejection: object) => ({ kind: 'reject', rejection });
const NOTHING = { kind: 'nothing' };

const waiting = talk([VISITOR, said('Hello')]);
const annas = talk([VISITOR, said('Hello')], [ANNA, { kind: 'taken' }]);
const closed = talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'closed' }]);

describe('tags', () => {
  const tag = (text: string, on = true) => command('conversation.tag', { tag: text, on });
  const vip = { ...BLANK_DESK, tags: ['VIP'] };

  test('TEAM6 a tag is its text: with single blanks, in NFC, whatever the case, at most 40 characters', () => {
    expect(decideOn(annas, BORIS, tag('  cafe\u0301  late '))).toEqual(
      accepted({ kind: 'tagged', tag: 'café late', on: true }),
    );
    expect(decideOn(annas, BORIS, tag('vip'), { desk: vip })).toEqual(NOTHING);
    expect(decideOn(annas, BORIS, tag('vip', false), { desk: vip })).toEqual(
      accepted({ kind: 'tagged', tag: 'VIP', on: false }),
    );
    expect(decideOn(annas, BORIS, tag('other', false), { desk: vip })).toEqual(NOTHING);
    expect(decideOn(annas, BORIS, tag('  '))).toEqual(refused({ reason: 'empty' }));
    expect(decideOn(annas, BORIS, tag('🦊'.repeat(40)))).toMatchObject({ kind: 'accept' });
    expect(decideOn(annas, BORIS, tag('x'.repeat(41)))).toEqual(refused({ reason: 'too-long' }));
  });

  test('TEAM6 at most 20, also on a closed conversation and by whoever does not answer it', () => {
    const full = { ...BLANK_DESK, tags: Array.from({ length: DESK_TAGS }, (_, n) => `tag ${n}`) };
    expect(decideOn(closed, ANNA, tag('late'))).toMatchObject({ kind: 'accept' });
    expect(decideOn(annas, ANNA, tag('one more'), { desk: full })).toEqual(refused({ reason: 'too-many' }));
    expect(decideOn(annas, ANNA, tag('tag 7', false), { desk: full })).toMatchObject({ kind: 'accept' });
  });

  test('TEAM6 a category takes the place of the one before, or is taken away', () => {
    const lead = { ...BLANK_DESK, category: 'lead' };
    const to = (category: string | null) => command('conversation.categorise', { category });
    expect(decideOn(annas, BORIS, to('spam'), { desk: lead })).toEqual(
      accepted({ kind: 'categorised', category: 'spam' }),
    );
    expect(decideOn(annas, BORIS, to('lead'), { desk: lead })).toEqual(NOTHING);
    expect(decideOn(closed, BORIS, to(null), { desk: lead })).toEqual(
      accepted({ kind: 'categorised', category: null }),
    );
  });
});

describe('the client does not expect an answer', () => {
  const mute = (on: boolean) => command('conversation.mute', { on });
  const muted = { ...BLANK_DESK, muted: true };

  test('TEAM5 whoever answers says so, an admin, and while nobody answers everybody', () => {
    for (const actor of [ANNA, ADA, OSKAR])
      expect(decideOn(annas, actor, mute(true))).toEqual(accepted({ kind: 'muted', on: true }));
    expect(decideOn(annas, BORIS, mute(true))).toEqual(refused({ reason: 'not-yours', by: authorOf(ANNA) }));
    expect(decideOn(waiting, BORIS, mute(true))).toMatchObject({ kind: 'accept' });
    expect(decideOn(annas, ANNA, mute(true), { desk: muted })).toEqual(NOTHING);
    expect(decideOn(annas, ANNA, mute(false), { desk: muted })).toMatchObject({ kind: 'accept' });
    expect(decideOn(closed, BORIS, mute(true))).toEqual(accepted({ kind: 'muted', on: true }));
  });

  const stays = (by: Actor | System, effect: Effect, later = MINUTE): boolean =>
    deskAfter(muted, { seq: 9, id: idOf(9), at: NOON + later, by: authorOf(by), effect }, NOON).muted;

  test('TEAM5 goodbyes of the visitor leave it; what they say after half an hour without a word is a new matter', () => {
    expect(stays(VISITOR, said('Thanks!'))).toBe(true);
    expect(stays(VISITOR, said('One more thing'), 30 * MINUTE)).toBe(false);
    expect(stays(VISITOR, { kind: 'edited', message: idOf(1), text: 'x', rev: 1 }, 60 * MINUTE)).toBe(true);
  });

  test('TEAM5 our own answer ends it, and whatever changes who answers; nothing else that staff does', () => {
    const to = authorOf(BORIS);
    for (const effect of [
      said('Welcome'),
      { kind: 'taken' },
      { kind: 'closed' },
      { kind: 'reopened' },
      { kind: 'handed-over', to },
      { kind: 'left', to },
    ] satisfies Effect[])
      expect([effect.kind, stays(ANNA, effect)]).toEqual([effect.kind, false]);
    expect(stays(SYSTEM, { kind: 'offered-on', from: to })).toBe(false);
    for (const effect of [
      { kind: 'brought-in', who: to },
      { kind: 'left' },
      { kind: 'tagged', tag: 'vip', on: true },
      { kind: 'noted', text: 'x' },
    ] satisfies Effect[])
      expect([effect.kind, stays(ANNA, effect)]).toEqual([effect.kind, true]);
  });
});

import { describe, expect, test } from 'vitest';
import { conversationAfter } from '../conversation/conversation.ts';
import { factsOf } from '../conversation/facts.ts';
import type { FileClaim } from '../files.ts';
import { authorOf } from '../words.ts';
import { ADA, ANNA, BORIS, command, decideOn, idOf, NOON, person, STRANGER, talk, VISITOR } from './decide.fixtures.ts';
import { decide } from './command.ts';

const accepted = (effect: object) => ({ kind: 'accept', effect });
const refused = (reason: string, more: object = {}) => ({ kind: 'reject', rejection: { reason, ...more } });
const FILE: FileClaim = { id: idOf(0xf1), name: 'photo.jpg', type: 'image/jpeg', size: 9 };

const annas = talk([ANNA, { kind: 'taken' }]);
const asked = talk(
  [VISITOR, { kind: 'said', text: 'photo.jpg', file: { ...FILE, asks: true } }],
  [ANNA, { kind: 'taken' }],
);
const message = idOf(2);
const send = (file: FileClaim = FILE) => command('message.send', { text: 'other words', lastSeen: 9, file });

describe('saying a file', () => {
  test('FILE4 its name is what is said; a visitor’s asks, and an operator’s does not', () => {
    expect(decideOn(annas, ANNA, send())).toEqual(accepted({ kind: 'said', text: 'photo.jpg', file: FILE }));
    expect(decideOn(annas, VISITOR, send())).toEqual(
      accepted({ kind: 'said', text: 'photo.jpg', file: { ...FILE, asks: true } }),
    );
    expect(decideOn(annas, BORIS, send())).toEqual(refused('not-yours', { by: authorOf(ANNA) }));
  });

  test('FILE3 FILE5 it is told as the server has it, or refused where the server has none such of its author', () => {
    const facts = factsOf(annas, person);
    const known = { ...FILE, type: 'image/png', size: 7 };
    const by = { actor: ANNA, now: NOON };
    const mine = { ...facts, file: (_claim: FileClaim, author: string) => (author === ANNA.id ? known : null) };
    expect(decide(mine, send(), by)).toMatchObject({ effect: { file: known } });
    expect(decide(mine, send(), { ...by, actor: VISITOR })).toEqual(refused('no-such-file'));
  });

  test('FILE4 a file can be taken back, and its name cannot be edited', () => {
    const said = talk([ANNA, { kind: 'taken' }], [ANNA, { kind: 'said', text: 'photo.jpg', file: FILE }]);
    const own = { message: idOf(3) };
    const at = { now: NOON + 60_000 };
    expect(decideOn(said, ANNA, command('message.edit', { ...own, text: 'x' }), at)).toEqual(refused('not-found'));
    expect(decideOn(said, ANNA, command('message.unsend', own), at)).toEqual(
      accepted({ kind: 'unsent', message: idOf(3), rev: 1 }),
    );
  });
});

describe('FILE4 a yes or a no', () => {
  const answer = (yes: boolean, to = message) => command('file.answer', { message: to, yes });
  const said = (yes: boolean) => ({ kind: 'file-answered', message, yes, text: 'photo.jpg', rev: 1 }) as const;
  const after = (yes: boolean) =>
    conversationAfter(asked, { seq: 4, at: NOON, id: idOf(4), by: authorOf(ANNA), effect: said(yes) });

  test('by whoever answers, an admin, or anybody where nobody answers', () => {
    for (const actor of [ANNA, ADA]) expect(decideOn(asked, actor, answer(true))).toEqual(accepted(said(true)));
    expect(decideOn(asked, BORIS, answer(true))).toEqual(refused('not-yours', { by: authorOf(ANNA) }));
    const waiting = talk([VISITOR, { kind: 'said', text: 'photo.jpg', file: { ...FILE, asks: true } }]);
    expect(decideOn(waiting, BORIS, answer(false))).toEqual(accepted(said(false)));
  });

  test('once: the same again is nothing, and the other is refused', () => {
    expect(decideOn(after(true), ANNA, answer(true))).toEqual({ kind: 'nothing' });
    expect(decideOn(after(true), ANNA, answer(false))).toEqual(refused('answered'));
    expect(after(true)?.edits.get(message)).toMatchObject({ text: 'photo.jpg', file: 'accepted', by: ANNA.id });
    expect(after(false)?.edits.get(message)).toMatchObject({ file: 'refused' });
  });

  test('only to what asks', () => {
    expect(decideOn(asked, ANNA, answer(true, idOf(3)))).toEqual(refused('not-found'));
    expect(decideOn(null, STRANGER, answer(true))).toEqual(refused('not-found'));
    const gone = conversationAfter(asked, {
      seq: 4,
      at: NOON,
      id: idOf(4),
      by: authorOf(VISITOR),
      effect: { kind: 'unsent', message, rev: 1 },
    });
    expect(decideOn(gone, ANNA, answer(true))).toEqual(refused('gone'));
  });
});

import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readDesk } from '../docs/desk-document.ts';
import { writesOf } from '../docs/entry-effects.ts';
import { applyWrites, emptyState, stateToBytes } from '../docs/server-document.ts';
import { authorOf } from '../words.ts';
import { documentOf } from './command.ts';
import { ANNA, command, CONVERSATION, decideOn, idOf, NOON, talk, VISITOR } from './decide.fixtures.ts';

const give = (on: boolean, n: number) =>
  command(
    'consent.give',
    { on, ...(on && { words: 'We keep what you write.' }) },
    { id: idOf(n), writtenAt: NOON + n },
  );

test('CONSENT3 a visitor agrees for its own conversation, on what only staff reads of it', () => {
  expect(documentOf(give(true, 1), VISITOR)).toBe(`conversation/${CONVERSATION}/desk`);
  expect(decideOn(talk(), VISITOR, give(true, 1))).toEqual({
    kind: 'accept',
    effect: { kind: 'consented', on: true, writtenAt: NOON + 1, words: 'We keep what you write.' },
  });
  expect(decideOn(null, VISITOR, give(true, 1))).toMatchObject({ kind: 'reject', rejection: { reason: 'not-found' } });
  expect(decideOn(talk(), ANNA, give(true, 1))).toMatchObject({ kind: 'reject', rejection: { reason: 'forbidden' } });
});

test('CONSENT3 CONSENT4 taken back it still tells when and to what it was given; again and again it takes no more room', () => {
  const state = emptyState();
  const sizes: number[] = [];
  const read = () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, stateToBytes(state));
    return readDesk(doc).consent;
  };
  for (let n = 1; n <= 40; n += 1) {
    const decision = decideOn(talk(), VISITOR, give(n % 2 === 1, n));
    if (decision.kind !== 'accept') throw new Error('it is its own');
    const entry = { seq: n, at: NOON + n * 1000, id: idOf(n), by: authorOf(VISITOR), effect: decision.effect };
    applyWrites(state, writesOf(entry, null));
    sizes.push(stateToBytes(state).length);
    if (n === 39)
      expect(read()).toEqual({ on: true, at: NOON + 39_000, writtenAt: NOON + 39, words: 'We keep what you write.' });
  }
  expect(read()).toEqual({ on: false, at: NOON + 40_000, writtenAt: NOON + 40, givenAt: NOON + 39_000 });
  // Of what was overwritten a few bytes stay, and no words.
  expect((sizes.at(-1) ?? 0) - (sizes[1] ?? 0)).toBeLessThan(40 * 24);
});

import { expect, test } from 'vitest';
import { applyWrites, emptyState, stateToBytes } from '../docs/server-document.ts';
import { deskDocument } from '../docs/document-name.ts';
import { deskLineOf, readDesk } from '../docs/desk-document.ts';
import { writesOf } from '../docs/entry-effects.ts';
import type { Entry } from '../conversation/entry.ts';
import { SYSTEM } from '../words.ts';
import * as Y from 'yjs';
import { decideAny, documentOfAny, mayGive, type SystemCommand } from './any-command.ts';
import { factsOf } from '../conversation/facts.ts';
import { ANNA, CONVERSATION, idOf, NOON, person, talk, VISITOR } from './decide.fixtures.ts';
import { transcriptSend } from './transcript-send.ts';

const conversation = CONVERSATION;
const by = { id: idOf(9), now: NOON, writtenAt: NOON };
const told: SystemCommand = {
  ...{ id: idOf(8), type: 'conversation.mailed', writtenAt: NOON },
  payload: { conversation, what: 'answer', since: 2, through: 4, to: 'ann@example.com' },
};

test('MAIL8 a visitor asks for a copy, unless it is one too many today; staff ask for none', () => {
  const facts = factsOf(talk(), person);
  const ask = (actor: typeof VISITOR, mayHaveTranscript?: () => boolean) =>
    transcriptSend.decide({ ...facts, mayHaveTranscript }, { conversation }, { ...by, actor });
  expect(ask(VISITOR)).toEqual({ kind: 'accept', effect: { kind: 'transcript-asked' } });
  expect(ask(VISITOR, () => true).kind).toBe('accept');
  expect(ask(VISITOR, () => false)).toEqual({ kind: 'reject', rejection: { reason: 'daily-limit' } });
  expect(ask(ANNA).kind).toBe('reject');
  expect(transcriptSend.decide({ ...facts, head: null }, { conversation }, { ...by, actor: VISITOR })).toMatchObject({
    rejection: { reason: 'not-found' },
  });
});

test('MAIL4 only the server itself tells what became of a letter, and to the desk alone', () => {
  const facts = factsOf(talk(), person);
  expect([
    mayGive(SYSTEM, told, VISITOR.id),
    mayGive(ANNA, told, VISITOR.id),
    mayGive(VISITOR, told, VISITOR.id),
  ]).toEqual([true, false, false]);
  expect(documentOfAny(told, SYSTEM)).toBe(deskDocument(conversation));
  const decided = decideAny(facts, told, { giver: SYSTEM, now: NOON });
  expect(decided).toEqual({
    kind: 'accept',
    effect: { kind: 'mailed', what: 'answer', since: 2, through: 4, to: 'ann@example.com' },
  });
  expect(decideAny({ ...facts, head: null }, told, { giver: SYSTEM, now: NOON }).kind).toBe('reject');
});

test('MAIL4 DOC2 a stock client reads from the desk document what became of letters', () => {
  const entries: readonly Entry[] = [
    { seq: 1, at: NOON, id: idOf(1), by: SYSTEM, effect: { kind: 'mailed', what: 'answer', since: 0, through: 2 } },
    {
      seq: 2,
      at: NOON,
      id: idOf(2),
      by: { kind: 'visitor', id: VISITOR.id, name: '' },
      effect: { kind: 'transcript-asked' },
    },
  ];
  const state = emptyState();
  for (const entry of entries) applyWrites(state, writesOf(entry, null));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, stateToBytes(state));
  expect(readDesk(doc).lines).toEqual(entries.map(deskLineOf));
});

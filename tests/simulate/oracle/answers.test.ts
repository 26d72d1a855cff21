import { expect, test } from 'vitest';
import type { Entry } from '#schema/conversation/entry.ts';
import { contactDocument } from '#schema/docs/document-name.ts';
import { createIdFactory, type CommandId, type VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { createAnswers } from './answers.ts';
import type { Judge } from './judge.ts';
import { createTruth } from './truth.ts';

const visitor = `v${'1'.repeat(22)}` as VisitorId;
const card = contactDocument(visitor);
const newId = createIdFactory<CommandId>({ now: () => 1_000, randomBytes: (length) => new Uint8Array(length) });
const somebody = (id: string): Actor => ({ kind: 'operator', id, name: id, role: 'operator' }) as Actor;

/** A disk with cards on it, and what is wrong about the answers to their commands. */
function answering() {
  const broken: string[] = [];
  const judge: Pick<Judge, 'fail' | 'check'> = {
    fail: (rule) => void broken.push(rule),
    check: (holds, rule) => void (holds || broken.push(rule)),
  };
  const events = { checkDecision: () => undefined, entry: () => undefined, checkNew: () => undefined };
  const truth = createTruth(judge as Judge, events);
  const answers = createAnswers(judge as Judge, truth, { versionsOf: () => [], isGarbled: () => false });
  let row = 0;
  const write = (key: number, by: string): Entry => {
    if (!truth.byKey.has(key)) truth.addDocument(key, card, `${key}`);
    const document = truth.byKey.get(key)!;
    const seq = document.entries.length + 1;
    const author = { kind: 'operator', id: by, name: by };
    const entry = {
      seq,
      at: 1_000,
      id: newId(),
      by: author,
      effect: { kind: 'rated', rating: seq },
    } as unknown as Entry;
    truth.addEntry(document, (row += 1), entry);
    return entry;
  };
  const acknowledge = ({ id, seq, at }: Entry, to: string): void =>
    answers.answered(somebody(to), id, { status: 'accepted', seq, at });
  return { broken, truth, write, acknowledge };
}

test('CMD3 KEEP5 of an erased card nobody knows any more who wrote it, also after the person came back (seed 1628)', () => {
  const { broken, truth, write, acknowledge } = answering();
  const erased = write(1, 'anna');
  truth.remove(card);
  acknowledge(erased, 'ben');
  const made = write(2, 'anna');
  acknowledge(erased, 'ben');
  expect(broken).toEqual([]);
  acknowledge(made, 'ben');
  expect(broken).toEqual(['CMD3']);
});

test('CMD1 an erased command keeps its place, and nobody is told another one', () => {
  const { broken, truth, write, acknowledge } = answering();
  const erased = write(1, 'anna');
  truth.remove(card);
  write(2, 'anna');
  acknowledge({ ...erased, seq: 2 }, 'anna');
  expect(broken).toEqual(['CMD1']);
});

test('CMD3 what stands on the disk is acknowledged to its author alone', () => {
  const { broken, write, acknowledge } = answering();
  const entry = write(1, 'anna');
  acknowledge(entry, 'anna');
  expect(broken).toEqual([]);
  acknowledge(entry, 'ben');
  expect(broken).toEqual(['CMD3']);
});

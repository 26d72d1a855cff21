import { expect, test } from 'vitest';
import { ANNA, said, talk, VISITOR } from '../commands/decide.fixtures.ts';
import type { Conversation, Message } from './conversation.ts';
import { withoutTakenWords } from './taken-words.ts';

const linesOf = (conversation: Conversation | null): readonly Message[] => conversation?.messages ?? [];

test('RATE2 words beside a rating that were taken away are told nowhere, whatever score they stood beside', () => {
  const lines = linesOf(
    talk(
      [VISITOR, { kind: 'rated', score: 2, comment: 'Slow' }],
      [ANNA, said('Sorry!')],
      [VISITOR, { kind: 'rated', score: 4, comment: 'Better' }],
      [VISITOR, { kind: 'rated', score: 4 }],
    ),
  );
  const read = withoutTakenWords(lines);
  expect(JSON.stringify(read)).not.toMatch(/Slow|Better/);
  expect(read.map(({ seq, kind }) => [seq, kind])).toEqual(lines.map(({ seq, kind }) => [seq, kind]));
  expect(read.flatMap((line) => (line.kind === 'rated' ? [line.score] : []))).toEqual([2, 4, 4]);
  expect(read.find(({ kind }) => kind === 'text')).toMatchObject({ text: 'Sorry!' });
});

test('RATE2 words that were changed, or said after others were taken away, stay', () => {
  const changed = linesOf(
    talk(
      [VISITOR, { kind: 'rated', score: 5 }],
      [VISITOR, { kind: 'rated', score: 2, comment: 'Slow' }],
      [VISITOR, { kind: 'rated', score: 2, comment: 'Very slow' }],
    ),
  );
  expect(withoutTakenWords(changed)).toBe(changed);
  const anew = linesOf(
    talk(
      [VISITOR, { kind: 'rated', score: 2, comment: 'Slow' }],
      [VISITOR, { kind: 'rated', score: 2 }],
      [VISITOR, { kind: 'rated', score: 2, comment: 'Late' }],
    ),
  );
  expect(withoutTakenWords(anew).map((line) => (line.kind === 'rated' ? (line.comment ?? '') : line.kind))).toEqual([
    'started',
    '',
    '',
    'Late',
  ]);
});

import { expect, test } from 'vitest';
import type { DeskLine } from '#schema/docs/desk-document.ts';
import type { CommandId } from '#schema/ids.ts';
import { SYSTEM } from '#schema/words.ts';
import { mailMarks } from './mailed.ts';

const letter = (seq: number, told: object): DeskLine => ({
  ...{ seq, id: `c${seq}` as CommandId, at: seq * 1_000, by: SYSTEM, kind: 'mailed' as const },
  ...({ what: 'answer', since: 0, through: 0, ...told } as { what: 'answer'; since: number; through: number }),
});

test('MAIL4 each of our messages shows the letter that left with it, and why one did not', () => {
  const mark = mailMarks([
    letter(1, { since: 2, through: 5, failed: { why: 'refused', detail: '550' } }),
    letter(2, { since: 2, through: 6, to: 'ann@example.com' }),
    letter(3, { what: 'transcript', since: 0, through: 99 }),
    letter(4, { since: 6, through: 8, to: 'ann@example.com', failed: { why: 'gave-up' } }),
  ]);
  expect(mark(2)).toBeNull();
  expect(mark(5)).toEqual({ at: 2_000, to: 'ann@example.com', why: null, detail: '' });
  expect(mark(7)).toMatchObject({ why: 'gave-up' });
  expect(mark(9)).toBeNull();
});

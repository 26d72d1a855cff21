import { describe, expect, test } from 'vitest';
import type { DeskLine } from '#schema/docs/desk-document.ts';
import type { Line } from '../lines.ts';
import { nextLetter, type Unseen } from './next-letter.ts';

const MINUTE = 60_000;
const SAID = 1_000_000_000;

const words = (seq: number, at: number, more: Partial<Line & { readonly kind: 'words' }> = {}): Line =>
  ({ kind: 'words', text: 'words', isOurs: true, mark: 'delivered', message: { seq, at }, ...more }) as Line;
const unseen = (change: Partial<Unseen> = {}): Unseen => ({
  lines: [words(3, SAID)],
  told: [],
  seen: 2,
  site: { letters: 10 },
  email: 'ann@example.com',
  isBlocked: false,
  now: SAID + 2 * MINUTE,
  ...change,
});
const goes = (at: number) => ({ kind: 'goes', at, to: 'ann@example.com' });
const mailed = (more: object): DeskLine =>
  ({ kind: 'mailed', what: 'answer', to: 'ann@example.com', at: SAID - MINUTE, ...more }) as unknown as DeskLine;

describe('MAIL11 it goes', () => {
  test('after the minutes of the site, counted from the first unseen one; who still writes is let finish, for five minutes', () => {
    expect(nextLetter(unseen())).toEqual(goes(SAID + 10 * MINUTE));
    const lines = [words(1, SAID - 9 * MINUTE), words(3, SAID), words(4, SAID + 9.5 * MINUTE)];
    expect(nextLetter(unseen({ lines, now: SAID + 9.6 * MINUTE }))).toEqual(goes(SAID + 10.5 * MINUTE));
    const late = [words(3, SAID), words(4, SAID + 14.5 * MINUTE)];
    expect(nextLetter(unseen({ lines: late, now: SAID + 14.6 * MINUTE }))).toEqual(goes(SAID + 15 * MINUTE));
  });

  test('what is seen, taken back, not ours, not there yet or gone already is none of it', () => {
    for (const line of [
      words(2, SAID),
      words(3, SAID, { text: null }),
      words(3, SAID, { isOurs: false }),
      words(3, SAID, { mark: 'waiting' }),
      words(3, SAID, { mark: 'late' }),
      words(3, SAID, { mailed: { at: SAID, to: '', why: null, detail: '' } }),
    ])
      expect(nextLetter(unseen({ lines: [line] }))).toBeNull();
  });

  test('an unseen one that is no news any more keeps nothing back that is: that goes by its own minutes', () => {
    const old = words(3, SAID - 4 * 24 * 60 * MINUTE);
    expect(nextLetter(unseen({ lines: [old] }))).toBeNull();
    expect(nextLetter(unseen({ lines: [old, words(4, SAID)] }))).toEqual(goes(SAID + 10 * MINUTE));
  });

  test('of what may be seen any moment, of old news and by a server that does not tell, nothing is said', () => {
    expect(nextLetter(unseen({ now: SAID + 2_000 }))).toBeNull();
    expect(nextLetter(unseen({ now: SAID + 3_000 }))).not.toBeNull();
    expect(nextLetter(unseen({ now: SAID + 3 * 86_400_000 + 1 }))).toBeNull();
    expect(nextLetter(unseen({ site: {} }))).toBeNull();
    expect(nextLetter(unseen({ site: undefined }))).toBeNull();
  });
});

const NONE: readonly (readonly [string, Partial<Unseen>])[] = [
  ['off', { site: { letters: 'off' } }],
  ['never', { site: { letters: 'never' } }],
  ['blocked', { isBlocked: true }],
  ['no-address', { email: '' }],
  ['no-address', { email: 'ann' }],
  ['stopped', { told: [mailed({ failed: { why: 'stopped' } })] }],
  ['refused', { told: [mailed({}), mailed({ failed: { why: 'refused', detail: '550 5.1.1 No such user' } })] }],
  [
    'refused',
    { told: [mailed({ failed: { why: 'refused', detail: '550' } }), mailed({ failed: { why: 'refused' } })] },
  ],
];
test.each(NONE)('MAIL11 none goes, and it is said after a minute: %s', (why, change) => {
  expect(nextLetter(unseen(change))).toEqual({ kind: 'none', why, to: change.email ?? 'ann@example.com' });
  expect(nextLetter(unseen({ ...change, now: SAID + 59_000 }))).toBeNull();
});

test('MAIL11 another address than the refused one, or one that has taken a letter since, gets the next', () => {
  const refused = mailed({ failed: { why: 'refused', detail: '550' } });
  expect(nextLetter(unseen({ told: [refused], email: 'ann@new.example' }))?.kind).toBe('goes');
  expect(nextLetter(unseen({ told: [refused, mailed({})] }))?.kind).toBe('goes');
  expect(nextLetter(unseen({ told: [mailed({ failed: { why: 'gave-up' } })] }))?.kind).toBe('goes');
});

test('MAIL5 MAIL11 what was refused for itself bars no other letter, nor does an address where nobody was thirty days ago', () => {
  const refused = (detail: string, at = SAID - MINUTE) => mailed({ at, failed: { why: 'refused', detail } });
  for (const detail of ['554 5.7.1 Relaying denied', '552 5.2.2 Mailbox full', 'DATA: 550 Looks like spam'])
    expect(nextLetter(unseen({ told: [refused(detail)] }))?.kind).toBe('goes');
  const before = refused('550', SAID - 31 * 24 * 60 * MINUTE);
  expect(nextLetter(unseen({ told: [before] }))?.kind).toBe('goes');
  // One that was not tried for it meanwhile does not make it longer.
  expect(nextLetter(unseen({ told: [before, mailed({ failed: { why: 'refused' } })] }))?.kind).toBe('goes');
});

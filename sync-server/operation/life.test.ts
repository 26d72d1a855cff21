import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLife, type Life } from './life.ts';

interface World {
  now: number;
  row: number;
}

/** The life of data that began three times; the present one is `c`. */
function lifeOf(
  world: World,
  {
    branches = ['one'],
    lives = [
      ['a', 0],
      ['b', 100],
      ['c', 250],
    ] as [string, number][],
    secret = 's'.repeat(40),
  } = {},
): Life {
  return createLife({
    lives: lives.map(([id, fromRow], index) => ({ number: index + 1, id, fromRow })),
    branches,
    secret,
    randomBytes,
    now: () => world.now,
    newestRow: () => world.row,
  });
}

test('OPS6 what a server told fits for as long as its data goes on, over any number of lives', () => {
  const world = { now: 0, row: 40 };
  const first = lifeOf(world, { lives: [['a', 0]] }).mark();
  world.row = 300;
  const later = lifeOf(world);
  expect(later.judge(first)).toEqual({ kind: 'fits' });
  expect(later.judge(later.mark())).toEqual({ kind: 'fits' });
});

test.each([
  [
    'a row that the present life has not',
    [
      ['a', 0],
      ['b', 100],
      ['c', 250],
    ],
    400,
  ],
  [
    'a row behind the end of an earlier life',
    [
      ['a', 0],
      ['b', 100],
      ['c', 250],
    ],
    100_000,
  ],
] as const)('OPS6 %s proves that the data was set back', (_what, lives, rowThen) => {
  const then = { now: 0, row: rowThen };
  const told = lifeOf(then, { lives: lives.map(([id, row]) => [id, row]) }).mark();
  // As it is now: less, in the same life or in one that began after the copy was put back.
  expect(lifeOf({ now: 0, row: 300 }).judge(told)).toEqual({ kind: 'set-back', foreign: null });
  const again = [...lives.map(([id, row]): [string, number] => [id, row]), ['d', 300] as [string, number]];
  expect(lifeOf({ now: 0, row: 1_000_000 }, { lives: again }).judge(told)).toEqual({ kind: 'set-back', foreign: null });
});

test('OPS6 a life that this data never had proves it, however much was written since', () => {
  const told = lifeOf(
    { now: 0, row: 260 },
    {
      lives: [
        ['a', 0],
        ['b', 100],
        ['x', 250],
      ],
    },
  ).mark();
  expect(lifeOf({ now: 0, row: 9_000 }).judge(told)).toEqual({ kind: 'set-back', foreign: null });
});

test('OPS6 each branch is found out once: what was told before the renewal fits, and so does a foreign branch the second time', () => {
  const world = { now: 0, row: 300 };
  const told = [290, 310, 320].map((row) => lifeOf({ now: 0, row }).mark());
  const foreign = lifeOf({ now: 0, row: 5 }, { branches: ['one', 'other'] }).mark();
  const life = lifeOf(world);
  expect(told.map((mark) => life.judge(mark).kind)).toEqual(['fits', 'set-back', 'set-back']);
  life.branched('two', null);
  expect(told.map((mark) => life.judge(mark).kind)).toEqual(['fits', 'fits', 'fits']);
  expect(life.mark().startsWith('two.')).toBe(true);
  expect(life.judge(foreign)).toEqual({ kind: 'set-back', foreign: 'other' });
  life.branched('three', 'other');
  expect(life.judge(foreign)).toEqual({ kind: 'fits' });
});

test('OPS6 nobody but this installation can make a mark', () => {
  const life = lifeOf({ now: 0, row: 300 });
  const mark = life.mark();
  const [branch = '', sealed = ''] = mark.split('.');
  const bytes = Buffer.from(sealed, 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  for (const forged of [
    '',
    'nonsense',
    `${branch}.`,
    `${branch}.AAAA`,
    `${branch}.${bytes.toString('base64url')}`,
    // Sealed for one branch, shown as of another.
    `other.${sealed}`,
    lifeOf({ now: 0, row: 900 }, { secret: 'another'.repeat(8) }).mark(),
  ])
    expect(life.judge(forged), forged).toEqual({ kind: 'not-ours' });
  expect(mark.length).toBeLessThan(200);
  // Nor can anybody read in one how much is said here.
  const larger = lifeOf({ now: 0, row: 123_456_789 }).mark();
  expect(larger.length).toBe(mark.length);
  expect(Buffer.from(larger.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('123456789');
});

test('OPS6 a mark is made at most once a second', () => {
  const world = { now: 0, row: 300 };
  const life = lifeOf(world);
  const first = life.mark();
  world.row = 301;
  expect(life.mark()).toBe(first);
  world.now = 1_000;
  expect(life.mark()).not.toBe(first);
});

import { expect, test } from 'vitest';
import { tellFailure } from './report.ts';
import { simulate } from './simulate.ts';

/** A slice, with some in which visitors come by invitations, letters and signatures; `npm run simulate -- --runs 2000` is the whole. */
const SEEDS = [...Array.from({ length: 24 }, (_, index) => index + 1), 201, 203, 204, 205];

test.each(SEEDS)(
  'COMMIT1 COMMIT4 CMD1 OUT2 OUT3 DOC1 PUB1 POL2 the world of seed %i keeps every rule',
  async (seed) => {
    const report = await simulate({ seed });
    if (report.faults.length > 0) throw new Error(tellFailure(report));
    expect(report.counts['entries']).toBeGreaterThan(0);
  },
);

test('the same seed is the same run, whatever ran before it', { timeout: 60_000 }, async () => {
  const hashes: string[] = [];
  for (const seed of [7, 3, 7]) hashes.push((await simulate({ seed, minutes: 1 })).hash);
  expect(hashes[0]).toBe(hashes[2]);
  expect(hashes[0]).not.toBe(hashes[1]);
});

import { describe, expect, test } from 'vitest';
import { startProcess } from '../process.ts';
import { BUGS } from './bugs.ts';

/** First the seeds that are known to find it; when others have come to be drawn by them, some more. */
const MORE_SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

describe.concurrent('a simulator that cannot fail is worth nothing', () => {
  test.each(BUGS)(
    '$name is found: $what',
    async ({ name, seeds }) => {
      const simulating = startProcess(name);
      const found: string[] = [];
      for (const seed of [...seeds, ...MORE_SEEDS]) {
        const { faults } = await simulating.run({ seed, minutes: 2, isLoud: false });
        found.push(...faults.map(({ rule }) => rule));
        if (found.length > 0) break;
      }
      simulating.end();
      expect(found).not.toEqual([]);
      // A broken simulator is not a found bug.
      expect(found).not.toContain('DEFECT');
    },
    120_000,
  );
});

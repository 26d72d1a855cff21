import { expect, test } from 'vitest';
import { killNine } from './kill-nine.ts';

test('COMMIT4 COMMIT2 CMD1 OUT2 OUT3 DOC1 thirty times kill -9 under traffic: nothing lost, doubled, reordered or different', async () => {
  const seed = Date.now() % 1_000_000;
  const report = await killNine({ kills: 30, seed, visitors: 20, operators: 5 });
  console.log('kill -9:', { seed, ...report });
  expect(report.faults).toEqual([]);
  expect(report.accepted).toBeGreaterThan(500);
}, 600_000);

/** All checks of `npm run check`, each an npm script of its own. */
import { availableParallelism } from 'node:os';
import { run } from './house.mjs';

/** Slowest first, so that the last one to end is a short one. */
const names = ['types', 'lint', 'dead', 'edges', 'sizes', 'format', 'lock'];

/** @typedef {{ name: string, passed: boolean, milliseconds: number, output: string }} CheckResult */

/** As low as a program can be asked to stand back for others. */
const STANDS_BACK = 19;

/**
 * Runs every check, at most two at a time, and tells each result as it comes.
 *
 * @param {{ isBeside?: boolean }} [options] isBeside: something runs that looks at clocks, and comes first
 * @returns {Promise<CheckResult[]>}
 */
export async function runChecks({ isBeside = false } = {}) {
  // Kit writes the app's tsconfig; two checks that both want it must not write it at the same moment.
  await run('npm', ['run', '--silent', 'sync']);
  const waiting = [...names];
  /** @type {CheckResult[]} */
  const results = [];
  const work = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const { code, output, milliseconds } = await run('npm', ['run', '--silent', `check:${name}`], {
        ...(isBeside && { priority: STANDS_BACK }),
      });
      results.push({ name, passed: code === 0, milliseconds, output });
      console.log(`${code === 0 ? 'passed' : 'FAILED'}  check:${name}  ${(milliseconds / 1000).toFixed(1)} s`);
      if (code !== 0) console.log(output.trimEnd());
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  return results;
}

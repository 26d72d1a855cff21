/**
 * `npm test`: installs, builds and finds a browser, then runs checks, unit tests, canaries and browser tests.
 * `npm test -- --unit` (or --check, --canary, --e2e, any of them together) runs only those. The last line is the sum over all.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './checks.mjs';
import { ensureBrowser } from './find-browser.mjs';
import { ensureBuilt, ensureInstalled, localNode, main, root, run } from './house.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

const reports = join(root, 'build', 'reports');

/** @type {Record<string, () => Promise<Count>>} */
const runners = {
  check: async () => {
    const results = await runChecks();
    const passed = results.filter((result) => result.passed).length;
    return { passed, failed: results.length - passed };
  },
  unit: () => runVitest('unit', ['--project', 'unit', '--project', 'screen']),
  canary: () => runVitest('canary', ['--project', 'canary']),
  e2e: runPlaywright,
};

const wished = Object.keys(runners).filter((name) => process.argv.includes(`--${name}`));
const unknown = process.argv.slice(2).filter((argument) => !(argument.replace('--', '') in runners));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. There are --${Object.keys(runners).join(', --')}.`);
  process.exit(2);
}

await main(ensureInstalled);
mkdirSync(reports, { recursive: true });

/** @type {{ name: string, count: Count, seconds: number }[]} */
const results = [];
for (const name of wished.length > 0 ? wished : Object.keys(runners)) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const count = await countOf(/** @type {() => Promise<Count>} */ (runners[name]));
  results.push({ name, count, seconds: (performance.now() - started) / 1000 });
}

console.log('\nrunner   passed  failed  seconds');
for (const { name, count, seconds } of results) {
  console.log(
    `${name.padEnd(8)}${String(count.passed).padStart(7)}${String(count.failed).padStart(8)}${seconds.toFixed(1).padStart(9)}`,
  );
}
const passed = results.reduce((sum, result) => sum + result.count.passed, 0);
const failed = results.reduce((sum, result) => sum + result.count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/**
 * A runner that cannot even begin (the app does not build, no browser can be had) is one failure and stops no other.
 *
 * @param {() => Promise<Count>} runner
 */
async function countOf(runner) {
  try {
    return await runner();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

/**
 * @param {string} name of the report
 * @param {readonly string[]} projects
 */
async function runVitest(name, projects) {
  const report = freshReport(name);
  const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(localNode, [program, 'run', ...projects, ...reporters], { show: true });
  return countOrCrash(report, code, (/** @type {VitestReport} */ json) => ({
    passed: json.numPassedTests,
    // A file that could not even be loaded has no tests to fail.
    failed:
      json.numTotalTests -
      json.numPassedTests +
      json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
  }));
}

async function runPlaywright() {
  await ensureBuilt();
  const browser = await ensureBrowser();
  const report = freshReport('e2e');
  const program = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const { code } = await run(localNode, [program, 'test'], {
    show: true,
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...(browser ? { CHROMIUM_PATH: browser } : {}) },
  });
  return countOrCrash(report, code, (/** @type {PlaywrightReport} */ { stats, errors }) => ({
    passed: stats.expected,
    // What did not run proves nothing, so it is not counted as fine.
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
  }));
}

/**
 * @typedef {{ numPassedTests: number, numTotalTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} VitestReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} PlaywrightReport
 */

/** @param {string} name */
function freshReport(name) {
  const file = join(reports, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/**
 * A runner that crashed, found nothing, or ended badly without a failed test counts as one failure.
 *
 * @template Report
 * @param {string} report file it should have written
 * @param {number} code it ended with
 * @param {(json: Report) => Count} count
 * @returns {Count}
 */
function countOrCrash(report, code, count) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { passed, failed } = count(JSON.parse(readFileSync(report, 'utf8')));
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

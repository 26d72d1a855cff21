/**
 * `npm test`: installs, builds and finds a browser, then runs checks, unit tests, canaries and browser tests.
 * `npm test -- --unit` (or --check, --canary, --e2e, any of them together) runs only those. The last line is the sum over all.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runChecks } from './checks.mjs';
import { ensureBrowser } from './find-browser.mjs';
import { ensureBuilt, ensureInstalled, localNode, main, root, run } from './house.mjs';

/**
 * Of tests: how many passed and failed, what failed and how, and what passed only the second time, in words.
 *
 * @typedef {{ passed: number, failed: number, failures: readonly string[], flaky?: readonly string[] }} Count
 */

const reports = join(root, 'build', 'reports');
/** Where more files fail than this, a second try would only take time. */
const SECOND_TRIES = 5;

/** @type {Record<string, () => Promise<Count>>} */
const runners = {
  check: async () => {
    const results = await runChecks({ isBeside: true });
    const failures = results.filter((result) => !result.passed).map(({ name }) => `check:${name}`);
    return { passed: results.length - failures.length, failed: failures.length, failures };
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
// Whoever needs it would have the others wait for it. What does not build is told by whoever needs it.
await ensureBuilt().catch(() => undefined);

/**
 * What runs beside each other, and then what runs by itself: unit tests wait for clocks, disks and programs half of their time, in
 * which checks and canaries have the processors. Browser tests need them all.
 */
const stages = [[['check', 'canary'], ['unit']], [['e2e']]];

/** @type {{ name: string, count: Count, seconds: number }[]} */
const results = [];
for (const lanes of stages) await Promise.all(lanes.map(runLane));
results.sort((one, other) => Object.keys(runners).indexOf(one.name) - Object.keys(runners).indexOf(other.name));

// Said again here: of a long output often only the end is kept.
for (const { name, count } of results) {
  for (const flake of count.flaky ?? []) console.log(`\nPASSED ONLY THE SECOND TIME in ${name}: ${flake}`);
  for (const failure of count.failures) console.log(`\nFAILED in ${name}: ${failure}`);
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

/** @param {readonly string[]} names of runners, one after the other */
async function runLane(names) {
  for (const name of names) {
    if (wished.length > 0 && !wished.includes(name)) continue;
    console.log(`\n── ${name}`);
    const started = performance.now();
    const count = await countOf(/** @type {() => Promise<Count>} */ (runners[name]));
    results.push({ name, count, seconds: (performance.now() - started) / 1000 });
  }
}

/**
 * A runner that cannot even begin (the app does not build, no browser can be had) is one failure and stops no other.
 *
 * @param {() => Promise<Count>} runner
 */
async function countOf(runner) {
  try {
    return await runner();
  } catch (error) {
    return { passed: 0, failed: 1, failures: [error instanceof Error ? error.message : String(error)] };
  }
}

/**
 * A file with a test that failed, or whose process died, is run a second time by itself, as browser tests are: whatever passes only
 * then is named at the end.
 *
 * @param {string} name of the report
 * @param {readonly string[]} projects
 * @returns {Promise<Count>}
 */
async function runVitest(name, projects) {
  const first = await vitestOnce(name, projects);
  if (first.broken.length === 0 || first.broken.length > SECOND_TRIES) return first.count;
  const second = await vitestOnce(`${name}-again`, [...projects, ...first.broken.map(({ file }) => file)]);
  const again = first.broken.reduce((sum, { tests }) => sum + tests, 0);
  const { passed, failed, failures } = second.count;
  return {
    passed: first.total - again + passed,
    failed,
    failures,
    flaky: failed === 0 ? first.count.failures : [],
  };
}

/**
 * @param {string} name of the report
 * @param {readonly string[]} what projects and files
 * @returns {Promise<{ count: Count, total: number, broken: { file: string, tests: number }[] }>} and the files in which not all
 *   passed, each with how many tests were found in it
 */
async function vitestOnce(name, what) {
  const report = freshReport(name);
  const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(localNode, [program, 'run', ...what, ...reporters], { show: true });
  /** @type {{ file: string, tests: number }[]} */
  let broken = [];
  let total = 0;
  const count = countOrCrash(report, code, (/** @type {VitestReport} */ json) => {
    total = json.numTotalTests;
    broken = json.testResults
      .filter((file) => file.status === 'failed' || file.assertionResults.some(({ status }) => status !== 'passed'))
      .map((file) => ({ file: relative(root, file.name), tests: file.assertionResults.length }));
    return {
      passed: json.numPassedTests,
      // A file that could not even be loaded has no tests to fail.
      failed:
        json.numTotalTests -
        json.numPassedTests +
        json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
      failures: json.testResults.flatMap(({ name: file, status, message, assertionResults: tests }) =>
        tests.length === 0 && status === 'failed'
          ? [told(file, 'cannot be loaded', message)]
          : tests
              .filter((test) => test.status !== 'passed')
              .map((test) => told(file, test.fullName, test.failureMessages?.[0])),
      ),
    };
  });
  return { count, total, broken };
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
  return countOrCrash(report, code, (/** @type {PlaywrightReport} */ { stats, errors, suites }) => ({
    passed: stats.expected + stats.flaky,
    // What did not run proves nothing, so it is not counted as fine.
    failed: stats.unexpected + stats.skipped + errors.length,
    failures: [
      ...errors.map(({ message }) => message),
      ...toldOf(suites, (status) => status !== 'expected' && status !== 'flaky'),
    ],
    flaky: toldOf(suites, (status) => status === 'flaky'),
  }));
}

/**
 * The tests that ended like that, each with its first failure.
 *
 * @param {readonly PlaywrightSuite[]} suites
 * @param {(status: string) => boolean} isMeant
 */
function toldOf(suites, isMeant) {
  return specsOf(suites)
    .filter(({ tests }) => tests.some(({ status }) => isMeant(status)))
    .map(({ file, title, tests }) => told(join('tests', 'e2e', file), title, tests[0]?.results[0]?.error?.message));
}

/**
 * @param {readonly PlaywrightSuite[]} suites
 * @returns {PlaywrightSpec[]}
 */
function specsOf(suites) {
  return suites.flatMap((suite) => [...suite.specs, ...specsOf(suite.suites ?? [])]);
}

/**
 * @param {string} file
 * @param {string} title
 * @param {string} [message]
 */
function told(file, title, message = 'did not run') {
  const lines = stripVTControlCharacters(message).trim().split('\n');
  return `${relative(root, file)} › ${title}\n${lines.slice(0, 25).join('\n')}`;
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} VitestTest
 * @typedef {{ name: string, status: string, message?: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ numPassedTests: number, numTotalTests: number, testResults: VitestFile[] }} VitestReport
 * @typedef {{ status: string, results: { error?: { message?: string } }[] }} PlaywrightTest
 * @typedef {{ file: string, title: string, tests: PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ specs: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ expected: number, unexpected: number, flaky: number, skipped: number }} PlaywrightStats
 * @typedef {{ stats: PlaywrightStats, errors: { message: string }[], suites: PlaywrightSuite[] }} PlaywrightReport
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
  const crashed = `ended with ${code}, and no test says why`;
  if (!existsSync(report)) return { passed: 0, failed: 1, failures: [crashed] };
  const counted = count(JSON.parse(readFileSync(report, 'utf8')));
  const isCrash = counted.failed === 0 && (code !== 0 || counted.passed === 0);
  return isCrash ? { ...counted, failed: 1, failures: [crashed] } : counted;
}

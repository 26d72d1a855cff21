import { defineConfig } from '@playwright/test';
import { QUIET } from './scripts/browser-args.ts';
import { findBrowser } from './scripts/find-browser.mjs';

const executablePath = findBrowser();

/** Every test starts its own server on a free port with its own data, so any number of them can run beside each other. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  // A busy machine or the browser itself may drop a page once (a first navigation given up with ERR_ABORTED). Whatever passed only
  // the second time is a fault of ours or of the test until it is understood, so `npm test` names it at its end.
  retries: 1,
  // More than there are cores: many a test waits for clocks, such as an error mark's five seconds.
  workers: 3,
  // Far above what a test takes, for machines that are busy with something else.
  timeout: 150_000,
  expect: { timeout: 15_000 },
  // The JSON goes to PLAYWRIGHT_JSON_OUTPUT_FILE, or here.
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'build/reports/e2e.json' }]],
  use: {
    browserName: 'chromium',
    // So that what could not be clicked is named, and not only that the test took too long.
    actionTimeout: 60_000,
    screenshot: 'only-on-failure',
    // Each test is recorded, whether it fails or not, so only what costs little: pictures and copies of every page took a quarter of
    // all processor time. `npx playwright test --trace on <file>` records those too.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...QUIET],
    },
  },
});

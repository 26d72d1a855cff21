import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const screens = ['app/src/**/*.test.ts', 'widget/**/*.test.ts'];

/**
 * `unit`: all that runs in Node as it is. `screen`: state and helpers of the two rooms with screens, compiled by Svelte as for a
 * browser (on the server's build of Svelte, effects and subscriptions do nothing). `canary`: planted faults that the gates must find.
 */
export default defineConfig({
  test: {
    // The machine is shared with the programs that some tests start.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    allowOnly: false,
    unstubGlobals: true,
    restoreMocks: true,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{schema,client,sync-server,bench,scripts}/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/canary/**', '**/node_modules/**', 'bench/peers/**'],
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: { name: 'screen', environment: 'node', include: screens },
      },
      {
        test: {
          name: 'canary',
          environment: 'node',
          include: ['tests/canary/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

import { join, sep } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const screens = ['app/src/**/*.test.ts', 'widget/**/*.test.ts'];

const spansRooms = join(import.meta.dirname, 'tests') + sep;

/** What spans rooms starts programs and takes longest. It comes first, so that the last file to end is a short one. */
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.startsWith(spansRooms);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * `unit`: all that runs in Node as it is. `screen`: state and helpers of the two rooms with screens, compiled by Svelte as for a
 * browser (on the server's build of Svelte, effects and subscriptions do nothing). `canary`: planted faults that the gates must find.
 */
export default defineConfig({
  test: {
    // More than a small machine has cores: many a test waits for clocks, disks and the programs that it starts.
    maxWorkers: 3,
    sequence: { sequencer: LongOnesFirst },
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

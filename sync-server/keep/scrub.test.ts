import { expect, test } from 'vitest';
import type { KeepOrder } from '../commit/keep-orders.ts';
import { createLog } from '../log.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createScrubber } from './scrub.ts';

test('KEEP5 the last traces that the disk kept are tried again until they are gone, and then no more', async () => {
  const time = manualTime();
  const orders: KeepOrder['kind'][] = [];
  const disk = { reads: true, empties: false };
  const { scrub, scrubOwed } = createScrubber({
    store: {
      isCleaning: () => {
        if (!disk.reads) throw new Error('EIO');
        return false;
      },
    },
    writer: {
      index: () => Promise.resolve(0),
      keep: ({ kind }) => {
        orders.push(kind);
        return Promise.resolve(disk.empties ? 1 : 0);
      },
    },
    // Each wait is over at once.
    timers: { ...time.timers, after: (_ms, run) => (queueMicrotask(run), () => undefined) },
    log: createLog('silent'),
  });
  disk.reads = false;
  await scrub();
  expect(orders).toEqual([]);
  disk.reads = true;
  await scrubOwed();
  expect(orders.length).toBeGreaterThan(10);
  disk.empties = true;
  orders.length = 0;
  await scrubOwed();
  await scrubOwed();
  expect(orders).toEqual(['empty-log']);
});

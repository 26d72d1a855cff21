import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KeepOrder } from '../commit/keep-orders.ts';
import { createLog } from '../log.ts';
import { openDatabase } from '../store/database.ts';
import { manualTime } from '../testing/manual-time.ts';
import { emptyLog } from './apply-erasures.ts';
import { createScrubber } from './scrub.ts';

test('KEEP5 the last traces that the disk kept are tried again until they are gone, and then no more', async () => {
  const time = manualTime();
  const orders: KeepOrder['kind'][] = [];
  const disk = { reads: true, empties: false, isIdle: true };
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
    isIdle: () => disk.isIdle,
  });
  disk.reads = false;
  await scrub();
  expect(orders).toEqual([]);
  disk.reads = true;
  await scrubOwed();
  expect(orders.length).toBeGreaterThan(10);
  disk.empties = true;
  orders.length = 0;
  disk.isIdle = false;
  await scrubOwed();
  expect(orders).toEqual([]);
  disk.isIdle = true;
  await scrubOwed();
  await scrubOwed();
  expect(orders).toEqual(['empty-log']);
});

test('KEEP5 each life empties the log once when it is idle: somebody may have read while the start did', async () => {
  const orders: KeepOrder['kind'][] = [];
  const { scrubOwed } = createScrubber({
    store: { isCleaning: () => false },
    writer: { index: () => Promise.resolve(0), keep: ({ kind }) => (orders.push(kind), Promise.resolve(1)) },
    timers: manualTime().timers,
    log: createLog('silent'),
    isIdle: () => true,
  });
  await scrubOwed();
  await scrubOwed();
  expect(orders).toEqual(['empty-log']);
});

test('KEEP5 whoever deletes while traces are taken away waits for one more round, and all of them for the same', async () => {
  const time = manualTime();
  const answers: ((rows: number) => void)[] = [];
  const { scrub, scrubOwed } = createScrubber({
    store: { isCleaning: () => false },
    writer: { index: () => Promise.resolve(0), keep: () => new Promise((resolve) => answers.push(resolve)) },
    timers: time.timers,
    log: createLog('silent'),
    isIdle: () => true,
  });
  const done: string[] = [];
  const round = (name: string): Promise<number> => scrub().then(() => done.push(name));
  const all = [round('first')];
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  await turns();
  all.push(round('second'), round('third'));
  await scrubOwed();
  expect(answers).toHaveLength(1);
  answers[0]?.(1);
  await turns();
  expect([done, answers.length]).toEqual([['first'], 2]);
  answers[1]?.(1);
  await Promise.all(all);
  expect([done, answers.length]).toEqual([['first', 'second', 'third'], 2]);
});

test('KEEP5 COMMIT1 a log that somebody reads from is let be at once, so that no message waits for it', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdline-log-'));
  const path = join(dataDir, 'some.db');
  const [writing, reading] = [openDatabase(path), openDatabase(path)];
  try {
    writing.exec('CREATE TABLE words (word TEXT)');
    reading.exec('BEGIN');
    reading.prepare('SELECT word FROM words').all();
    writing.exec("INSERT INTO words VALUES ('one')");
    const before = performance.now();
    expect(emptyLog(writing)).toBe(false);
    expect(performance.now() - before).toBeLessThan(2_000);
    const waits = writing.prepare<{ timeout: number }>('PRAGMA busy_timeout').one()?.timeout;
    expect(waits).toBe(reading.prepare<{ timeout: number }>('PRAGMA busy_timeout').one()?.timeout);
    expect(waits).toBeGreaterThan(1_000);
    reading.exec('COMMIT');
    expect(emptyLog(writing)).toBe(true);
    expect(statSync(`${path}-wal`).size).toBe(0);
  } finally {
    for (const connection of [writing, reading]) connection.close();
    rmSync(dataDir, { recursive: true });
  }
});

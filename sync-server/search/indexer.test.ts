import { expect, test } from 'vitest';
import { manualTime } from '../testing/manual-time.ts';
import { createIndexer, QUIET_SLICE, SLICE } from './indexer.ts';

/** An indexer over entries that are counted only; an order is answered when the test says so. */
function setUp({ waiting = 0, isBusy = false } = {}) {
  const time = manualTime();
  const state = { waiting, isBusy, orders: 0, isBroken: false, takes: 0 };
  const indexer = createIndexer({
    writer: {
      index: async (limit) => {
        state.orders += 1;
        await Promise.resolve();
        time.pass(state.takes);
        if (state.isBroken) return null;
        const taken = Math.min(limit, state.waiting);
        state.waiting -= taken;
        return taken;
      },
    },
    timers: { ...time.timers, soon: (run) => void queueMicrotask(run) },
    clock: time.clock,
    isBusy: () => state.isBusy,
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return { time, state, indexer, settle };
}

test('HIST1 new entries are taken in a moment later, all of them, and then nothing is done', async () => {
  const { time, state, indexer, settle } = setUp({ waiting: QUIET_SLICE * 3 + 5 });
  indexer.wake();
  expect(state.orders).toBe(0);
  time.pass(300);
  await settle();
  expect(state).toMatchObject({ waiting: 0, orders: 4 });
  time.pass(60_000);
  await settle();
  expect(state.orders).toBe(4);
  state.waiting = 1;
  indexer.wake();
  time.pass(300);
  await settle();
  expect(state.waiting).toBe(0);
});

test('HIST1 HIST6 however long the disk hung over a slice, the next one comes within two seconds', async () => {
  const { time, state, indexer, settle } = setUp({ waiting: SLICE * 2, isBusy: true });
  indexer.wake();
  state.takes = 60_000;
  time.pass(300);
  await settle();
  expect(state.orders).toBe(1);
  state.takes = 0;
  time.pass(2_000);
  await settle();
  expect(state.orders).toBe(2);
});

test('HIST6 while commands wait the index pauses between two slices, and catches up when they do not', async () => {
  const { time, state, indexer, settle } = setUp({ waiting: QUIET_SLICE * 20, isBusy: true });
  indexer.wake();
  time.pass(300);
  await settle();
  expect(state.orders).toBe(1);
  for (let ms = 0; ms < 150; ms += 15) {
    time.pass(15);
    await settle();
  }
  expect(state).toMatchObject({ orders: 11, waiting: QUIET_SLICE * 20 - SLICE * 11 });
  state.isBusy = false;
  time.pass(15);
  for (let turn = 0; turn < 100; turn += 1) await settle();
  expect(state.waiting).toBe(0);
});

test('DER2 an index that could not be written is tried again, and news come in meanwhile', async () => {
  const { time, state, indexer, settle } = setUp({ waiting: 3 });
  state.isBroken = true;
  indexer.wake();
  time.pass(300);
  await settle();
  indexer.wake();
  state.isBroken = false;
  state.waiting = 4;
  time.pass(5_000);
  await settle();
  expect(state.waiting).toBe(0);
});

test('RUN3 after the stop nothing more is begun', async () => {
  const { time, state, indexer, settle } = setUp({ waiting: SLICE * 3 });
  indexer.wake();
  await indexer.stop();
  time.pass(1_000);
  await settle();
  expect(state.orders).toBe(0);
});

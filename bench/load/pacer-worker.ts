/** Wakes the generator each tick. A thread's timed wait is good to about 0.1 ms; timers of the event loop are to 1–2 ms. */
import { parentPort, workerData } from 'node:worker_threads';
import { PENDING, TICK_MICROSECONDS } from './pacer-state.ts';

const state = workerData as Int32Array;
for (;;) {
  const tick = Atomics.load(state, TICK_MICROSECONDS);
  if (tick === 0) {
    Atomics.wait(state, TICK_MICROSECONDS, 0);
    continue;
  }
  Atomics.wait(state, TICK_MICROSECONDS, tick, tick / 1000);
  // A generator that is behind must not find a queue of old ticks as well.
  if (Atomics.exchange(state, PENDING, 1) === 0) parentPort?.postMessage(0);
}

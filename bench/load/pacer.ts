import { Worker } from 'node:worker_threads';
import { PENDING, TICK_MICROSECONDS } from './pacer-state.ts';

/** Calls back each tick, from a thread of its own that sleeps in between. */
export class Pacer {
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;
  #onTick: (() => void) | null = null;

  constructor() {
    this.#worker = new Worker(new URL('./pacer-worker.ts', import.meta.url), { workerData: this.#state });
    this.#worker.on('message', () => {
      Atomics.store(this.#state, PENDING, 0);
      this.#onTick?.();
    });
  }

  start(tickMilliseconds: number, onTick: () => void): void {
    this.#onTick = onTick;
    Atomics.store(this.#state, TICK_MICROSECONDS, Math.round(tickMilliseconds * 1000));
    Atomics.notify(this.#state, TICK_MICROSECONDS);
  }

  stop(): void {
    this.#onTick = null;
    Atomics.store(this.#state, TICK_MICROSECONDS, 0);
  }
}

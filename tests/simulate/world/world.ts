import { createRandom, type Random } from '../../support/random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createTrace, type Trace } from './trace.ts';

/** What everything in a run stands on. */
export interface World extends Scheduler {
  readonly seed: number;
  readonly start: number;
  readonly trace: Trace;
  readonly random: Random;
  /** What a right clock shows: days pass in it that nobody has to live through. */
  readonly today: () => number;
  readonly letPass: (ms: number) => void;
  /** Another stream of numbers, so that one part's draws do not move another's. */
  readonly fork: () => Random;
  readonly bytes: (random: Random, length: number) => Uint8Array<ArrayBuffer>;
  /** Around `mean`, ms, as rare things come: often sooner, sometimes much later. */
  readonly wait: (random: Random, mean: number) => number;
}

/** Some day in 2027. */
const START = 1_800_000_000_000;

export function createWorld(seed: number, isLoud = false): World {
  const scheduler = createScheduler(START);
  let passed = 0;
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1));
  return {
    ...scheduler,
    seed,
    start: START,
    random,
    today: () => scheduler.now() + passed,
    letPass: (ms) => void (passed += ms),
    trace: createTrace(scheduler.now, START, isLoud),
    fork: () => createRandom(random.between(0, 0x7fffffff)),
    bytes: (from, length) => {
      const bytes = new Uint8Array(length);
      for (let index = 0; index < length; index += 1) bytes[index] = from.between(0, 255);
      return bytes;
    },
    wait: (from, mean) => -Math.log(1 - from.fraction()) * mean,
  };
}

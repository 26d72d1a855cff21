/** How much of the machine others used during a measurement: what makes two runs differ, and should be near zero. */
import { readFileSync } from 'node:fs';
import { ownProcesses, processorSeconds, secondsOfEndedChildren } from './server-process.ts';

/** From this on a figure is marked. */
export const NOISY_CORES = 0.15;
const TICKS_PER_SECOND = 100;

function busySeconds(): number {
  try {
    const fields = readFileSync('/proc/stat', 'latin1').split('\n')[0]?.trim().split(/\s+/).slice(1).map(Number) ?? [];
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
    return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

const ownSeconds = (): number =>
  ownProcesses().reduce((sum, pid) => sum + processorSeconds(pid), secondsOfEndedChildren());

export class Noise {
  readonly #busy = busySeconds();
  readonly #own = ownSeconds();
  readonly #start = performance.now();

  /** Cores used since the start by anything that this run did not start; 0 where the system does not tell. */
  foreignCores(): number {
    const seconds = (performance.now() - this.#start) / 1000;
    const foreign = busySeconds() - this.#busy - (ownSeconds() - this.#own);
    return Math.max(0, foreign / seconds);
  }
}
